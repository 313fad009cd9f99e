import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { estateBegan, fillEstate } from '../../bench/estate.ts';
import { type Operation, readOperations } from '../../bench/reads.ts';
import { append } from '../../src/events/append.ts';
import { writeCursor } from '../../src/graphql/paging.ts';
import { type Service, startService } from '../support/service.ts';
import { noteViewersConnections, spent } from './statements.ts';

// What queries and events cost, in numbers that no machine changes: statements, rows that Postgres hands over, bytes. Whoever
// makes one grow has to say so here.

const size = { resources: 2000, eventsEach: 4, projects: 50, tenants: 7 };

let service: Service;
let tenant: string;
let operations: ReadonlyMap<string, Operation>;

beforeAll(async () => {
  noteViewersConnections();
  // What an answer costs that has to be made.
  service = await startService({ env: { ARCADIA_ANSWER_CACHE_MIB: '0' } });
  await fillEstate(service.system, size);
  tenant = await service.tenant('t1');
  const [urn] = await service.system.query<{ urn: string }>(
    `select urn from cloud_resources where tenant_id = 't1' and kind = 'volume' and deleted_at is null order by id limit 1`,
  );
  const [place] = await service.system.query<{ value: string; id: string }>(
    `select name as value, id from cloud_resources where tenant_id = 't1' and kind = 'droplet' and status = 'active' order by 1, 2 offset 20 limit 1`,
  );
  if (!urn || !place) throw new Error('The estate has a volume and twenty active droplets of t1.');
  const asOf = new Date(estateBegan.getTime() + size.resources * 2500).toISOString();
  const deepCursor = writeCursor('resources:name:asc', place);
  operations = new Map(
    readOperations({ urn: urn.urn, asOf, deepCursor }).map((operation) => [operation.name, operation]),
  );
});
afterAll(() => service.close());

// Statements, and rows at most: a page has one row more than was wished for, which tells that there is more.
test.each([
  ['A', 1, 51],
  ['B', 2, 21 + 20 * 11],
  ['C', 2, 1 + 21],
  ['D', 1, 51],
  ['E', 1, 20],
  ['count', 2, 3],
  ['facts', 1, 51],
  ['search', 1, 21],
  ['address', 1, 21],
  ['typo', 1, 21],
  ['asOf', 1, 51],
  ['asOf name', 1, 51],
  ['asOf E', 1, 20],
  ['diff', 1, 51],
  ['impact', 2, 102],
])('%s asks for %i statements and at most %i rows, whoever asks', async (name, statements, rows) => {
  const operation = operations.get(name);
  if (operation === undefined) throw new Error(`${name} is no operation of bench/reads.ts.`);
  // In the end it is answered by a compiled query.
  for (const token of [service.admin, tenant, service.admin, tenant, service.admin, tenant, service.admin, tenant]) {
    const cost = await spent(async () => {
      const answer = await service.ask({ toString: () => operation.query }, operation.variables, token);
      expect(answer.errors).toEqual([]);
    });
    expect(cost.statements).toBe(statements);
    expect(cost.rows).toBeLessThanOrEqual(rows);
    // This small estate does not have that address.
    if (name !== 'address') expect(cost.rows).toBeGreaterThan(0);
  }
});

test('every documented query has its costs here', () => {
  const known = [
    'A',
    'B',
    'C',
    'D',
    'E',
    'count',
    'facts',
    'search',
    'address',
    'typo',
    'asOf',
    'asOf name',
    'asOf E',
    'diff',
    'impact',
  ];
  expect([...operations.keys()]).toEqual(known);
});

test('an event goes to a subscriber in no more bytes than what was asked of it and an envelope of 100', async () => {
  const query = 'subscription { resourceEvents { cursor type urn name } }';
  const socket = new WebSocket(`${service.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const received: string[] = [];
  const next = (type: string) =>
    new Promise<string>((resolve) => {
      const look = () => {
        const found = received.find((message) => message.includes(`"type":"${type}"`));
        if (found === undefined) return socket.once('message', look);
        return resolve(found);
      };
      look();
    });
  socket.on('message', (data) => received.push(String(data)));
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${service.admin}` } }));
  await next('connection_ack');
  socket.send(JSON.stringify({ id: 'one', type: 'subscribe', payload: { query } }));
  const writing = setInterval(() => void service.system.transaction((sql) => append(sql, [event])), 50);
  const message = await next('next');
  clearInterval(writing);
  socket.terminate();
  const { payload } = JSON.parse(message) as { payload: { data: { resourceEvents: Record<string, string> } } };
  const asked = JSON.stringify(payload.data.resourceEvents);
  expect(Buffer.byteLength(message)).toBeLessThanOrEqual(Buffer.byteLength(asked) + 100);
  expect(payload.data.resourceEvents.cursor?.length).toBeLessThanOrEqual(24);
});

const event = {
  resourceId: '00000000-0000-4000-8000-000000000000',
  projectId: null,
  tenantId: 't1',
  kind: 'droplet',
  urn: 'do:droplet:3164444',
  name: 'web-1',
  type: 'updated',
  detectedAt: estateBegan,
  occurredAt: null,
  changes: {},
  runId: null,
  actor: null,
  moveId: null,
  departure: false,
} as const;
