import { expect } from 'vitest';
import { type Kind, type Observation, UnreadableItemError, type WireItem } from '../../src/kinds/define.ts';
import { kinds } from '../../src/kinds/index.ts';
import type { Service } from '../support/service.ts';

/** A resource as GraphQL gives it out, its facts under their names. */
export interface Shown {
  readonly urn: string;
  readonly providerId: string;
  readonly name: string;
  readonly region: string | null;
  readonly status: string | null;
  readonly tags: readonly string[];
  readonly providerCreatedAt: string | null;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly links: readonly { readonly relation: string; readonly urn: string }[];
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Everything of a kind that an admin is shown, by URN. */
export async function readOut(service: Service, kind: Kind): Promise<ReadonlyMap<string, Shown>> {
  const facts = Object.keys(kind.facts).map((name) => `fact_${name}: ${name}`);
  const query = `query ($after: String) {
    resources(first: 200, after: $after, where: { kind: [${kind.name.toUpperCase()}] }) {
      pageInfo { hasNextPage endCursor }
      edges { node {
        __typename urn providerId name region status tags providerCreatedAt attrs links { relation urn }
        ... on ${kind.typeName} { id ${facts.join(' ')} }
      } }
    }
  }`;
  const shown = new Map<string, Shown>();
  for (let after: string | null = null; ; ) {
    const { edges, pageInfo }: Page = await askForPage(service, query, after);
    for (const { node } of edges) {
      const own = Object.entries(node).filter(([name]) => name.startsWith('fact_'));
      const named = Object.fromEntries(own.map(([name, value]) => [name.slice('fact_'.length), value]));
      shown.set(node.urn, { ...node, facts: named });
    }
    if (!pageInfo.hasNextPage) return shown;
    after = pageInfo.endCursor;
  }
}

interface Page {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly edges: readonly { readonly node: Omit<Shown, 'facts'> & { readonly __typename: string } }[];
}

async function askForPage(service: Service, query: string, after: string | null): Promise<Page> {
  const { data, errors } = await service.ask<{ resources: Page }>({ toString: () => query }, { after }, service.admin);
  if (data === null || errors.length > 0) throw new Error(`${query}: ${errors[0]?.message}`);
  return data.resources;
}

/** What the kind itself reads in what was sent, each in the part that it came in; what it cannot read is left out. */
export async function sentOf(
  service: Service,
  kind: Kind,
  itemsOf: (list: Kind) => readonly WireItem[],
): Promise<readonly Observation[]> {
  const { rides, parent, keep = () => true } = kind.listing;
  if (rides !== undefined) {
    const host = kinds.find(({ name }) => name === rides.on);
    return (host === undefined ? [] : itemsOf(host)).flatMap((item) =>
      rides.items(item).flatMap((each) => readable(kind, each, parent === undefined ? '' : String(item.id))),
    );
  }
  const [{ part = '' } = {}] = await service.system.query<{ part: string }>(
    'select part from cloud_resources where kind = $1 limit 1',
    [kind.name],
  );
  return itemsOf(kind)
    .filter(keep)
    .flatMap((item) => readable(kind, item, part));
}

function readable(kind: Kind, item: unknown, part: string): readonly Observation[] {
  try {
    return [kind.observe(item, part)];
  } catch (error) {
    if (error instanceof UnreadableItemError) return [];
    throw error;
  }
}

/** Every fact, every link and all that resources have in common is shown as it was read. */
export function expectSame(kind: Kind, shown: Shown, sent: Observation | undefined): void {
  expect(sent).toBeDefined();
  if (sent === undefined) return;
  const { urn, providerId, name, region, status, tags, providerCreatedAt, attrs, links, facts } = shown;
  expect({ urn, providerId, name, region, status, tags, providerCreatedAt }).toEqual({
    urn: sent.urn,
    providerId: sent.providerId,
    name: sent.name,
    region: sent.region ?? null,
    status: sent.status ?? null,
    tags: sent.tags ?? [],
    providerCreatedAt: sent.providerCreatedAt?.toISOString() ?? null,
  });
  const expected = Object.fromEntries(Object.keys(kind.facts).map((fact) => [fact, sent.attrs[fact] ?? null]));
  expect([urn, facts]).toEqual([urn, expected]);
  expect([urn, attrs]).toEqual([urn, expected]);
  const edges = Object.entries(sent.links).flatMap(([relation, urns]) => (urns ?? []).map((to) => `${relation} ${to}`));
  expect(links.map(({ relation, urn: to }) => `${relation} ${to}`).sort()).toEqual(edges.sort());
}
