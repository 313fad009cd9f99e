import { mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

// The long forms: simulations, kill loops, churn.
const config = mergeConfig(base, { test: { testTimeout: 900_000 } });
config.test.include = ['test/**/*.long.test.ts'];
config.test.exclude = [];
// They kill and freeze, and few they are.
config.test.isolate = true;

export default config;
