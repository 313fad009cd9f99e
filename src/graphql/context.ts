import type { Viewer } from '../auth/viewer.ts';
import type { Clock } from '../base/clock.ts';
import type { ViewerDb } from '../db/viewer.ts';
import type { EventHub } from '../events/hub.ts';
import type { Classification, InputProblem } from '../inventory/classify.ts';
import type { Loaders } from './loaders.ts';

/** What people can set in motion. The floors below do it; nothing here writes a table or calls the provider. */
export interface Actions {
  triggerSync(kinds: readonly string[], actor: string): Promise<{ runId: string; alreadyRunning: boolean }>;
  cancelSync(runId: string, actor: string): Promise<InputProblem | null>;
  classifyProject(classification: Classification, actor: string): Promise<InputProblem | null>;
  createTenant(tenant: { id: string; name: string }, actor: string): Promise<InputProblem | null>;
}

/** What one operation knows: who asks, and the doors that are open to them. */
export interface Context {
  /** null: anonymous. */
  readonly viewer: Viewer | null;
  /** Fenced to the viewer's scope by Postgres itself. */
  readonly db: ViewerDb;
  readonly loaders: Loaders;
  readonly events: EventHub;
  readonly actions: Actions;
  readonly clock: Clock;
  /** Aborts when the client has gone. */
  readonly signal: AbortSignal;
}
