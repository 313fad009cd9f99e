import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, sorted, wire } from './facts.ts';
import { flat } from './listing.ts';
import { linksTo } from './urn.ts';

/** What its entities are, by the first words of its type: `v1/insights/droplet/cpu`, `v1/dbaas/alerts/load_15_alerts`. */
const entityTypes: readonly (readonly [prefix: string, urnType: string])[] = [
  ['v1/insights/droplet/', 'droplet'],
  ['v1/insights/lbaas/', 'loadbalancer'],
  ['v1/dbaas/', 'dbaas'],
  ['v1/droplet/autoscale', 'autoscalepool'],
];

/** Of who is told only how: addresses and hooks are not read. */
export const alertPolicy = defineKind({
  name: 'alert_policy',
  typeName: 'AlertPolicy',
  description: 'When somebody is told that a measurement is out of bounds.',
  version: 1,
  urn: (id) => `do:alertpolicy:${id}`,
  everyMinutes: 30,
  scope: 'monitoring:read',
  listing: flat('/v2/monitoring/alerts', 'policies', { id: 'uuid' }),
  serves: { relations: ['watches'] },
  lookUp: { path: (id) => `/v2/monitoring/alerts/${id}`, key: 'policy' },
  wire: z.object({
    uuid: wire.id,
    description: wire.maybe(wire.text),
    type: wire.maybe(wire.text),
    enabled: wire.maybe(wire.boolean),
    compare: wire.maybe(wire.text),
    value: wire.maybe(wire.number),
    window: wire.maybe(wire.text),
    entities: wire.maybe(z.array(wire.id)),
    tags: wire.texts,
    alerts: wire.maybe(z.object({ email: wire.maybe(z.array(z.unknown())), slack: wire.maybe(z.array(z.unknown())) })),
  }),
  facts: {
    metric: fact.string('What is measured.'),
    enabled: fact.boolean('False while it is switched off.'),
    compare: fact.string('GreaterThan or LessThan.'),
    threshold: fact.float('The bound, in the unit of what is measured.'),
    window: fact.string('How long it has to be out of bounds, such as 5m.'),
    targetTags: fact.strings('Tags of those it watches besides the ones that it names.'),
    emails: fact.int('How many are told by e-mail.'),
    slackChannels: fact.int('How many Slack channels are told.'),
  },
  read: (item) => {
    const [, urnType] = entityTypes.find(([prefix]) => item.type?.startsWith(prefix)) ?? [];
    return {
      id: item.uuid,
      name: item.description || item.type || item.uuid,
      facts: {
        metric: item.type,
        enabled: item.enabled,
        compare: item.compare,
        threshold: item.value,
        window: item.window,
        targetTags: sorted(item.tags),
        emails: item.alerts?.email?.length,
        slackChannels: item.alerts?.slack?.length,
      },
      links: {
        watches: urnType === undefined ? [] : linksTo(urnType, item.entities),
        tag: linksTo('tag', item.tags),
      },
    };
  },
});
