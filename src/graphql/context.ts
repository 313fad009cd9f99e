import type { MadeApiKey, NewApiKey } from '../auth/api-keys.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Clock } from '../base/clock.ts';
import type { ViewerDb } from '../db/viewer.ts';
import type { EventHub } from '../events/hub.ts';
import type { Applied } from '../inventory/apply-rules.ts';
import type { Classification, InputProblem } from '../inventory/classify.ts';
import type { ProposedRule, Rule } from '../inventory/rules.ts';
import type { KindHealth } from '../sync/health.ts';
import type { DayPlan } from '../sync/plan.ts';
import type { LaneBudget } from '../sync/service.ts';
import type { Loaders } from './loaders.ts';

/** What people can set in motion. The floors below do it; nothing here writes a table or calls the provider. */
export interface Actions {
  triggerSync(kinds: readonly string[], actor: string): Promise<{ runId: string; alreadyRunning: boolean }>;
  cancelSync(runId: string, actor: string): Promise<InputProblem | null>;
  declareResource(statement: { resourceId: string; declared: unknown }, actor: string): Promise<InputProblem | null>;
  refreshResource(resourceId: string, actor: string): Promise<InputProblem | null>;
  syncHealth(): Promise<readonly KindHealth[]>;
  rateBudgets(): Promise<readonly LaneBudget[]>;
  syncPlan(): Promise<DayPlan | null>;
  /** Ids of runs as they progress. */
  watchSyncRuns(signal: AbortSignal): AsyncIterable<string>;
  approveDeletions(runId: string, actor: string): Promise<InputProblem | null>;
  classifyProject(classification: Classification, actor: string): Promise<InputProblem | null>;
  releaseProject(projectId: string, actor: string): Promise<InputProblem | null>;
  createRule(rule: ProposedRule, actor: string): Promise<Rule | InputProblem>;
  deleteRule(ruleId: string, actor: string): Promise<InputProblem | null>;
  applyRules(digest: string, actor: string): Promise<Applied | InputProblem>;
  createTenant(tenant: { id: string; name: string }, actor: string): Promise<InputProblem | null>;
  createApiKey(key: NewApiKey, actor: string): Promise<MadeApiKey | InputProblem>;
  revokeApiKey(apiKeyId: string, actor: string): Promise<InputProblem | null>;
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
  /** The last cursor that a client says it has as it comes back (`Last-Event-ID`); null: it says nothing. */
  readonly resumeAfter: string | null;
  /** Aborts when the client has gone. */
  readonly signal: AbortSignal;
}

/** One way to make an operation's context, for HTTP, SSE and WebSocket alike. */
export type Contexts = (viewer: Context['viewer'], signal: AbortSignal, resumeAfter?: string | null) => Context;
