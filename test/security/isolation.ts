import fc from 'fast-check';
import { getNamedType, isInterfaceType, isObjectType } from 'graphql';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { encodeId } from '../../src/graphql/ids.ts';
import { schema } from '../../src/graphql/schema/index.ts';
import { TypedDocumentString } from '../operations/generated/graphql.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { subscribeOverSocket } from '../support/subscribe.ts';
import { goOn, type Model, type Move, makeEstate, moves } from './model.ts';
import { seeingEverything, together, toldEachTransaction, withoutScopeInQueries } from './nets.ts';
import { createRandomQueries, type RandomQueries } from './random-query.ts';
import { type Result, type ServedEstate, serveEstate } from './served-estate.ts';

// Random estates, random moves, random queries; every answer is judged by who has ever seen the words in it.
//
// The same questions go to four servers over one database: one as it is, one as it is behind a pooler that lends a connection
// for a transaction, one whose queries know no scope (row-level security alone holds), and one whose connections see everything
// (the scope in the queries alone holds). All let every request wait for the same promise, so that those of different scopes go
// on in the same tick.
//
// Each question is asked three times by everybody: the third is answered by a compiled query, and where answers are kept, by one
// that was kept.
//
// Sabotage, each seen red: the scope left out of questionKey in src/graphql/cache/questions.ts; `bothEnds` left out of
// src/graphql/loaders.ts, or no condition in src/graphql/scope.ts (queries alone); the policy "viewer" of cloud_resource_links or
// cloud_resources USING (true) (row-level security alone); one client for all scopes in src/db/viewer.ts.

let database: TestDatabase;
let asItIs: ServedEstate;
let behindPooler: ServedEstate;
let onlyPolicies: ServedEstate;
let onlyQueries: ServedEstate;
let roots: string[];

/** On a machine that does much else at once; alone it takes a tenth. */
const perEstateMs = 15_000;

export interface IsolationOptions {
  readonly estates: number;
  /** Whether that is enough for every field of the schema to have been asked for. */
  readonly everyField: boolean;
}

/** Tests that tenants are kept apart, in so many random estates. */
export function describeIsolation({ estates, everyField }: IsolationOptions): void {
  beforeAll(async () => {
    database = await createTestDatabase();
    const actions = () => ({ syncHealth: async () => [] });
    const keeping = { answerCacheBytes: 16e6 };
    asItIs = await serveEstate({ database, actions, authenticator: together, ...keeping });
    const shared = { database, actions, sharesTokensOf: asItIs };
    behindPooler = await serveEstate({ ...shared, ...keeping, authenticator: together, viewers: toldEachTransaction });
    // Whoever has no scope in queries has none in what answers are kept by either.
    onlyPolicies = await serveEstate({ ...shared, ...withoutScopeInQueries() });
    onlyQueries = await serveEstate({
      ...shared,
      ...keeping,
      authenticator: together,
      viewers: ({ url }) => seeingEverything(url),
    });
    roots = await rootsForTenants();
  });

  afterAll(async () => {
    for (const estate of [asItIs, behindPooler, onlyPolicies, onlyQueries]) await estate.close();
    await database.drop();
  });

  test(
    'nothing outside a viewer’s scope is in any answer, whichever of the nets is there alone',
    async () => {
      const told = { questions: 0, answered: 0, shown: 0, fields: new Set<string>() };
      await fc.assert(
        fc.asyncProperty(moves, fc.integer(), (steps, seed) => askAround(steps, seed, told)),
        { numRuns: estates, endOnFailure: true },
      );
      // The questions are not idle: most are answered, and many answers show something; less would say that nothing was looked at.
      expect(told.answered / told.questions).toBeGreaterThan(0.5);
      expect(told.shown / told.questions).toBeGreaterThan(0.12);
      if (everyField) expect(reachableFields().filter((field) => !told.fields.has(field))).toEqual([]);
    },
    estates * perEstateMs,
  );

  test('what a viewer may see it does see: an answer without leaks is no empty one', async () => {
    const model = await makeEstate(database.system, []);
    const rows = await rowsOf(model);
    for (const estate of [asItIs, behindPooler, onlyPolicies, onlyQueries]) {
      for (const { scope, token } of await scopesOf(model)) {
        const query = '{ resources { edges { node { id } } } projects { edges { node { id } } } tenants { id } }';
        const { data } = await estate.ask(query, { token });
        const ours = <Row extends { owner: string | null }>(list: readonly Row[]) =>
          list.filter(({ owner }) => owner !== null && scope.includes(owner)).length;
        expect(data, scope.join()).toMatchObject({
          resources: { edges: { length: ours(rows.resources) } },
          projects: { edges: { length: ours(rows.projects) } },
          tenants: { length: scope.length },
        });
      }
    }
  });

  test(
    'a stream from the beginning on, and on through further moves, shows each viewer its own',
    async () => {
      for (const steps of fc.sample(moves, { numRuns: Math.ceil(estates / 5) })) await followAround(steps);
    },
    estates * perEstateMs,
  );
}

