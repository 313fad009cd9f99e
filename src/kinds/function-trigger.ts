import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, filled, moment, volatile, wire, within } from './facts.ts';
import { ownId, under } from './listing.ts';

export const functionTrigger = defineKind({
  name: 'function_trigger',
  typeName: 'FunctionTrigger',
  description: 'What calls a serverless function, such as a schedule.',
  version: 1,
  urn: (id) => `do:fntrigger:${id}`,
  everyMinutes: 60,
  scope: 'function:read',
  listing: under('function_namespace', (id) => `/v2/functions/namespaces/${id}/triggers`, 'triggers', {
    id: 'name',
    paging: 'single',
  }),
  lookUp: { path: (id, of) => `/v2/functions/namespaces/${of}/triggers/${ownId(id)}`, key: 'trigger' },
  wire: z.object({
    name: wire.id,
    function: wire.maybe(wire.text),
    type: wire.maybe(wire.text),
    is_enabled: wire.maybe(wire.boolean),
    created_at: wire.maybe(wire.time),
    scheduled_details: wire.maybe(z.object({ cron: wire.maybe(wire.text) })),
    scheduled_runs: wire.maybe(z.object({ last_run_at: wire.maybe(z.string()), next_run_at: wire.maybe(z.string()) })),
  }),
  facts: {
    functionName: fact.string('The function that it calls.'),
    triggerType: fact.string('What it goes by, such as SCHEDULED.'),
    enabled: fact.boolean('True while it calls.'),
    cron: fact.string('When it calls, as a cron expression.'),
    lastRunAt: volatile(fact.dateTime('When it last called. Null when it never did.')),
    nextRunAt: volatile(fact.dateTime('When it calls next. Null when it does not.')),
  },
  read: (item, namespace) => ({
    id: `${namespace}/${item.name}`,
    name: item.name,
    createdAt: item.created_at,
    facts: {
      functionName: item.function,
      triggerType: item.type,
      enabled: item.is_enabled,
      cron: within(item.scheduled_details, ({ cron }) => filled(cron)),
      lastRunAt: within(item.scheduled_runs, (runs) => timeOf(runs.last_run_at)),
      nextRunAt: within(item.scheduled_runs, (runs) => timeOf(runs.next_run_at)),
    },
    links: { namespace: [`do:fnnamespace:${namespace}`] },
    ownerUrn: `do:fnnamespace:${namespace}`,
  }),
});

/** Documented as a text and not as a time, and empty before the first run. */
function timeOf(text: string | null | undefined): string | null {
  const parsed = wire.time.safeParse(text);
  return parsed.success ? (moment(parsed.data) ?? null) : null;
}
