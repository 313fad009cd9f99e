import { createApiKey, revokeApiKey } from './auth/api-keys.ts';
import { systemClock } from './base/clock.ts';
import type { SystemDb } from './db/sql.ts';
import type { Budget } from './digitalocean/budget.ts';
import type { Actions } from './graphql/context.ts';
import { applyRules, releaseProject } from './inventory/apply-rules.ts';
import { classify, type InputProblem } from './inventory/classify.ts';
import { createRule, deleteRule } from './inventory/rules.ts';
import { createTenant } from './inventory/tenants.ts';
import type { SyncService } from './sync/service.ts';

/** What people can set in motion over the API, done by the floors that know how. */
export function createActions(parts: { system: SystemDb; budget: Budget; sync: SyncService }): Actions {
  const { system, budget, sync } = parts;
  const now = () => systemClock.now();
  return {
    triggerSync: (kinds, actor) => sync.request({ kinds, trigger: 'manual', requestedBy: actor }),
    cancelSync: async (runId, actor) =>
      (await sync.cancel(runId, actor))
        ? null
        : wrongRun('There is no such run, or it has ended already. `syncRuns` lists those that are under way.'),
    approveDeletions: async (runId, actor) =>
      (await sync.approve(runId, actor))
        ? null
        : wrongRun('There is no such run, or it holds no deletions. `syncRuns` lists those that are HELD.'),
    declareResource: (statement, actor) => sync.declare(statement, actor),
    refreshResource: (resourceId, actor) => sync.refresh(resourceId, actor),
    syncHealth: () => sync.health(),
    rateBudgets: () => budget.snapshot(),
    syncPlan: () => sync.plan(),
    watchSyncRuns: (signal) => sync.watch(signal),
    classifyProject: (classification, actor) => classify(system, classification, actor, now()),
    releaseProject: (projectId, actor) => releaseProject(system, projectId, actor, now()),
    createRule: (rule, actor) => createRule(system, rule, actor, now()),
    deleteRule: (ruleId, actor) => deleteRule(system, ruleId, actor),
    applyRules: (digest, actor) => applyRules(system, digest, actor, systemClock),
    createTenant: (tenant, actor) => createTenant(system, tenant, actor),
    createApiKey: (key, actor) => createApiKey(system, key, actor, now()),
    revokeApiKey: (apiKeyId, actor) => revokeApiKey(system, apiKeyId, actor, now()),
  };
}

function wrongRun(message: string): InputProblem {
  return { code: 'INVALID', message, path: ['input', 'syncRunId'] };
}