/** What tenants may ask for: the others answer FORBIDDEN, which the denial matrix looks at. */
async function rootsForTenants(): Promise<string[]> {
  const token = await asItIs.sign({ tenants: ['nobody'] });
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
  const allowed: string[] = [];
  for (const { name } of fields) {
    const random = createRandomQueries(schema, [name], noWords, 1);
    let codes: unknown[];
    do {
      const { errors = [] } = await asItIs.ask(random.next(), { token });
      codes = errors.map(({ extensions }) => extensions.code);
      // What is too large or contradicts itself is refused before anybody asks who may.
    } while (codes.includes('LIMIT_EXCEEDED') || codes.includes('BAD_USER_INPUT'));
    if (!codes.includes('FORBIDDEN')) allowed.push(name);
  }
  return allowed;
}

const noWords = {
  ids: ['x'],
  urns: ['x'],
  providerIds: ['x'],
  tenantIds: ['x'],
  texts: ['x'],
  times: ['2026-01-01T00:00:00Z'],
};

interface Rows {
  readonly resources: { id: string; kind: string; urn: string; owner: string | null }[];
  readonly projects: { id: string; owner: string | null }[];
}

async function rowsOf(model: Model): Promise<Rows> {
  const resources = await database.system.query<Rows['resources'][number]>(
    `select id, kind, urn, tenant_id as owner from cloud_resources where provider_id = any($1)`,
    [[...model.resources.keys()]],
  );
  return { resources, projects: model.projects.map(({ id, owner }) => ({ id, owner })) };
}

function queriesOver(model: Model, rows: Rows, seed: number, asked: Set<string>): RandomQueries {
  const types = { droplet: 'Droplet', volume: 'Volume' } as Record<string, string>;
  return createRandomQueries(
    schema,
    roots,
    {
      ids: [
        ...rows.resources.map(({ id, kind }) => encodeId(types[kind] ?? '', id)),
        ...rows.projects.map(({ id }) => encodeId('CloudProject', id)),
      ],
      urns: rows.resources.map(({ urn }) => urn),
      providerIds: model.projects.map(({ providerId }) => providerId),
      tenantIds: model.tenants,
      texts: [...model.resources.values()].flatMap(({ words }) => words),
      times: ['2026-01-01T00:00:05.000Z', '2026-01-01T00:00:20.000Z', new Date(Date.now() - 500).toISOString()],
    },
    seed,
    asked,
  );
}

/** What of an answer is not the scope's to see. */
function leaks(answer: Result, query: string, scope: readonly string[], model: Model, rows: Rows): string[] {
  const text = JSON.stringify(answer);
  const allowed = new Set(scope.flatMap((tenant) => [...(model.seen.get(tenant) ?? [])]));
  const found = (text.match(/w\d{6}w/g) ?? []).filter((each) => !allowed.has(each));
  const isOurs = ({ owner }: { owner: string | null }) => owner !== null && scope.includes(owner);
  const urns = new Set(rows.resources.filter(isOurs).map(({ urn }) => urn));
  for (const [, urn = ''] of text.matchAll(/"link":"([^"]*)"/g)) if (!urns.has(urn)) found.push(`link to ${urn}`);
  // In the past a resource may have been the scope's that is another's now.
  if (/asOf|estateDiff/.test(query)) return found;
  const ids = new Set([...rows.resources, ...rows.projects].filter(isOurs).map(({ id }) => id));
  for (const [, id = ''] of text.matchAll(/"id":"([^"]*)"/g)) {
    const [, uuid] = /^(?!CloudResourceEvent)\w+:([0-9a-f-]{36})$/.exec(Buffer.from(id, 'base64url').toString()) ?? [];
    if (uuid !== undefined && !ids.has(uuid)) found.push(`id of ${uuid}`);
  }
  return found;
}

