import type { Clock } from '../base/clock.ts';
import type { SystemDb } from '../db/sql.ts';
import type { Priority } from '../digitalocean/budget.ts';
import type { Client } from '../digitalocean/client.ts';
import type { Spaces } from '../digitalocean/spaces.ts';
import type { Log } from '../observability/log.ts';

/** What the steps of one run share. */
export interface RunContext {
  readonly runId: string;
  readonly db: SystemDb;
  readonly client: Client;
  /** null: there are no keys for it. */
  readonly spaces: Spaces | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly priority: Priority;
  readonly strikeSpacingMs: number;
  readonly signal: AbortSignal;
}
