import { randomUUID } from 'node:crypto';
import { gql } from '@apollo/client';
import { createOperationDescriptor, fetchQuery, getRequest } from 'relay-runtime';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createApolloClient } from '../../docs/examples/apollo.ts';
import { createRelayEnvironment } from '../../docs/examples/relay.ts';
import { writeEstate } from '../security/estate-writer.ts';
import { type Fleet, type Instance, startFleet } from '../stream/streaming.ts';
import relayPage, { type estatePageQuery } from './generated/estatePageQuery.graphql.ts';

// Pages are put together by the clients' own stores, as an interface does it, while resources come, change and go. Those that
// are there all the time must be in the list once each. What Relay is given in generated/ was compiled by relay-compiler 21.0.1.
//
// Red when a page begins with the row of its cursor (src/inventory/find/window.ts; Relay leaves repeats out by itself), and when
// pageInfo's cursors are those of the row that is read beyond the page (src/graphql/paging.ts).

const steady = 40;
const pageSize = 7;

let fleet: Fleet;
let instance: Instance;
let token: string;
/** URNs of those that are there all the time, by name. */
let expected: readonly string[];
let change: () => Promise<void>;

beforeAll(async () => {
  fleet = await startFleet();
  instance = await fleet.serve();
  token = await fleet.sign({ sub: 'of acme', tenants: ['acme'] });
  const estate = writeEstate(fleet.database.system);
  await estate.tenant('acme');
  const projectId = await estate.project('p1', 'acme-shop');
  await estate.give(projectId, 'acme');
  const see = (providerId: string, name: string, region = 'nyc1') =>
    estate.see({ kind: 'droplet', providerId, name, region, tags: [], attachedTo: [], projectId });
  const names = Array.from({ length: steady }, (_, n) => `steady-${String(n).padStart(2, '0')}`);
  for (const name of names) await see(name, name);
  expected = names.map((name) => `do:droplet:${name}`);
  let round = 0;
  const comers: string[] = [];
  change = async () => {
    round += 1;
    const comer = `comer-${round}`;
    comers.push(comer);
    // Anywhere in either order.
    await see(comer, `steady-${String((round * 17) % steady).padStart(2, '0')}-${randomUUID()}`);
    await see(
      `steady-${String((round * 7) % steady).padStart(2, '0')}`,
      names[(round * 7) % steady] ?? '',
      `r${round}`,
    );
    const goer = comers.length > 3 ? comers.shift() : undefined;
    await fleet.database.system.query('update cloud_resources set deleted_at = now() where provider_id = $1', [goer]);
  };
});
afterAll(() => fleet.close());

interface List {
  readonly resources: {
    readonly edges: readonly { readonly node: { readonly urn: string } }[];
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly hasPreviousPage: boolean;
      readonly startCursor: string | null;
      readonly endCursor: string | null;
    };
  };
}

/** What a client shows after its first page, and after one more of them each time. */
interface Pager {
  more(): Promise<void>;
  readonly list: List['resources'];
  close(): void;
}

type Direction = 'forwards' | 'backwards';
const firstPage = (direction: Direction) => (direction === 'forwards' ? { first: pageSize } : { last: pageSize });
const nextPage = (direction: Direction, { pageInfo }: List['resources']) => ({
  ...firstPage(direction),
  ...(direction === 'forwards' ? { after: pageInfo.endCursor } : { before: pageInfo.startCursor }),
});

const apolloPage = gql`
  query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: ResourceOrder) {
    resources(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
      edges { node { id urn name } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`;

async function pageWithApollo(direction: Direction, orderBy: object | null): Promise<Pager> {
  const client = createApolloClient(instance.url, () => token);
  const query = client.watchQuery<List>({ query: apolloPage, variables: { ...firstPage(direction), orderBy } });
  const watching = query.subscribe(() => {});
  const shown = () => query.getCurrentResult().data as List | undefined;
  await vi.waitFor(() => expect(shown()?.resources.edges.length).toBe(pageSize));
  const list = () => (shown() as List).resources; // it has been shown by now
  return {
    more: async () => void (await query.fetchMore({ variables: nextPage(direction, list()) })),
    get list() {
      return list();
    },
    close: () => watching.unsubscribe(),
  };
}

async function pageWithRelay(direction: Direction): Promise<Pager> {
  const environment = createRelayEnvironment(instance.url, () => token);
  const first = createOperationDescriptor(getRequest(relayPage), firstPage(direction));
  const retained = environment.retain(first);
  const fetchPage = (variables: object) =>
    fetchQuery<estatePageQuery>(environment, relayPage, variables, { fetchPolicy: 'network-only' }).toPromise();
  await fetchPage(firstPage(direction));
  const list = () => (environment.lookup(first.fragment).data as unknown as List).resources; // what relayPage asks for
  return {
    more: async () => void (await fetchPage(nextPage(direction, list()))),
    get list() {
      return list();
    },
    close: () => retained.dispose(),
  };
}

const byName = { field: 'NAME', direction: 'ASC' };
const ways = {
  'Apollo Client': (direction: Direction) => pageWithApollo(direction, null),
  'Apollo Client, by name,': (direction: Direction) => pageWithApollo(direction, byName),
  Relay: pageWithRelay,
};

describe.each(Object.entries(ways))('%s', (way, open) => {
  test.each([
    'forwards',
    'backwards',
  ] as const)('pages %s without a gap or a repeat while the estate changes', async (direction) => {
    let changing = true;
    const changes = (async () => {
      while (changing) await change();
    })();
    const pager = await open(direction);
    const goesOn = () => pager.list.pageInfo[direction === 'forwards' ? 'hasNextPage' : 'hasPreviousPage'];
    for (let pages = 1; goesOn(); pages += 1) {
      expect(pages).toBeLessThan(100);
      await change();
      await pager.more();
    }
    changing = false;
    await changes;
    const urns = pager.list.edges.map(({ node }) => node.urn);
    pager.close();
    expect(urns.length).toBe(new Set(urns).size);
    const there = urns.filter((urn) => expected.includes(urn));
    if (way.includes('by name')) expect(there).toEqual(expected);
    else expect(there.sort()).toEqual(expected);
  });
});
