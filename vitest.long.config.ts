import { mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

// The long forms: simulations, kill loops, churn.
const config = mergeConfig(base, { test: { testTimeout: 900_000 } });
config.test.include = ['test/**/*.long.test.ts'];
config.test.exclude = [];
// They kill and freeze, and few they are.
config.test.isolate = true;
// They weigh and time what the service does, so they run as it does, and with room.
config.test.execArgv = [];
config.test.maxWorkers = 2;

export default config;