async function scopesOf(model: Model) {
  const [a = '', b = '', c = ''] = model.tenants;
  const scopes = [[a], [b], [c], [a, b], []];
  return Promise.all(
    scopes.map(async (scope) => ({
      scope,
      token: await asItIs.sign({ sub: `of ${scope.join()}`, tenants: scope }),
    })),
  );
}

interface Told {
  questions: number;
  answered: number;
  shown: number;
  readonly fields: Set<string>;
}

async function askAround(steps: readonly Move[], seed: number, told: Told): Promise<void> {
  const model = await makeEstate(database.system, steps);
  const rows = await rowsOf(model);
  const random = queriesOver(model, rows, seed, told.fields);
  const scopes = await scopesOf(model);
  for (const estate of [asItIs, behindPooler, onlyPolicies, onlyQueries]) {
    const queries = Array.from({ length: 3 }, random.next);
    const questions = queries.flatMap((query) => scopes.map((viewer) => ({ query, ...viewer })));
    const askAll = () => Promise.all(questions.map(({ query, token }) => estate.ask(query, { token })));
    const rounds = [await askAll(), await askAll(), await askAll()];
    for (const [n, answer] of rounds.flat().entries()) {
      const { query, scope } = questions[n % questions.length] as (typeof questions)[number]; // each round answers each
      expect(leaks(answer, query, scope, model, rows), `${query}\n${JSON.stringify(answer)}`).toEqual([]);
      // Arguments that contradict each other are a mistake that is told, and random queries can be too large.
      const codes = answer.errors?.map(({ extensions }) => extensions.code) ?? [];
      expect(
        codes.filter((code) => code !== 'BAD_USER_INPUT' && code !== 'LIMIT_EXCEEDED'),
        query,
      ).toEqual([]);
      told.questions += 1;
      told.answered += answer.data ? 1 : 0;
      told.shown += /w\d{6}w/.test(JSON.stringify(answer.data ?? null)) ? 1 : 0;
    }
  }
}

const follow = new TypedDocumentString<Result['data'], object>(`subscription { resourceEvents(after: "0") {
  __typename id cursor type recordedAt detectedAt occurredAt kind urn name tenantId changes { field before after } state
  resource { id name tags attrs links { link: urn resource { id name } } linkedFrom { link: urn } }
  project { id name providerId }
} }`);

/** Viewers follow while the estate is made: they read what was, and then what happens, and never what is another's. */
async function followAround(steps: readonly Move[]): Promise<void> {
  const half = Math.floor(steps.length / 2);
  const model = await makeEstate(database.system, steps.slice(0, half));
  const scopes = await scopesOf(model);
  const followers = scopes.map(({ scope, token }) => ({
    scope,
    stream: subscribeOverSocket(asItIs.url, follow, {}, token),
  }));
  await goOn(model, steps.slice(half));
  const rows = await rowsOf(model);
  for (const { scope, stream } of followers) {
    const [expected] = await database.system.query<{ events: number }>(
      'select count(*)::int as events from cloud_resource_events where tenant_id = any($1)',
      [scope],
    );
    await vi.waitFor(() => expect(stream.received.length).toBe(expected?.events ?? 0), { timeout: 10_000 });
    // A resource that an event led to may have moved on since it was sent, so ids are judged by who ever had them.
    const found = leaks({ data: { events: stream.received } }, 'asOf', scope, model, rows);
    expect(
      found.filter((each) => !each.startsWith('link to')),
      scope.join(),
    ).toEqual([]);
    expect(stream.ended).toBeNull();
    await stream.close();
  }
}

/** `Type.field` of everything that can be asked for from the roots. */
function reachableFields(): string[] {
  const found = new Set<string>(roots.map((name) => `Query.${name}`));
  const query = schema.getQueryType()?.getFields() ?? {};
  const left = roots.flatMap((name) => query[name]?.type ?? []).map(getNamedType);
  const visited = new Set(left);
  for (const type of left) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    const next = Object.values(type.getFields()).map((field) => getNamedType(field.type));
    for (const { name } of Object.values(type.getFields())) found.add(`${type.name}.${name}`);
    for (const each of [...next, ...(isInterfaceType(type) ? schema.getPossibleTypes(type) : [])]) {
      if (!visited.has(each)) left.push(each);
      visited.add(each);
    }
  }
  return [...found];
}
