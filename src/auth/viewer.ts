import { everything, type Scope, tenantIdPattern } from '../base/scope.ts';

/** What a token or a key can make of somebody, beyond looking at tenants. */
export const knownRoles = ['platform_admin'] as const;
export type Role = (typeof knownRoles)[number];

/** The most tenants that one token or key may name. */
export const maxTenants = 100;

/** Starts the viewer id of every API key, and of nobody else: a token whose `sub` begins so is refused. */
export const apiKeyViewerPrefix = 'api_key:';

/** What somebody showed to come in; it decides how `stillValid` asks about them. */
export type Credential = { readonly kind: 'jwt' } | { readonly kind: 'api_key'; readonly id: string };

/** Who asks, as a plain frozen value. Anonymous is `null`. */
export interface Viewer {
  /** The token's `sub`, or `api_key:<id>`. The actor in the audit. */
  readonly id: string;
  readonly roles: readonly Role[];
  readonly tenants: readonly string[];
  /** Which tenants' rows it sees. */
  readonly scope: Scope;
  /** null: never, unless revoked. */
  readonly expiresAt: Date | null;
  readonly credential: Credential;
  /** The tenant that an admin looks as, without an admin's rights meanwhile; null for everybody else. */
  readonly viewingAs: string | null;
}

export function isRole(name: unknown): name is Role {
  return knownRoles.some((role) => role === name);
}

/** An admin sees everything, anybody else their tenants; one without either sees nothing. */
export function createViewer(who: Pick<Viewer, 'id' | 'roles' | 'tenants' | 'expiresAt' | 'credential'>): Viewer {
  // Postgres is told a scope as ids with commas between, or `*` for everything: whatever is no id must never get there.
  const tenants = Object.freeze([...new Set(who.tenants)].filter((id) => tenantIdPattern.test(id)));
  const roles = Object.freeze([...new Set(who.roles)]);
  return Object.freeze({
    id: who.id,
    roles,
    tenants,
    scope: roles.includes('platform_admin') ? everything : Object.freeze({ tenants }),
    expiresAt: who.expiresAt,
    credential: Object.freeze(who.credential),
    viewingAs: null,
  });
}

/** The same person with the sight of one tenant and no rights of an admin. Whether they may is not asked here. */
export function lookingAs(viewer: Viewer, tenantId: string): Viewer {
  return Object.freeze({ ...createViewer({ ...viewer, roles: [], tenants: [tenantId] }), viewingAs: tenantId });
}
