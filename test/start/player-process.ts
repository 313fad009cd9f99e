// A process that plays the simulated account of a data folder until it is killed. Says where in one line of JSON.
//
//   node --import tsx player-process.ts <dataDir>

import { createLog } from '../../src/observability/log.ts';
import { openSimulatedAccount } from '../../src/simulated-account.ts';

const { url, playing } = await openSimulatedAccount(process.argv[2] ?? '', createLog('silent', false));
process.stdout.write(`${JSON.stringify({ url, playing })}\n`);
setInterval(() => {}, 1000);
