// npm run smoke: one full sync of the real account, read-only, into a database that is thrown away afterwards, and a table of
// what came of it. Needs DO_API_TOKEN; DO_API_URL may lead elsewhere.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { type Config, readConfig } from '../src/base/config.ts';
import { messageOf, StartError } from '../src/base/errors.ts';
import { duration, styled, table } from '../src/cli/terminal.ts';
import { openCore, startSync } from '../src/core.ts';
import { readOnly } from '../src/digitalocean/read-only.ts';
import { createLog } from '../src/observability/log.ts';

interface Listing {
  readonly kind: string;
  readonly part: string;
  readonly verdict: string;
  readonly seen: number;
  readonly live: number;
  readonly requests: number;
  readonly seconds: number;
  readonly reason: string | null;
}

/** Of these nothing has to be mended here: the token or the account is so. */
const fine: ReadonlySet<string> = new Set(['COMPLETE', 'FORBIDDEN', 'UNSUPPORTED']);

/**
 * Mirrors an account once.
 *
 * @param print        Gets the table, in one piece.
 * @returns            0 when every list was read or may not be; else 1.
 * @throws StartError  without a token.
 */
export async function smoke(config: Config, print: (text: string) => void): Promise<number> {
  if (config.providerTokens === null) {
    throw new StartError(
      'DO_API_TOKEN: got nothing, wants the token of the account to look at; a read-only one will do.',
    );
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'arcadia-smoke-'));
  const core = await openCore(
    { ...config, dataDir, databaseUrl: null, databasePooling: 'session' },
    createLog(config.logLevel === 'info' ? 'error' : config.logLevel, undefined, { destination: 'stderr' }),
  );
  try {
    const { system } = core.database;
    const sync = await startSync({ ...core, client: readOnly(core.client) }, { scheduled: false });
    try {
      const { runId } = await sync.request({ kinds: [], trigger: 'cli', requestedBy: null });
      for (;;) {
        const [run] = await system.query<{ status: string; reason: string | null; requests: number }>(
          'select status, reason, requests from sync_runs where id = $1',
          [runId],
        );
        if (run !== undefined && run.status !== 'QUEUED' && run.status !== 'RUNNING') {
          const listings = await readListings(core, runId);
          print(report(run, listings));
          return run.status !== 'FAILED' && listings.every(({ verdict }) => fine.has(verdict)) ? 0 : 1;
        }
        await delay(200);
      }
    } finally {
      await sync.stop();
    }
  } finally {
    await core.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function readListings({ database }: Awaited<ReturnType<typeof openCore>>, runId: string): Promise<Listing[]> {
  return database.system.query<Listing>(
    `select l.kind, l.part, coalesce(l.verdict, 'UNFINISHED') as verdict, l.seen, l.requests, l.reason,
            coalesce(extract(epoch from l.finished_at - l.started_at), 0)::float8 as seconds,
            (select count(*)::int from cloud_resources r where r.kind = l.kind and r.part = l.part and r.deleted_at is null) as live
       from sync_listings l where l.run_id = $1 order by l.started_at, l.kind, l.part`,
    [runId],
  );
}

function report(
  run: { status: string; reason: string | null; requests: number },
  listings: readonly Listing[],
): string {
  const rows = listings.map(({ kind, part, verdict, seen, live, requests, seconds, reason }) => [
    part ? `${kind} (${part})` : kind,
    verdict.toLowerCase(),
    String(seen),
    String(live),
    String(requests),
    duration(seconds),
    reason ?? '',
  ]);
  const titles = ['KIND', 'VERDICT', 'SEEN', 'MIRRORED', 'REQUESTS', 'TOOK', 'REMARK'];
  const end = `${run.status.toLowerCase()}, ${run.requests} requests, all of them reads${run.reason ? `: ${run.reason}` : ''}`;
  return `${table(titles, rows, (row, column) => (column === 1 ? (fine.has(listings[row]?.verdict ?? '') ? 'green' : 'red') : null))}\n${styled('bold', end)}\n`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    process.exitCode = await smoke(readConfig(), (text) => process.stdout.write(text));
  } catch (error) {
    process.stderr.write(`smoke: ${messageOf(error)}\n`);
    process.exitCode = 1;
  }
}
