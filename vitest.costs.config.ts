import { mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

// What queries and events cost, in numbers that no machine changes: a step of `npm run check`, and so none of `npm test`.
const config = mergeConfig(base, {});
config.test.include = ['test/costs/*.test.ts'];
config.test.exclude = [];

export default config;
