/**
 * Which tenants' rows a viewer may see: a plain value, so that a query, a policy and a stream can all be told the same.
 * `'all'` is the platform admin's; an empty list sees nothing.
 */
export type Scope = { readonly tenants: 'all' | readonly string[] };

export const everything: Scope = { tenants: 'all' };
export const nothing: Scope = { tenants: [] };

/**
 * What Postgres is told (`arcadia.tenants`): `*`, or the ids with commas between. Equal scopes give equal keys. What cannot be
 * a tenant's id is left out: a list of `'*'` must not become everything, nor `'a,b'` two tenants.
 */
export function scopeKey(scope: Scope): string {
  if (scope.tenants === 'all') return '*';
  return [...new Set(scope.tenants)]
    .filter((id) => tenantIdPattern.test(id))
    .sort()
    .join(',');
}

/** Ids of tenants are slugs: nothing in them can be mistaken for `*`, a comma or a quote. */
export const tenantIdPattern = /^[a-z0-9][a-z0-9_-]{0,62}$/;
