import type { CallOptions, Client } from './client.ts';

export type Found =
  | { readonly found: true; readonly body: unknown; readonly text: string; readonly beganAt: Date }
  | { readonly found: false; readonly beganAt: Date };

/**
 * Asks for one resource.
 *
 * @returns `found: false` only when the API itself answered 404; a proxy's own 404 is `unreadable`.
 * @throws ProviderError  for everything else: the question stays open.
 */
export async function lookUp(client: Client, path: string, options: CallOptions): Promise<Found> {
  const { status, body, text, beganAt } = await client.get(path, { ...options, ifPresent: true });
  return status === 404 ? { found: false, beganAt } : { found: true, body, text, beganAt };
}
