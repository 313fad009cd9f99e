// A process that uses the embedded server of a data folder until its stdin ends. Says so in one line of JSON.
//
//   node --import tsx embedded-process.ts <dataDir>

import { startEmbeddedPostgres } from '../../src/db/embedded.ts';
import { createLog } from '../../src/observability/log.ts';

process.once('SIGTERM', () => process.exit(1)); // an end without stop()
const server = await startEmbeddedPostgres({
  dataDir: process.argv[2] ?? '',
  log: createLog('silent', false),
  durable: false,
});
process.stdout.write(`${JSON.stringify({ url: server.url('postgres'), reused: server.reused })}\n`);
process.stdin.resume();
process.stdin.once('end', async () => {
  await server.stop();
  process.exit();
});
