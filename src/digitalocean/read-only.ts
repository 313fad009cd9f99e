import type { Client } from './client.ts';
import { ProviderError } from './errors.ts';

/** The same provider, for whoever must not change anything there: what writes is refused before it leaves this process. */
export function readOnly(client: Client): Client {
  return {
    clock: client.clock,
    get: (path, options) => client.get(path, options),
    async send(method, path, _json, { purpose }) {
      throw new ProviderError({ reason: 'forbidden', method, path, purpose, sent: false });
    },
    close: () => client.close(),
  };
}
