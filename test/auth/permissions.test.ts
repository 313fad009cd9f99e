import { describe, expect, test } from 'vitest';
import { type Action, type Audience, audiences, may, permissions, require } from '../../src/auth/permissions.ts';
import { createViewer, isRole, lookingAs, type Viewer } from '../../src/auth/viewer.ts';
import { ArcadiaError } from '../../src/base/errors.ts';

const who = { id: 'ada', roles: [], tenants: ['acme'], expiresAt: null, credential: { kind: 'jwt' } } as const;
const viewers: Record<Audience, Viewer | null> = {
  platformAdmin: createViewer({ ...who, roles: ['platform_admin'], tenants: [] }),
  tenant: createViewer(who),
  anonymous: null,
};

// Written out a second time on purpose: whoever changes the table says so here too.
const ofTenants: Action[] = ['readEstate'];
const ofAdmins: Action[] = [
  ...ofTenants,
  'approveDeletions',
  'cancelSync',
  'classifyProject',
  'createTenant',
  'declareResource',
  'manageApiKeys',
  'manageRules',
  'readApiKeys',
  'readAudit',
  'readBudget',
  'readHealth',
  'readRules',
  'readRuns',
  'refreshResource',
  'triggerSync',
  'viewAs',
];
const allowed: Record<Audience, Action[]> = { platformAdmin: ofAdmins, tenant: ofTenants, anonymous: [] };
const actions = Object.keys(permissions) as Action[]; // the table's own keys

describe.each(audiences)('%s', (audience) => {
  test('may do exactly what is written here', () => {
    expect(actions.filter((action) => may(viewers[audience], action)).sort()).toEqual([...allowed[audience]].sort());
  });

  test.each(actions)('is let on to %s, or told why not', (action) => {
    const viewer = viewers[audience];
    const mayDo = allowed[audience].includes(action);
    if (mayDo) {
      expect(require(viewer, action)).toBe(viewer);
      return;
    }
    const error = refusal(() => require(viewer, action));
    expect(error.code).toBe(viewer === null ? 'UNAUTHENTICATED' : 'FORBIDDEN');
    expect(error.message).toContain(viewer === null ? 'Authorization: Bearer' : `"${action}" is for platform admins`);
  });
});

test('an admin who looks as a tenant may do what a tenant may, and is told how to act as an admin', () => {
  const admin = viewers.platformAdmin;
  if (admin === null) throw new Error('there is an admin');
  const looking = lookingAs(admin, 'bolt');
  expect(looking).toMatchObject({ id: 'ada', roles: [], tenants: ['bolt'], viewingAs: 'bolt' });
  expect(looking.scope).toEqual({ tenants: ['bolt'] });
  expect(actions.filter((action) => may(looking, action))).toEqual(ofTenants);
  expect(refusal(() => require(looking, 'triggerSync')).message).toContain('leave x-arcadia-view-as out');
});

test('a viewer without role and tenant may read, and its scope holds nothing', () => {
  const nobody = createViewer({ ...who, tenants: [] });
  expect(may(nobody, 'readEstate')).toBe(true);
  expect(nobody.scope).toEqual({ tenants: [] });
});

test('what is no tenant id never reaches a scope', () => {
  const viewer = createViewer({ ...who, tenants: ['*', 'acme,bolt', '', 'acme', 'acme', "a'b"] });
  expect(viewer.scope).toEqual({ tenants: ['acme'] });
});

test.each(['admin', 'PLATFORM_ADMIN', 'toString', '', null, 7])('%j is no role', (name) => {
  expect(isRole(name)).toBe(false);
});

function refusal(attempt: () => unknown): ArcadiaError {
  try {
    attempt();
  } catch (error) {
    if (error instanceof ArcadiaError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
