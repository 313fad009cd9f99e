import { z } from 'zod';
import { underDatabase } from './database-children.ts';
import { defineKind } from './define.ts';
import { fact, filled, wire } from './facts.ts';

/** The provider's words for what may connect, and ours for what they are. */
const urnTypes: Readonly<Record<string, string>> = { droplet: 'droplet', k8s: 'kubernetes', app: 'app', tag: 'tag' };

export const databaseFirewallRule = defineKind({
  name: 'database_firewall_rule',
  typeName: 'DatabaseFirewallRule',
  description: 'Who may connect to a managed database.',
  version: 1,
  urn: (id) => `do:dbfwrule:${id}`,
  everyMinutes: 30,
  scope: 'database:read',
  listing: underDatabase('firewall', 'rules', { id: 'uuid' }),
  lookUp: null,
  wire: z.object({
    uuid: wire.id,
    type: wire.maybe(wire.text),
    value: wire.maybe(wire.id),
    created_at: wire.maybe(wire.time),
    description: wire.maybe(wire.text),
  }),
  facts: {
    sourceType: fact.string('What may connect: droplet, k8s, app, tag or ip_addr.'),
    source: fact.string('Which one: an id, a tag, an address or a range.'),
    description: fact.string('Free text that its owner gave it. Null when there is none.'),
  },
  read: (item, cluster) => {
    const type = urnTypes[item.type ?? ''];
    return {
      id: item.uuid,
      name: [item.type, item.value].filter(Boolean).join(' ') || item.uuid,
      createdAt: item.created_at,
      facts: { sourceType: item.type, source: item.value, description: filled(item.description) ?? null },
      links: {
        cluster: [`do:dbaas:${cluster}`],
        allows: type === undefined ? [] : item.value ? [`do:${type}:${item.value}`] : undefined,
      },
      ownerUrn: `do:dbaas:${cluster}`,
    };
  },
});
