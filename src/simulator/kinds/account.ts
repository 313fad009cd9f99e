import type { Estate } from '../estate.ts';
import type { Played } from './define.ts';

function wire({ account, visibility }: Estate): object {
  return {
    droplet_limit: account.dropletLimit,
    floating_ip_limit: 100,
    reserved_ip_limit: 100,
    volume_limit: account.dropletLimit * 2,
    email: account.email,
    name: account.teamName,
    uuid: account.uuid,
    email_verified: true,
    status: 'active',
    status_message: '',
    team: { uuid: visibility.teamUuid ?? account.teamUuid, name: account.teamName },
  };
}

/** GET /v2/account. It is no resource: nothing lists it. */
export const account: Played = {
  kinds: [],
  routes: [
    {
      method: 'GET',
      path: '/v2/account',
      answer: ({ estate }) => ({ status: 200, body: { account: wire(estate) } }),
    },
  ],
};
