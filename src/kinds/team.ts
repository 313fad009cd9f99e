import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, filled, moment, wire } from './facts.ts';
import { flat } from './listing.ts';

/** Only a token of an organization may list its teams; to any other they are not there. Never a team's e-mail address. */
export const team = defineKind({
  name: 'team',
  typeName: 'Team',
  description: 'A team of the organization, if the token is one of an organization.',
  version: 1,
  urn: (id) => `do:team:${id}`,
  everyMinutes: 60,
  scope: 'organization:read',
  listing: { ...flat('/v2/organizations/teams', 'teams', { id: 'uuid', paging: 'single' }), mayBeRefused: true },
  lookUp: null,
  wire: z.object({
    uuid: wire.id,
    name: wire.text,
    member_count: wire.maybe(wire.integer),
    status: wire.maybe(wire.text),
    joined_organization_at: wire.maybe(wire.time),
    company: wire.maybe(wire.text),
  }),
  facts: {
    members: fact.int('Number of its members.'),
    company: fact.string('Its company. Null when it names none.'),
    joinedAt: fact.dateTime('When it joined the organization. Null while it is asked to.'),
  },
  read: (item) => ({
    id: item.uuid,
    name: item.name,
    status: item.status,
    facts: {
      members: item.member_count,
      company: filled(item.company) ?? null,
      joinedAt: moment(item.joined_organization_at) ?? null,
    },
  }),
});
