import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readConfig } from '../base/config.ts';
import type { Core } from '../core.ts';
import { type Command, commandLog, withOpen } from './command.ts';
import { readKinds } from './kind-names.ts';
import { budgetLeft, type PartProgress, progressLine, readProgress } from './sync-progress.ts';
import { printable, type Style, styled } from './terminal.ts';

const unfinished: ReadonlySet<string> = new Set(['QUEUED', 'RUNNING']);
const lookEveryMs = 200;

export const sync: Command = {
  name: 'sync',
  usage: 'sync [--kind <kind>]… [--wait]',
  summary: 'Asks for a sync, and with --wait follows it to its end.',
  options: ['--kind', '--wait'],
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { kind: { type: 'string', multiple: true, default: [] }, wait: { type: 'boolean', default: false } },
    });
    const kinds = readKinds(values.kind);
    const config = readConfig();
    // Not for whoever only wants to know what commands there are: it takes a second.
    const { openCore, startSync } = await import('../core.ts');
    return withOpen(openCore(config, commandLog(config)), async (core) => {
      const service = await startSync(core, { scheduled: false });
      try {
        const { runId, alreadyRunning } = await service.request({ kinds, trigger: 'cli', requestedBy: 'cli' });
        process.stdout.write(`Sync ${runId} ${alreadyRunning ? 'is under way already' : 'was asked for'}.\n`);
        return values.wait ? await follow(core, runId) : 0;
      } finally {
        await service.stop();
      }
    });
  },
};

/** Tells each part as it ends; on a terminal a line below shows how far it all is. */
async function follow(core: Core, runId: string): Promise<number> {
  const live = process.stdout.isTTY === true;
  const clear = live ? '\r\u001B[K' : '';
  const told = new Set<string>();
  for (;;) {
    const progress = await readProgress(core.database.system, runId);
    if (progress === null) return 1;
    const news = progress.finished.filter(({ kind, part }) => !told.has(`${kind}/${part}`));
    for (const { kind, part } of news) told.add(`${kind}/${part}`);
    if (news.length > 0) process.stdout.write(clear + news.map(partLine).join(''));
    if (!unfinished.has(progress.status)) {
      const end = progress.status.toLowerCase();
      const style = progress.status === 'SUCCEEDED' ? 'green' : 'red';
      process.stdout.write(
        `${clear}${styled(style, end)}${progress.reason ? `: ${printable(progress.reason)}` : ''}\n`,
      );
      return progress.status === 'SUCCEEDED' ? 0 : 1;
    }
    if (live) {
      const line = progressLine(progress, await budgetLeft(core.budget, core.lane));
      process.stdout.write(clear + line);
    }
    await delay(lookEveryMs);
  }
}

const verdictStyles: Readonly<Record<string, Style>> = {
  complete: 'green',
  unsupported: 'dim',
  forbidden: 'yellow',
  partial: 'yellow',
  failed: 'red',
};

function partLine({ kind, part, verdict, reason, seen }: PartProgress): string {
  const name = part ? `${kind} (${part})` : kind;
  const word = String(verdict).toLowerCase();
  const shown = styled(verdictStyles[word] ?? 'red', word.padEnd(12));
  return `  ${printable(name).padEnd(24)} ${shown} ${seen} seen${reason ? `  ${printable(reason)}` : ''}\n`;
}
