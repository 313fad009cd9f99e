import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { writeEstate } from '../security/estate-writer.ts';
import { openSocket } from './clients.ts';
import { type Fleet, type Instance, startFleet } from './streaming.ts';

// Sabotage that was seen red: eventHead read after the list instead of before → the mirror of the client differs.

let fleet: Fleet;
let instance: Instance;
let token: string;

beforeAll(async () => {
  fleet = await startFleet();
  instance = await fleet.serve();
  token = await fleet.sign({ sub: 'of acme', tenants: ['acme'] });
});
afterAll(() => fleet.close());

interface Item {
  readonly urn: string;
  readonly name: string;
  readonly region: string;
}

async function ask<Data>(query: string): Promise<Data> {
  const response = await fetch(instance.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data?: Data; errors?: unknown }; // GraphQL's form
  if (data === undefined || errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}

const readAll = async (): Promise<Item[]> => {
  const { resources } = await ask<{ resources: { edges: { node: Item }[] } }>(
    '{ resources(first: 200) { edges { node { urn name region } } } }',
  );
  return resources.edges.map(({ node }) => node);
};

const live = `subscription ($after: String) {
  resourceEvents(after: $after) { urn state }
}`;

test('a list that is read after eventHead, with the stream after it, is the estate as it changes', async () => {
  const estate = writeEstate(fleet.database.system);
  await estate.tenant('acme');
  const projectId = await estate.project('p1', 'acme-shop');
  await estate.give(projectId, 'acme');
  const see = (providerId: string, name: string, region: string) =>
    estate.see({ kind: 'droplet', providerId, name, region, tags: [], attachedTo: [], projectId });
  let changing = true;
  const changes = (async () => {
    for (let i = 0; changing; i += 1) await see(`${i % 40}`, `name-${i}`, `region-${i % 7}`);
  })();

  // Many clients join at different moments of the same history.
  const clients = [];
  for (let i = 0; i < 12; i += 1) {
    const { eventHead } = await ask<{ eventHead: string }>('{ eventHead }');
    const mirror = new Map((await readAll()).map((item) => [item.urn, item]));
    const socket = await openSocket(instance.socketUrl, token);
    socket.subscribe('1', live, { after: eventHead });
    clients.push({ mirror, socket });
  }
  changing = false;
  await changes;
  const last = await instance.hub.latest();
  await vi.waitFor(() => expect(instance.hub.head).toBe(last));

  const truth = (await readAll()).sort((a, b) => (a.urn < b.urn ? -1 : 1));
  expect(truth.length).toBeGreaterThan(10);
  for (const { mirror, socket } of clients) {
    await vi.waitFor(() => {
      for (const { type, payload } of socket.messages.splice(0)) {
        if (type !== 'next') continue;
        const { urn, state } = payload.data.resourceEvents;
        mirror.set(urn, { urn, name: state.name, region: state.region });
      }
      expect([...mirror.values()].sort((a, b) => (a.urn < b.urn ? -1 : 1))).toEqual(truth);
    });
    socket.socket.close();
  }
});
