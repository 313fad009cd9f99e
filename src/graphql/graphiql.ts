import type { GraphiQLOptions } from 'graphql-yoga';

/** What GraphiQL opens with, a tab each. */
export const exampleQueries: readonly string[] = [
  `# Ctrl-Enter runs the operation under the cursor.
query Start {
  viewer { id roles tenants { id } }
  tenants { id name }
  resourceAggregates(groupBy: [KIND]) { key count }
}`,
  `# Droplets, with what only droplets have.
query Droplets {
  resources(first: 10, where: { kind: [DROPLET], nameContains: "production" }) {
    edges { node { urn name region status tags project { name } ... on Droplet { vcpus memoryMib diskGib priceMonthly } } }
    pageInfo { hasNextPage endCursor }
  }
}`,
  `# What happened, oldest first.
query History {
  resourceEvents(first: 20, after: "0") {
    edges { node { cursor type recordedAt urn name changes { field before after } } }
  }
}`,
  `# Live: a sync sees what the account changes.
subscription Live {
  resourceEvents { cursor type urn name changes { field before after } }
}`,
  `# Sync now, and see how it went.
mutation SyncNow {
  triggerSync(input: { kinds: [] }) { alreadyRunning syncRun { id status } userErrors { message } }
}

query Syncs {
  syncRuns(first: 3) { edges { node { status trigger reason requests listings { kind part verdict seen } } } }
  syncHealth { kind lastCompleteAt ageSeconds lastVerdict live }
}`,
];

/**
 * The options of GraphiQL's page for one request.
 *
 * @param token  Makes a development token; null where there is none. It is put into the page only for a browser that has come by
 *               a loopback name: a page of somebody else's whose name leads here must not read it.
 */
export async function graphiqlFor(request: Request, token: (() => Promise<string>) | null): Promise<GraphiQLOptions> {
  const { hostname } = new URL(`http://${request.headers.get('host') ?? 'unknown'}`);
  const given = token !== null && loopbackNames.has(hostname) ? await token() : null;
  const headers = JSON.stringify({ authorization: given === null ? 'Bearer …' : `Bearer ${given}` }, null, 2);
  return {
    title: 'Arcadia Cloud',
    defaultHeaders: headers,
    headers,
    defaultTabs: exampleQueries.map((query) => ({ query, headers })),
    // A token of yesterday must not outlive its data folder in the browser.
    shouldPersistHeaders: false,
  };
}

const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** GraphiQL with its scripts in the page, so that it works offline; where its package was left out, yoga's own, off a CDN. */
export async function renderGraphiql(options?: GraphiQLOptions): Promise<string> {
  const renderer = await import('@graphql-yoga/render-graphiql').catch(() => null);
  if (renderer !== null) return renderer.renderGraphiQL(options);
  const { renderGraphiQL } = await import('graphql-yoga');
  return String(await renderGraphiQL(options ?? {}));
}
