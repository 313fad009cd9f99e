import { hasUsableApiKey } from '../../auth/api-keys.ts';
import { systemClock } from '../../base/clock.ts';
import type { Config } from '../../base/config.ts';
import { probeDatabase } from '../../db/probe.ts';
import { type Finding, fail } from '../../observability/finding.ts';
import type { Log } from '../../observability/log.ts';
import { openStore } from '../../store.ts';
import { withOpen } from '../command.ts';

export interface DatabaseLook {
  readonly findings: readonly Finding[];
  readonly hasApiKey?: boolean;
  /** Whose estate it mirrors; null: nobody's yet. */
  readonly accountId?: string | null;
}

/** A database that is configured is only looked at; the embedded one is opened, as every command does. */
export async function lookAtDatabase(config: Config, log: Log): Promise<DatabaseLook> {
  if (config.databaseUrl !== null) {
    const findings = await probeDatabase(config.databaseUrl, config.databasePooling);
    const usable = findings.every(({ level }) => level !== 'fail');
    const migrated = findings.some(({ subject, finding }) => subject === 'migrations' && /up to date/.test(finding));
    if (!usable || !migrated) return { findings };
    return { findings, ...(await readMirror(config, log)) };
  }
  return withOpen(openStore(config, log), async ({ database }) => {
    const findings = await probeDatabase(database.url, 'session');
    return { findings, ...(await mirrorOf(database)) };
  }).catch((error: Error) => ({
    findings: [fail('database', error.message, 'The embedded Postgres is for development; DATABASE_URL does without.')],
  }));
}

function readMirror(config: Config, log: Log) {
  return withOpen(openStore(config, log), ({ database }) => mirrorOf(database));
}

async function mirrorOf({ system }: Awaited<ReturnType<typeof openStore>>['database']) {
  const [account] = await system.query<{ accountId: string }>('select account_id as "accountId" from mirrored_account');
  return { hasApiKey: await hasUsableApiKey(system, systemClock.now()), accountId: account?.accountId ?? null };
}
