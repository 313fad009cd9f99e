import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, wire, within } from './facts.ts';
import { flat } from './listing.ts';

/** The list may be asked ten times a minute. Of the key itself, and of the name in it, only the type is kept. */
export const sshKey = defineKind({
  name: 'ssh_key',
  typeName: 'SshKey',
  description: 'A public SSH key that new droplets can be given.',
  version: 1,
  urn: (id) => `do:sshkey:${id}`,
  everyMinutes: 15,
  scope: 'ssh_key:read',
  listing: flat('/v2/account/keys', 'ssh_keys'),
  lookUp: { path: (id) => `/v2/account/keys/${id}`, key: 'ssh_key' },
  wire: z.object({
    id: wire.id,
    name: wire.text,
    fingerprint: wire.maybe(wire.text),
    public_key: wire.maybe(wire.text),
  }),
  facts: {
    fingerprint: fact.string('Its fingerprint.'),
    keyType: fact.string('Its type, such as ssh-ed25519.'),
  },
  read: (item) => ({
    id: item.id,
    name: item.name,
    facts: {
      fingerprint: item.fingerprint,
      keyType: within(item.public_key, (key) => /^(ssh-|ecdsa-|sk-)[\w@.-]+(?= )/.exec(key)?.[0] ?? null),
    },
  }),
});
