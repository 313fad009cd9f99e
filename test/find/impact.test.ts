import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Scope } from '../../src/base/scope.ts';
import { findImpact, type ImpactDirection } from '../../src/inventory/find/impact.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

// Random graphs, circles included, against a walk in memory. Seen red: the depth's bound left out (a circle never ends), an edge
// that counts although the viewer sees one end of it only, a tombstone that still holds something.

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.system.query(`insert into tenants (id, name) values ('acme', 'acme'), ('globex', 'globex')`);
});

afterAll(() => database.drop());

interface Graph {
  readonly nodes: readonly { readonly tenant: string | null; readonly deleted: boolean }[];
  /** From, to; a target beyond the nodes is not mirrored. */
  readonly edges: readonly (readonly [number, number])[];
}

const size = 9;
const graphs: fc.Arbitrary<Graph> = fc.record({
  nodes: fc.array(
    fc.record({ tenant: fc.constantFrom('acme', 'acme', 'globex', null), deleted: fc.nat(6).map((n) => n === 0) }),
    {
      minLength: size,
      maxLength: size,
    },
  ),
  edges: fc.uniqueArray(fc.tuple(fc.nat(size - 1), fc.nat(size)), { minLength: 8, maxLength: 25, selector: String }),
});

const urnOf = (node: number) => `do:droplet:${node}`;

async function write({ nodes, edges }: Graph): Promise<void> {
  const { system } = database;
  await system.query('delete from cloud_resources');
  await system.query(
    `insert into cloud_resources (kind, provider_id, urn, name, fingerprint, kind_version, tenant_id, first_seen_at, last_seen_at, deleted_at)
     select 'droplet', n - 1, 'do:droplet:' || n - 1, 'n', 'f', 1, tenant, now(), now(), case when deleted then now() end
       from unnest($1::text[], $2::boolean[]) with ordinality as t(tenant, deleted, n)`,
    [nodes.map(({ tenant }) => tenant), nodes.map(({ deleted }) => deleted)],
  );
  await system.query(
    `insert into cloud_resource_links (from_id, relation, to_urn, tenant_id)
     select r.id, 'uses', t.urn, r.tenant_id from unnest($1::text[], $2::text[]) as t(source, urn) join cloud_resources r on r.urn = t.source`,
    [edges.map(([from]) => urnOf(from)), edges.map(([, to]) => urnOf(to))],
  );
}

function walk({ nodes, edges }: Graph, start: number, direction: ImpactDirection, depth: number, { tenants }: Scope) {
  const sees = (node: number) => tenants === 'all' || tenants.includes(nodes[node]?.tenant ?? '');
  const lives = (node: number) => nodes[node]?.deleted !== true;
  const distance = new Map([[start, 0]]);
  let reached = [start];
  for (let step = 1; step <= depth; step += 1) {
    const next = edges.flatMap(([from, to]) => {
      if (!sees(from) || !sees(to) || !lives(from)) return [];
      const [near, far] = direction === 'dependents' ? [to, from] : [from, to];
      return reached.includes(near) && lives(far) ? [far] : [];
    });
    reached = [...new Set(next)].filter((node) => !distance.has(node));
    for (const node of reached) distance.set(node, step);
  }
  distance.delete(start);
  return new Map([...distance].map(([node, at]) => [urnOf(node), at]));
}

test('what hangs together with a resource is what a walk in memory finds, each at its least distance', async () => {
  let reached = 0;
  await fc.assert(
    fc.asyncProperty(
      graphs,
      fc.nat(size - 1),
      fc.constantFrom<ImpactDirection>('dependents', 'dependencies'),
      fc.integer({ min: 1, max: 10 }),
      fc.constantFrom<Scope>({ tenants: 'all' }, { tenants: ['acme'] }, { tenants: ['acme', 'globex'] }),
      fc.boolean(),
      async (graph, start, direction, depth, scope, fenced) => {
        // Whoever does not see where one starts does not get so far.
        fc.pre(scope.tenants === 'all' || scope.tenants.includes(graph.nodes[start]?.tenant ?? ''));
        await write(graph);
        const question = { scope, urn: urnOf(start), direction, depth, limit: 100 };
        // Through the system's door the query's own scope stands alone.
        const found = await findImpact(fenced ? database.viewers.forScope(scope) : database.system, question);
        const expected = walk(graph, start, direction, depth, scope);
        expect(new Map(found.map(({ urn, depth: at }) => [urn, at]))).toEqual(expected);
        // The way that is told is a way: the node before is one step nearer.
        for (const { via, depth: at } of found) expect(via === urnOf(start) ? 0 : expected.get(via)).toBe(at - 1);
        reached = Math.max(reached, ...expected.values());
      },
    ),
    { numRuns: 100 },
  );
  expect(reached).toBeGreaterThan(1);
});
