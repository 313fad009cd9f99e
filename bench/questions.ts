import { writeCursor } from '../src/graphql/paging.ts';
import type { Target } from './load.ts';
import type { ServerProcess } from './process.ts';
import { readOperations } from './reads.ts';

// What each server is asked: the same five questions, in its own words.

export type Viewer = 'admin' | 'tenant';
export const questionNames = ['A', 'B', 'C', 'D', 'E'] as const;
export type QuestionName = (typeof questionNames)[number];

/** What a viewer's questions are about. */
export interface Subject {
  readonly viewer: Viewer;
  /** null: an admin. */
  readonly tenant: string | null;
  readonly urn: string;
  /** The row before the deep page. */
  readonly deep: { readonly name: string; readonly id: string; readonly rows: number };
}

export interface Asked {
  readonly target: Target;
  /** What the answer says, in a form in which equal answers are equal texts. */
  readonly meaning: (answer: unknown) => string;
}

/** How a server is asked. */
export type Wording = (
  server: Pick<ServerProcess, 'url' | 'details'>,
  name: QuestionName,
  subject: Subject,
) => Asked | Promise<Asked>;

/** A list's places; who asks in our words has them in a form of its own. */
type PlaceOf = (deep: Subject['deep']) => string;

function inOurWords(place: PlaceOf): Wording {
  return (server, name, { viewer, tenant, urn, deep }) => {
    const token = server.details[viewer];
    const operations = readOperations({ urn, asOf: '2026-01-02T00:00:00.000Z', deepCursor: place(deep) });
    const operation = operations.find((found) => found.name === name);
    const headers: Record<string, string> =
      token !== undefined ? { authorization: `Bearer ${token}` } : tenant === null ? {} : { 'x-tenant': tenant };
    return {
      target: { url: server.url, headers, body: { query: operation?.query, variables: operation?.variables } },
      meaning: canonical,
    };
  };
}

export const ours = inOurWords(({ name, id }) => writeCursor('resources:name:asc', { value: name, id }));
export const apollo = inOurWords(({ name, id }) => Buffer.from(JSON.stringify([name, id])).toString('base64url'));
export const pothos = inOurWords(({ id }) => Buffer.from(`GPC:S:${id}`).toString('base64'));

export const bare: Wording = (server, name, { tenant, urn, deep }) => {
  const url = new URL(`/${name}`, server.url);
  if (tenant !== null) url.searchParams.set('tenant', tenant);
  for (const value of name === 'C' ? [urn] : name === 'D' ? [deep.name, deep.id] : [])
    url.searchParams.append('value', value);
  return { target: { url: url.href, headers: {} }, meaning: canonical };
};

const facts = 'vcpus memoryMib diskGib priceMonthly publicIpv4 sizeGib attached';
const short = `kind id urn name region status ${facts}`;
const long = `${short} tags firstSeenAt lastSeenAt project: cloudProjectByProjectId { id name }`;
const list = 'edges { cursor node {';
const ending = '} } pageInfo { hasNextPage endCursor }';
const active =
  'condition: { kind: "droplet", status: "active", deletedAt: null }, orderBy: [NAME_ASC, PRIMARY_KEY_ASC]';

const postgraphileQueries: Readonly<Record<QuestionName, string>> = {
  A: `{ resources: allCloudResources(first: 50, condition: { deletedAt: null }, orderBy: [PRIMARY_KEY_ASC]) { ${list} ${long} ${ending} } }`,
  B: `{ projects: allCloudProjects(first: 20, condition: { deletedAt: null }, orderBy: [NAME_ASC, PRIMARY_KEY_ASC]) { edges { node { id name tenantId
        resources: cloudResourcesByProjectId(first: 10, condition: { deletedAt: null }, orderBy: [PRIMARY_KEY_ASC]) { edges { node { ${short} } } } } } } }`,
  C: `query ($urn: String!) { resource: cloudResourceByUrn(urn: $urn) { ${long}
        events: cloudResourceEventsByResourceId(first: 20, orderBy: [POSITION_DESC]) { edges { node { id type recordedAt changes } } } } }`,
  D: `query ($after: Cursor) { resources: allCloudResources(first: 50, after: $after, ${active}) { ${list} ${long} ${ending} } }`,
  E: `{ resources: allCloudResources(condition: { deletedAt: null }) { groupedAggregates(groupBy: [KIND, REGION]) {
        keys distinctCount { rowId } sum { vcpus memoryMib } } } }`,
};

