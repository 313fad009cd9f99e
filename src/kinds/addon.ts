import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, filled, wire, within } from './facts.ts';
import { flat } from './listing.ts';

/** Of its metadata nothing is read: it may hold credentials of the service. */
export const addon = defineKind({
  name: 'addon',
  typeName: 'Addon',
  description: "Another company's service, bought through DigitalOcean.",
  version: 1,
  urn: (id) => `do:addon:${id}`,
  everyMinutes: 60,
  scope: 'addon:read',
  listing: flat('/v2/add-ons/saas', 'resources', { id: 'uuid', paging: 'single' }),
  lookUp: { path: (id) => `/v2/add-ons/saas/${id}`, key: 'resource' },
  wire: z.object({
    uuid: wire.id,
    name: wire.text,
    state: wire.maybe(wire.text),
    app_name: wire.maybe(wire.text),
    app_slug: wire.maybe(wire.text),
    plan_name: wire.maybe(wire.text),
    plan_slug: wire.maybe(wire.text),
    plan_price_per_month: wire.maybe(wire.money),
    message: wire.maybe(wire.text),
  }),
  facts: {
    serviceName: fact.string('The service.'),
    serviceSlug: fact.string('Slug of the service.'),
    planName: fact.string('Its plan.'),
    planSlug: fact.string('Slug of the plan.'),
    priceMonthly: fact.decimal('Price of the plan in USD a month.'),
    message: fact.string('What the service says on its state. Null when it says nothing.'),
  },
  read: (item) => ({
    id: item.uuid,
    name: item.name,
    status: item.state,
    facts: {
      serviceName: filled(item.app_name),
      serviceSlug: filled(item.app_slug),
      planName: filled(item.plan_name),
      planSlug: filled(item.plan_slug),
      priceMonthly: within(item.plan_price_per_month, (price) => price),
      message: filled(item.message) ?? null,
    },
  }),
});
