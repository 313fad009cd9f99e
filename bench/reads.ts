import { Agent, request } from 'node:http';

// Reads over real HTTP, as a client sends them. Nothing is started here: a harness gives the address of a running service over
// an estate of estate.ts, and a token.

export interface Operation {
  readonly name: string;
  readonly what: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Figures {
  readonly name: string;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly errors: number;
}

export interface Target {
  /** Of /graphql. */
  readonly url: string;
  readonly token: string;
}

const facts = '... on Droplet { vcpus memoryMib diskGib priceMonthly publicIpv4 } ... on Volume { sizeGib attached }';
const resource = `id urn name region status tags firstSeenAt lastSeenAt project { id name } ${facts}`;

/** A to E of the reads that are compared, then the other documented ones. `urn` names a resource that the viewer sees. */
export function readOperations({
  urn,
  asOf,
  deepCursor,
}: {
  urn: string;
  asOf: string;
  deepCursor: string;
}): Operation[] {
  return [
    {
      name: 'A',
      what: '50 resources with project and facts',
      query: `{ resources(first: 50) { edges { cursor node { __typename ${resource} } } pageInfo { hasNextPage endCursor } } }`,
      variables: {},
    },
    {
      name: 'B',
      what: '20 projects with 10 resources each',
      query: `{ projects(first: 20) { edges { node { id name tenantId resources(first: 10) { edges { node { __typename id urn name region status ${facts} } } } } } } }`,
      variables: {},
    },
    {
      name: 'C',
      what: 'one resource by URN with its last 20 events',
      query: `query ($urn: String!) { resource(urn: $urn) { __typename ${resource} events(last: 20) { edges { node { id type recordedAt changes { field before after } } } } } }`,
      variables: { urn },
    },
    {
      name: 'D',
      what: 'a filtered, ordered page 100 pages deep',
      query: `query ($after: String) { resources(first: 50, after: $after, where: { kind: [DROPLET], status: ["active"] }, orderBy: { field: NAME, direction: ASC }) { edges { cursor node { __typename ${resource} } } pageInfo { hasNextPage endCursor } } }`,
      variables: { after: deepCursor },
    },
    {
      name: 'E',
      what: 'aggregates by kind and region',
      query: '{ resourceAggregates(groupBy: [KIND, REGION]) { key count vcpus memoryMib } }',
      variables: {},
    },
    {
      name: 'count',
      what: 'totalCount of a filter',
      query: '{ resources(first: 1, where: { region: ["nyc1"] }) { totalCount totalCountIsExact } }',
      variables: {},
    },
    {
      name: 'facts',
      what: 'droplets with much memory',
      query:
        '{ resources(first: 50, where: { droplet: { memoryMib: { gte: 32768 } } }) { edges { node { id name } } } }',
      variables: {},
    },
    {
      name: 'search',
      what: 'a part of a name',
      query: '{ resources(first: 20, search: "gateway-00123") { edges { node { id name } } } }',
      variables: {},
    },
    {
      name: 'address',
      what: 'an address',
      query: '{ resources(first: 20, search: "203.0.48.60") { edges { node { id name } } } }',
      variables: {},
    },
    {
      name: 'typo',
      what: 'a name with a typo',
      query: '{ resources(first: 20, search: "databse") { edges { node { id name } } } }',
      variables: {},
    },
    {
      name: 'asOf',
      what: '50 resources as they were',
      query: `query ($asOf: DateTime!) { resources(first: 50, asOf: $asOf) { edges { node { ${resource} } } } }`,
      variables: { asOf },
    },
    {
      name: 'asOf name',
      what: '50 resources as they were, by name',
      query: `query ($asOf: DateTime!) { resources(first: 50, asOf: $asOf, orderBy: { field: NAME, direction: ASC }) { edges { node { ${resource} } } } }`,
      variables: { asOf },
    },
    {
      name: 'asOf E',
      what: 'aggregates as they were',
      query:
        'query ($asOf: DateTime!) { resourceAggregates(groupBy: [KIND, REGION], asOf: $asOf) { key count vcpus memoryMib } }',
      variables: { asOf },
    },
    {
      name: 'diff',
      what: 'an hour’s changes',
      query:
        'query ($from: DateTime!, $to: DateTime!) { estateDiff(first: 50, from: $from, to: $to) { edges { node { change urn fields { field before after } } } } }',
      variables: { from: asOf, to: new Date(Date.parse(asOf) + 3_600_000).toISOString() },
    },
    {
      name: 'impact',
      what: 'what hangs on a resource',
      query: 'query ($urn: String!) { resource(urn: $urn) { impact(depth: 3) { truncated nodes { urn depth } } } }',
      variables: { urn },
    },
  ];
}

/** One operation, again and again, over so many connections at once. */
export async function measure(
  target: Target,
  operation: Operation,
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<Figures> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const body = JSON.stringify({ query: operation.query, variables: operation.variables });
  const times: number[] = [];
  let errors = 0;
  const began = performance.now();
  const end = began + seconds * 1000;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < end) {
        const sent = performance.now();
        const text = await post(target, body, agent);
        times.push(performance.now() - sent);
        if (text.includes('"errors"')) errors += 1;
      }
    }),
  );
  const took = (performance.now() - began) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { name: operation.name, perSecond: times.length / took, p50Ms: at(0.5), p95Ms: at(0.95), errors };
}

/** One request. @returns the answer as it came. */
export function post({ url, token }: Target, body: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method: 'POST', agent, headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve(Buffer.concat(chunks).toString()));
        response.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
