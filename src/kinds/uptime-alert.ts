import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, wire } from './facts.ts';
import { under } from './listing.ts';

/** Of who is told only how: addresses and hooks are not read. */
export const uptimeAlert = defineKind({
  name: 'uptime_alert',
  typeName: 'UptimeAlert',
  description: 'When somebody is told of what an uptime check has found.',
  version: 1,
  urn: (id) => `do:uptimealert:${id}`,
  everyMinutes: 60,
  scope: 'uptime:read',
  listing: under('uptime_check', (id) => `/v2/uptime/checks/${id}/alerts`, 'alerts'),
  lookUp: { path: (id, check) => `/v2/uptime/checks/${check}/alerts/${id}`, key: 'alert' },
  wire: z.object({
    id: wire.id,
    name: wire.text,
    type: wire.maybe(wire.text),
    threshold: wire.maybe(wire.integer),
    comparison: wire.maybe(wire.text),
    period: wire.maybe(wire.text),
    notifications: wire.maybe(
      z.object({ email: wire.maybe(z.array(z.unknown())), slack: wire.maybe(z.array(z.unknown())) }),
    ),
  }),
  facts: {
    alertType: fact.string('What it goes by: latency, down, down_global or ssl_expiry.'),
    threshold: fact.int('The bound: milliseconds of latency, or days until a certificate ends. Null for others.'),
    comparison: fact.string('greater_than or less_than. Null without a bound.'),
    period: fact.string('How long it has to last, such as 2m.'),
    emails: fact.int('How many are told by e-mail.'),
    slackChannels: fact.int('How many Slack channels are told.'),
  },
  read: (item, check) => ({
    id: item.id,
    name: item.name,
    facts: {
      alertType: item.type,
      threshold: item.threshold,
      comparison: item.comparison,
      period: item.period,
      emails: item.notifications?.email?.length,
      slackChannels: item.notifications?.slack?.length,
    },
    links: { check: [`do:uptimecheck:${check}`] },
    ownerUrn: `do:uptimecheck:${check}`,
  }),
});