export const postgraphile: Wording = async (server, name, { tenant, urn, deep }) => {
  const headers: Record<string, string> = tenant === null ? {} : { 'x-tenant': tenant };
  const place = async () => {
    const query = `{ resources: allCloudResources(first: 1, offset: ${deep.rows - 1}, ${active}) { pageInfo { endCursor } } }`;
    const answer = (await ask({ url: server.url, headers, body: { query } })) as {
      data: { resources: { pageInfo: { endCursor: string } } };
    };
    return answer.data.resources.pageInfo.endCursor;
  };
  const variables = name === 'C' ? { urn } : name === 'D' ? { after: await place() } : {};
  return {
    target: { url: server.url, headers, body: { query: postgraphileQueries[name], variables } },
    meaning: (answer) => canonical(inOurTerms(answer)),
  };
};

/** What the schema of tables says in other words than ours. */
function inOurTerms(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOurTerms);
  if (typeof value !== 'object' || value === null) return value;
  const { kind, ...rest } = value as Record<string, unknown>;
  const renamed: Record<string, unknown> = Object.fromEntries(
    Object.entries(rest).map(([key, inner]) => [key, inOurTerms(inner)]),
  );
  if (kind === 'droplet' || kind === 'volume') renamed.__typename = kind === 'droplet' ? 'Droplet' : 'Volume';
  if ('recordedAt' in rest) {
    renamed.type = String(rest.type).toUpperCase();
    renamed.changes = Object.entries(rest.changes as object).map(([field, change]) => ({ field, ...change })); // JSON of ours
  }
  // Newest first is the only way to the last twenty.
  const events = (renamed.events as { edges: unknown[] } | undefined)?.edges;
  events?.reverse();
  const groups = (renamed.resources as { groupedAggregates?: Group[] } | undefined)?.groupedAggregates;
  if (groups === undefined) return renamed;
  return {
    resourceAggregates: groups.map(({ keys, distinctCount, sum }) => ({
      key: { kind: keys[0]?.toUpperCase(), region: keys[1] },
      count: Number(distinctCount.rowId),
      vcpus: number(sum.vcpus),
      memoryMib: number(sum.memoryMib),
    })),
  };
}

interface Group {
  readonly keys: readonly string[];
  readonly distinctCount: { readonly rowId: string };
  readonly sum: { readonly vcpus: string | null; readonly memoryMib: string | null };
}

/** Its sum of nothing is zero, ours is null; no group of the estate has facts that add up to zero. */
const number = (text: string | null) => Number(text) || null;

export async function ask({ url, headers, body }: Target): Promise<unknown> {
  const sent = { 'content-type': 'application/json', ...headers };
  const response = await fetch(
    url,
    body === undefined ? { headers: sent } : { method: 'POST', headers: sent, body: JSON.stringify(body) },
  );
  return response.json();
}

/** Each server's own: ids and cursors; and how an answer was made. */
const incidental = new Set(['id', 'cursor', 'endCursor', 'extensions']);

function canonical(answer: unknown): string {
  const bring = (value: unknown): unknown => {
    if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) return new Date(value).toISOString();
    if (Array.isArray(value)) return value.map(bring);
    if (typeof value !== 'object' || value === null) return value;
    // A fact of another kind is null in a schema that has one type for all of them.
    const entries = Object.entries(value).filter(([key, inner]) => !incidental.has(key) && inner !== null);
    const brought = Object.fromEntries(
      entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, bring(inner)]),
    );
    const groups = brought.resourceAggregates;
    // Groups of equal size come in any order.
    if (Array.isArray(groups)) groups.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    return brought;
  };
  return JSON.stringify(bring(answer));
}
