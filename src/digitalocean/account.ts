import type { CallOptions, Client } from './client.ts';
import { ProviderError } from './errors.ts';
import { fieldsOf } from './wire.ts';

/** Whose estate a token sees. */
export interface Account {
  /** The team's id where there is a team: the estate is the team's, whoever of it made the token. */
  readonly accountId: string;
  readonly teamName: string | null;
  /** `active`, `warning`, `locked`, or a word of a later day. */
  readonly status: string;
}

const path = '/v2/account';

/** @throws ProviderError  also `unreadable` when the answer names nobody: a mirror must not be matched with a guess. */
export async function readAccount(client: Client, options: CallOptions): Promise<Account> {
  const { status, body } = await client.get(path, options);
  const account = fieldsOf(fieldsOf(body).account);
  const team = fieldsOf(account.team);
  const accountId = textOf(team.uuid) ?? textOf(account.uuid);
  const accountStatus = textOf(account.status);
  if (accountId === null || accountStatus === null) {
    const detail = `"account" lacks ${accountId === null ? 'a team and a uuid' : 'a status'}`;
    throw new ProviderError({ reason: 'unreadable', method: 'GET', path, purpose: options.purpose, status, detail });
  }
  return { accountId, teamName: textOf(team.name), status: accountStatus };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}
