import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, sorted, wire, within } from './facts.ts';
import { flat } from './listing.ts';

export const uptimeCheck = defineKind({
  name: 'uptime_check',
  typeName: 'UptimeCheck',
  description: 'A look from outside at whether something answers.',
  version: 1,
  urn: (id) => `do:uptimecheck:${id}`,
  everyMinutes: 30,
  scope: 'uptime:read',
  listing: flat('/v2/uptime/checks', 'checks'),
  lookUp: { path: (id) => `/v2/uptime/checks/${id}`, key: 'check' },
  wire: z.object({
    id: wire.id,
    name: wire.text,
    type: wire.maybe(wire.text),
    target: wire.maybe(wire.text),
    regions: wire.texts,
    enabled: wire.maybe(wire.boolean),
  }),
  facts: {
    checkType: fact.string('How it looks: ping, http or https.'),
    target: fact.string('What it looks at, without user, password and query.'),
    fromRegions: fact.strings('Where it looks from.'),
    enabled: fact.boolean('False while it is switched off.'),
  },
  read: (item) => ({
    id: item.id,
    name: item.name,
    facts: {
      checkType: item.type,
      target: within(item.target, withoutCredentials),
      fromRegions: sorted(item.regions),
      enabled: item.enabled,
    },
  }),
});

/** People put tokens into addresses. */
function withoutCredentials(target: string): string {
  const bare = target.replace(/^([a-z]+:\/\/)?[^/]*@/i, '$1');
  if (!/^https?:/i.test(bare) || !URL.canParse(bare)) return bare.replace(/[?#].*$/s, '');
  const { protocol, host, pathname } = new URL(bare);
  return `${protocol}//${host}${pathname}`;
}
