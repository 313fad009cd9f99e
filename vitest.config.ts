import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take ten seconds and more: begun last, they would have the others wait for them. */
const long = ['simulation/simulation', 'events/gapless', 'sync/peers', 'security/isolation', 'cli/commands'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => long.some((name) => moduleId.endsWith(`/test/${name}.test.ts`));
    const others = await super.sort(files.filter((file) => !isLong(file)));
    return [...files.filter(isLong), ...others];
  }
}

export default defineConfig({
  // Vite would take its ES build, while every library that Node loads takes the other one: two copies, and an error of the one
  // is none of the other.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    // The costs are a step of `npm run check`.
    exclude: ['test/**/*.long.test.ts', 'test/costs/**'],
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    // One more than a small machine has processors: there is always a file that waits for something.
    maxWorkers: 3,
    // The young generation's default of 16 MiB has it collected all the time, which is a fifth of the time.
    execArgv: ['--max-semi-space-size=64'],
    sequence: { sequencer: LongestFirst },
    // A worker loads the program once and not for each file, which is a third of the time; so a file leaves nothing behind.
    isolate: false,
    testTimeout: 60_000,
    // A machine that is shared can starve any test; a fault of ours shows again.
    retry: process.env.CI === undefined ? 0 : 2,
    hookTimeout: 60_000,
  },
});
