import { openCore } from '../app.ts';
import { readConfig } from '../base/config.ts';
import { createLog } from '../observability/log.ts';
import type { Command } from './command.ts';

export const migrateCommand: Command = {
  name: 'migrate',
  usage: 'migrate',
  summary: 'Brings the database up to date.',
  async run() {
    const config = readConfig();
    const core = await openCore(config, createLog(config.logLevel));
    await core.close();
    process.stdout.write('The database is up to date.\n');
    return 0;
  },
};
