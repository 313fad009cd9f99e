import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Vite would take its ES build, while every library that Node loads takes the other one: two copies, and an error of the one
  // is none of the other.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/**/*.long.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // A worker loads the program once and not for each file, which is a third of the time; so a file leaves nothing behind.
    isolate: false,
    testTimeout: 60_000,
    // A machine that is shared can starve any test; a fault of ours shows again.
    retry: process.env.CI === undefined ? 0 : 2,
    hookTimeout: 60_000,
  },
});
