import { nothing, type Scope } from '../base/scope.ts';
import type { Context } from './context.ts';

/** The viewer's scope; anonymous sees nothing. */
export function scopeOf(context: Context): Scope {
  return context.viewer?.scope ?? nothing;
}

/** The scope as a condition of a query: one net, even though the database fences the connection too. */
export function inScope(context: Context): { tenantId?: { in: string[] } } {
  const { tenants } = scopeOf(context);
  return tenants === 'all' ? {} : { tenantId: { in: [...tenants] } };
}
