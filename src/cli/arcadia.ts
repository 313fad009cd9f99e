import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { messageOf } from '../base/errors.ts';
import { type Command, UsageError } from './command.ts';
import { completion } from './completion.ts';
import { doctor } from './doctor.ts';
import { events } from './events.ts';
import { key } from './key.ts';
import { migrateCommand } from './migrate.ts';
import { nearest } from './nearest.ts';
import { resources } from './resources.ts';
import { rules } from './rules.ts';
import { serve } from './serve.ts';
import { simulate } from './simulate.ts';
import { sync } from './sync.ts';
import { token } from './token.ts';

const help: Command = {
  name: 'help',
  usage: 'help',
  summary: 'Shows this.',
  async run() {
    const told = commands.map(({ usage, summary }) => `${indented(usage, 2, 4)}\n${indented(summary, 6, 6)}\n`);
    process.stdout.write(`arcadia <command>\n\n${told.join('')}`);
    return 0;
  },
};

/** In lines of at most 100 characters, with so many spaces before the first and before those that go on. */
function indented(text: string, first: number, further: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && further + line.length + word.length > 98) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.map((line, index) => ' '.repeat(index === 0 ? first : further) + line).join('\n');
}

const commands: readonly Command[] = [
  serve,
  migrateCommand,
  sync,
  resources,
  events,
  rules,
  token,
  key,
  doctor,
  simulate,
  completion(() => commands),
  help,
];

/** Runs one command and sets the exit code: 0 on success, 1 on failure, 2 on bad usage. */
export async function runCommand(args: readonly string[]): Promise<void> {
  // Left to itself V8 lets garbage lie up to four times what is in use: a sync of 100,000 resources, which needs 65 MB of heap,
  // then takes 430 MiB in all; collected at twice, 310, and no longer.
  setFlagsFromString('--heap-growing-percent=100');
  const [name = 'help', ...rest] = args;
  const command = commands.find((candidate) => candidate.name === name.replace(/^--/, ''));
  if (command === undefined) {
    const names = commands.map((each) => each.name);
    const near = nearest(name, names);
    const advice = near === null ? 'see arcadia help' : `did you mean ${near}? See arcadia help`;
    process.stderr.write(`arcadia: there is no command "${name}"; ${advice}\n`);
    process.exitCode = 2;
    return;
  }
  try {
    process.exitCode = await command.run(rest);
  } catch (error) {
    const badUsage = error instanceof UsageError || isParseArgsError(error);
    const hint = badUsage ? ` Usage: arcadia ${command.usage}` : '';
    process.stderr.write(`arcadia ${command.name}: ${messageOf(error)}${hint}\n`);
    process.exitCode = badUsage ? 2 : 1;
  }
}

function isParseArgsError(error: unknown): boolean {
  return error instanceof Error && String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  // Whoever read our output has seen enough: `arcadia events | head`.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  await runCommand(process.argv.slice(2));
}
