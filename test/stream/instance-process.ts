// One instance as a process of its own, for tests that kill it: `tsx instance-process.ts <database url> <data folder> <port>`.

import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/base/config.ts';
import { createLog } from '../../src/observability/log.ts';

const [databaseUrl = '', dataDir = '', port = '0'] = process.argv.slice(2);
const app = await startApp(
  readConfig({
    PORT: port,
    DATABASE_URL: databaseUrl,
    ARCADIA_DATA_DIR: dataDir,
    DO_API_TOKEN: 'nobody',
    DO_API_URL: 'http://127.0.0.1:1',
    ARCADIA_SYNC_CRON: 'off',
    LOG_LEVEL: 'warn',
  }),
  createLog('warn', false),
);
process.stdout.write(`ready ${app.url}\n`);
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
