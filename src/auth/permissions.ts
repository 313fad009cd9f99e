import { ArcadiaError } from '../base/errors.ts';
import { unauthenticated } from './rejection.ts';
import type { Viewer } from './viewer.ts';

/** Whoever may do a thing: a platform admin, somebody signed in without that role, or anybody at all. */
export const audiences = ['platformAdmin', 'tenant', 'anonymous'] as const;
export type Audience = (typeof audiences)[number];

const everyViewer = { platformAdmin: true, tenant: true, anonymous: false } as const;
const adminsOnly = { platformAdmin: true, tenant: false, anonymous: false } as const;

/**
 * Who may do what: the one table. Which rows they then see is their scope's affair, not this table's.
 * A tenant's view of how fresh its data is belongs to `readEstate`.
 */
export const permissions = {
  readEstate: everyViewer,

  readRuns: adminsOnly,
  readHealth: adminsOnly,
  readBudget: adminsOnly,
  readAudit: adminsOnly,
  readApiKeys: adminsOnly,
  readRules: adminsOnly,

  triggerSync: adminsOnly,
  cancelSync: adminsOnly,
  approveDeletions: adminsOnly,
  refreshResource: adminsOnly,
  classifyProject: adminsOnly,
  manageRules: adminsOnly,
  declareResource: adminsOnly,
  createTenant: adminsOnly,
  manageApiKeys: adminsOnly,
  viewAs: adminsOnly,
} as const satisfies Readonly<Record<string, Readonly<Record<Audience, boolean>>>>;

export type Action = keyof typeof permissions;

export function may(viewer: Viewer | null, action: Action): boolean {
  return permissions[action][audienceOf(viewer)];
}

/**
 * Lets the viewer on, or throws.
 *
 * @returns              The viewer.
 * @throws ArcadiaError  UNAUTHENTICATED for anonymous, else FORBIDDEN with the action's name and who may.
 */
export function require(viewer: Viewer | null, action: Action): Viewer {
  if (viewer === null) throw unauthenticated('anonymous');
  if (may(viewer, action)) return viewer;
  const advice =
    viewer.viewingAs === null
      ? 'Ask one, or sign in with a token that has the role platform_admin.'
      : `You look as tenant "${viewer.viewingAs}"; leave x-arcadia-view-as out to act as yourself.`;
  throw new ArcadiaError('FORBIDDEN', `"${action}" is for platform admins. ${advice}`, { extensions: { action } });
}

function audienceOf(viewer: Viewer | null): Audience {
  if (viewer === null) return 'anonymous';
  return viewer.roles.includes('platform_admin') ? 'platformAdmin' : 'tenant';
}
