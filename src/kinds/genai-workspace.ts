import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, filled, wire } from './facts.ts';
import { flat } from './listing.ts';
import { linksTo } from './urn.ts';

export const genaiWorkspace = defineKind({
  name: 'genai_workspace',
  typeName: 'GenaiWorkspace',
  description: 'Agents that are worked on together.',
  version: 1,
  urn: (id) => `do:genaiworkspace:${id}`,
  everyMinutes: 60,
  scope: 'genai:read',
  listing: flat('/v2/gen-ai/workspaces', 'workspaces', { id: 'uuid', paging: 'single' }),
  serves: { relations: ['agent'] },
  lookUp: { path: (id) => `/v2/gen-ai/workspaces/${id}`, key: 'workspace' },
  wire: z.object({
    uuid: wire.id,
    name: wire.maybe(wire.text),
    description: wire.maybe(wire.text),
    created_at: wire.maybe(wire.time),
    agents: wire.maybe(z.array(z.object({ uuid: wire.maybe(wire.text) }))),
  }),
  facts: {
    description: fact.string('Free text that its owner gave it. Null when there is none.'),
    agents: fact.int('Number of its agents.'),
  },
  read: (item) => ({
    id: item.uuid,
    name: item.name || item.uuid,
    createdAt: item.created_at,
    facts: { description: filled(item.description), agents: item.agents?.length },
    links: {
      agent: linksTo(
        'genaiagent',
        item.agents?.map(({ uuid }) => uuid),
      ),
    },
  }),
});
