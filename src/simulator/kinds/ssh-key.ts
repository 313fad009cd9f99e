import type { Stored } from '../shelf.ts';
import type { Kind } from './define.ts';
import { play } from './plain.ts';

export interface SshKeyRecord extends Stored {
  readonly id: number;
  readonly name: string;
  readonly fingerprint: string;
  readonly publicKey: string;
}

const people = ['ada', 'grace', 'linus', 'deploy'];

export const sshKeyKind: Kind<SshKeyRecord> = {
  name: 'ssh_key',
  urnType: 'sshkey',
  ids: 'integer',
  inProjects: false,
  path: (id) => `/v2/account/keys/${id}`,
  generate: (estate) => {
    const random = estate.random('ssh-key');
    for (const [index, name] of people.entries()) {
      estate.add(sshKeyKind, {
        id: 512_000 + index * 977 + random.int(0, 900),
        order: estate.nextOrder(),
        name: `${name}@skyai`,
        fingerprint: random.hex(32).replace(/(..)(?=.)/g, '$1:'),
        publicKey: `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${random.hex(43)} ${name}@skyai.example`,
      });
    }
  },
  wire: (record) => ({
    id: record.id,
    fingerprint: record.fingerprint,
    public_key: record.publicKey,
    name: record.name,
  }),
};

export const sshKeys = play(sshKeyKind, { path: '/v2/account/keys', list: 'ssh_keys', one: 'ssh_key' });
