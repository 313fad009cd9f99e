import { readAccount } from '../digitalocean/account.ts';
import { ProviderError } from '../digitalocean/errors.ts';
import type { RunContext } from './context.ts';

/** A token of another team would strike everything that this mirror holds. @returns why it is refused; null when it is ours. */
export async function checkAccount({
  db,
  client,
  priority,
  signal,
}: Pick<RunContext, 'db' | 'client' | 'priority' | 'signal'>): Promise<string | null> {
  let accountId: string;
  try {
    ({ accountId } = await readAccount(client, { purpose: 'sync_full', priority, signal }));
  } catch (error) {
    if (error instanceof ProviderError && error.reason !== 'cancelled') return error.message;
    throw error;
  }
  const [mirror] = await db.query<{ accountId: string }>(
    `insert into mirrored_account (provider, account_id) values ('digitalocean', $1)
     on conflict (id) do update set account_id = mirrored_account.account_id
     returning account_id as "accountId"`,
    [accountId],
  );
  if (mirror?.accountId === accountId) return null;
  return `The token belongs to team ${accountId}, and this database mirrors ${mirror?.accountId}. Nothing was read; use that team's token, or another database.`;
}
