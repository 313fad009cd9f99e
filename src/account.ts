import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from './base/clock.ts';
import { readAccount } from './digitalocean/account.ts';
import { createClient } from './digitalocean/client.ts';
import type { TokenSource } from './digitalocean/tokens.ts';
import type { Log } from './observability/log.ts';

/**
 * Names the embedded database of the account that a token belongs to, so that a newcomer's first real token meets an empty
 * mirror. Which account it is, is asked once and then remembered in the data folder, under a hash of the token.
 *
 * @throws ProviderError  when it is not known yet and the provider does not say.
 */
export async function databaseNameFor(
  provider: { readonly url: string; readonly tokens: TokenSource },
  dataDir: string,
  log: Log,
): Promise<string> {
  const path = join(dataDir, 'accounts.json');
  const token = provider.tokens.tokenFor('sync_full');
  const known = await readKnown(path);
  const hash = createHash('sha256').update(`arcadia account of ${token}`).digest('hex');
  const name = known[hash];
  if (name !== undefined) return name;
  const client = createClient({ baseUrl: provider.url, tokens: provider.tokens, log, clock: systemClock });
  const { accountId } = await readAccount(client, {
    purpose: 'sync_full',
    priority: 'person',
    signal: AbortSignal.timeout(30_000),
  }).finally(() => client.close());
  const made = `arcadia_${createHash('sha256').update(accountId).digest('hex').slice(0, 16)}`;
  await mkdir(dataDir, { recursive: true });
  await writeFile(`${path}.${process.pid}`, JSON.stringify({ ...known, [hash]: made }), { mode: 0o600 });
  await rename(`${path}.${process.pid}`, path);
  return made;
}

async function readKnown(path: string): Promise<Record<string, string>> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Record<string, string>;
  } catch {
    // Not there yet, or unreadable: it is only a memory, and asking again is cheap.
    return {};
  }
}
