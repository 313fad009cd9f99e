import { vi } from 'vitest';
import { runCommand } from '../../src/cli/arcadia.ts';
import type { Outcome } from './processes.ts';

/** One command of the CLI in this process, for those that end by themselves and leave nothing behind. */
export async function command(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Outcome> {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const written = { stdout: '', stderr: '' };
  const take = (stream: 'stdout' | 'stderr') =>
    vi.spyOn(process[stream], 'write').mockImplementation((chunk) => {
      written[stream] += String(chunk);
      return true;
    });
  const spies = [take('stdout'), take('stderr')];
  try {
    await runCommand(args);
    return { code: Number(process.exitCode), ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
    process.exitCode = undefined;
    vi.unstubAllEnvs();
  }
}
