import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ApplyClassificationRulesDocument,
  ClassificationPreviewDocument,
  ClassificationRulesDocument,
  ClassifyProjectDocument,
  CreateClassificationRuleDocument,
  type CreateClassificationRuleInput,
  CreateTenantDocument,
  DeleteClassificationRuleDocument,
  ProjectsDocument,
  ReleaseProjectDocument,
  UnclassifiedDocument,
} from '../operations/generated/graphql.ts';
import { type Service, startService } from '../support/service.ts';

// An admin's way from an estate that is nobody's to one in which every project has its tenant, over the API, with real syncs.

let service: Service;

beforeAll(async () => {
  service = await startService({ simulator: { droplets: 40 } });
  for (const id of ['acme', 'globex']) await service.query(CreateTenantDocument, { id, name: id }, service.admin);
  await service.syncAndWait(['DROPLET']);
});
afterAll(() => service.close());

const byTenant: CreateClassificationRuleInput = { field: 'NAME', pattern: '{tenant}-*', purpose: 'TENANT' };

async function dropletsOf(tenant: string): Promise<number> {
  const query = '{ resourceAggregates(groupBy: [], where: { kind: [DROPLET] }) { count } }';
  const { data } = await service.ask<{ resourceAggregates: { count: number }[] }>(
    query,
    {},
    await service.tenant(tenant),
  );
  return data?.resourceAggregates[0]?.count ?? 0;
}

async function projectNamed(name: string) {
  const { projects } = await service.query(ProjectsDocument, {}, service.admin);
  return projects.edges.find(({ node }) => node.name === name)?.node;
}

async function auditOf(action: string) {
  return service.system.query<{ actor: string; details: Record<string, unknown> }>(
    'select actor, details from audit_log where action = $1 order by id',
    [action],
  );
}

test('rules are looked at before they are made, applied just as they were shown, and audited', async () => {
  const { unclassified } = await service.query(UnclassifiedDocument, {}, service.admin);
  expect(unclassified.projectCount).toBeGreaterThan(3);
  expect(unclassified.kinds.find(({ kind }) => kind === 'DROPLET')?.inProjects).toBeGreaterThan(20);

  const proposed = await service.query(ClassificationPreviewDocument, { added: byTenant }, service.admin);
  const { moves, projectCount, resourceCount, digest } = proposed.classificationPreview;
  expect(digest).toBeNull();
  expect(moves.length).toBe(projectCount);
  expect(new Set(moves.map(({ tenantId }) => tenantId))).toEqual(new Set(['acme', 'globex']));
  for (const { project, tenantId } of moves) {
    expect(project.name.startsWith(`${tenantId}-`)).toBe(true);
    expect(project).toMatchObject({ purpose: 'UNCLASSIFIED', classifiedBy: null });
  }
  expect(await dropletsOf('acme')).toBe(0);

  const made = await service.query(CreateClassificationRuleDocument, { input: byTenant }, service.admin);
  expect(made.createClassificationRule).toMatchObject({ rule: { priority: 100 }, userErrors: [] });
  expect(await dropletsOf('acme')).toBe(0);
  const shown = (await service.query(ClassificationPreviewDocument, {}, service.admin)).classificationPreview;
  expect([shown.projectCount, shown.resourceCount]).toEqual([projectCount, resourceCount]);
  const applied = await service.query(ApplyClassificationRulesDocument, { digest: shown.digest ?? '' }, service.admin);
  expect(applied.applyClassificationRules).toEqual({
    projectCount,
    resourceCount,
    stayedCount: 0,
    userErrors: [],
  });
  expect(await dropletsOf('acme')).toBeGreaterThan(0);
  expect(await dropletsOf('globex')).toBeGreaterThan(0);

  expect(await auditOf('createClassificationRule')).toMatchObject([
    { actor: 'admin', details: { pattern: '{tenant}-*' } },
  ]);
  expect(await auditOf('applyClassificationRules')).toMatchObject([
    { actor: 'admin', details: { projects: projectCount } },
  ]);
  const { classificationRules } = await service.query(ClassificationRulesDocument, {}, service.admin);
  expect(classificationRules).toMatchObject([
    { pattern: '{tenant}-*', tenantId: null, projectCount, createdBy: 'admin' },
  ]);
  const again = await service.query(ApplyClassificationRulesDocument, { digest: shown.digest ?? '' }, service.admin);
  expect(again.applyClassificationRules.userErrors).toMatchObject([{ code: 'INVALID', path: ['input', 'digest'] }]);
});

