import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Core, openCore, startSync } from '../app.ts';
import { readConfig } from '../base/config.ts';
import { kindsByName } from '../kinds/index.ts';
import { createLog } from '../observability/log.ts';
import { type Command, UsageError } from './command.ts';

interface Progress {
  readonly status: string;
  readonly reason: string | null;
  readonly listings: { kind: string; part: string; verdict: string | null; reason: string | null; seen: number }[];
}

const unfinished: ReadonlySet<string> = new Set(['QUEUED', 'RUNNING']);

export const sync: Command = {
  name: 'sync',
  usage: 'sync [--kind <kind>]… [--wait]',
  summary: 'Asks for a sync, and with --wait follows it to its end.',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { kind: { type: 'string', multiple: true, default: [] }, wait: { type: 'boolean', default: false } },
    });
    const kinds = values.kind.map((kind) => kind.toLowerCase());
    const unknown = kinds.find((kind) => !kindsByName.has(kind));
    if (unknown !== undefined) {
      throw new UsageError(`There is no kind "${unknown}"; there are ${[...kindsByName.keys()].join(', ')}.`);
    }
    const config = readConfig();
    const core = await openCore(config, createLog(config.logLevel === 'info' ? 'warn' : config.logLevel));
    try {
      const service = await startSync(core, { scheduled: false });
      try {
        const { runId, alreadyRunning } = await service.request({ kinds, trigger: 'cli', requestedBy: 'cli' });
        process.stdout.write(`Sync ${runId} ${alreadyRunning ? 'is under way already' : 'was asked for'}.\n`);
        return values.wait ? await follow(core, runId) : 0;
      } finally {
        await service.stop();
      }
    } finally {
      await core.close();
    }
  },
};

async function follow({ database }: Core, runId: string): Promise<number> {
  const told = new Set<string>();
  for (;;) {
    const [progress] = await database.system.query<Progress>(
      `select status, reason, coalesce((select jsonb_agg(to_jsonb(l) order by l.started_at) from sync_listings l
                where l.run_id = r.id and l.finished_at is not null), '[]') as listings
         from sync_runs r where id = $1`,
      [runId],
    );
    if (progress === undefined) return 1;
    for (const { kind, part, verdict, reason, seen } of progress.listings) {
      const name = part ? `${kind} (${part})` : kind;
      if (told.has(name)) continue;
      told.add(name);
      process.stdout.write(
        `  ${name.padEnd(24)} ${String(verdict).toLowerCase().padEnd(12)} ${seen} seen${reason ? `  ${reason}` : ''}\n`,
      );
    }
    if (!unfinished.has(progress.status)) {
      process.stdout.write(`${progress.status.toLowerCase()}${progress.reason ? `: ${progress.reason}` : ''}\n`);
      return progress.status === 'SUCCEEDED' ? 0 : 1;
    }
    await delay(200);
  }
}