test('a project that appears is its tenant’s from the sync on that sees it, its resources without a move', async () => {
  service.simulator.estate.addProject({ name: 'globex-new' });
  await service.syncAndWait(['DROPLET']);
  expect(await projectNamed('globex-new')).toMatchObject({ purpose: 'TENANT', tenantId: 'globex' });
  const classified = await auditOf('classifyProject');
  expect(classified.at(-1)).toMatchObject({ actor: 'rules', details: { by: 'RULE', resources: 0 } });
});

test('what an admin says by hand outlives rules and syncs, until it is released', async () => {
  const project = await projectNamed('globex-new');
  const projectId = project?.id ?? '';
  await service.query(ClassifyProjectDocument, { projectId, purpose: 'SHARED', tenantId: null }, service.admin);
  await service.syncAndWait(['DROPLET']);
  expect((await service.query(ClassificationPreviewDocument, {}, service.admin)).classificationPreview.moves).toEqual(
    [],
  );
  expect(await projectNamed('globex-new')).toMatchObject({ purpose: 'SHARED' });
  const { releaseProject } = await service.query(ReleaseProjectDocument, { projectId }, service.admin);
  expect(releaseProject.project).toMatchObject({ purpose: 'TENANT', tenantId: 'globex', classifiedBy: 'RULE' });
});

test('a rule that goes leaves its projects where they are until the rules are applied', async () => {
  const { classificationRules } = await service.query(ClassificationRulesDocument, {}, service.admin);
  const ruleId = classificationRules[0]?.id ?? '';
  const asIf = await service.query(ClassificationPreviewDocument, { removed: ruleId }, service.admin);
  expect(new Set(asIf.classificationPreview.moves.map(({ purpose }) => purpose))).toEqual(new Set(['UNCLASSIFIED']));
  const gone = await service.query(DeleteClassificationRuleDocument, { ruleId }, service.admin);
  expect(gone.deleteClassificationRule).toEqual({ deletedRuleId: ruleId, userErrors: [] });
  expect(await dropletsOf('acme')).toBeGreaterThan(0);
  const { digest } = (await service.query(ClassificationPreviewDocument, {}, service.admin)).classificationPreview;
  await service.query(ApplyClassificationRulesDocument, { digest: digest ?? '' }, service.admin);
  expect(await dropletsOf('acme')).toBe(0);
  const unknown = await service.query(DeleteClassificationRuleDocument, { ruleId }, service.admin);
  expect(unknown.deleteClassificationRule.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
});

test('a rule that cannot be meant is a user error when it is made, and a mistake when it is looked at', async () => {
  const input: CreateClassificationRuleInput = { field: 'NAME', pattern: 'x', purpose: 'UNCLASSIFIED' };
  const made = await service.query(CreateClassificationRuleDocument, { input }, service.admin);
  expect(made.createClassificationRule.userErrors).toMatchObject([{ code: 'INVALID', path: ['input', 'purpose'] }]);
  const looked = await service.ask(ClassificationPreviewDocument, { added: input }, service.admin);
  expect(looked.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('every example of docs/classifying.md is answered', async () => {
  const page = await readFile(join(import.meta.dirname, '../../docs/classifying.md'), 'utf8');
  const examples = [...page.matchAll(/^```graphql\n([\s\S]*?)^```$/gm)].map(([, example = '']) => example);
  expect(examples).toHaveLength(6);
  const { projects } = await service.query(ProjectsDocument, {}, service.admin);
  for (const example of examples) {
    const { classificationPreview } = await service.query(ClassificationPreviewDocument, {}, service.admin);
    const variables = {
      ...(example.includes('$digest') ? { digest: classificationPreview.digest } : {}),
      ...(example.includes('$projectId') ? { projectId: projects.edges[0]?.node.id } : {}),
    };
    const { data, errors } = await service.ask(example, variables, service.admin);
    expect([example, errors]).toEqual([example, []]);
    expect(JSON.stringify(data)).not.toMatch(/"userErrors":\[\{/);
  }
});
