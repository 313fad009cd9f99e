import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultLimits } from '../../src/graphql/limits/limits.ts';
import { CreateTenantDocument, SyncRunDocument, TriggerSyncDocument } from '../operations/generated/graphql.ts';
import { type Service, startService } from '../support/service.ts';
import { readPage, tableBelow as tableOn } from './pages.ts';

let service: Service;
let page: string;

beforeAll(async () => {
  page = await readPage('docs/errors.md');
  service = await startService({ simulator: { droplets: 5 } });
  await service.query(CreateTenantDocument, { id: 'acme', name: 'Acme' }, service.admin);
});

afterAll(() => service.close());

/** Without the row of the table's own heading. */
const tableBelow = (heading: string) => new Map([...tableOn(page, heading)].slice(1));

interface Answer {
  readonly status: number;
  readonly data: unknown;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: unknown;
    readonly extensions: { readonly code?: string };
  }[];
}

/** As a client asks that knows the media type of GraphQL over HTTP, and so gets the statuses that belong to it. */
async function ask(
  query: string,
  token: string | null,
  { variables = {}, headers = {} }: { variables?: Record<string, unknown>; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data = null, errors = [] } = (await response.json()) as Partial<Answer>; // GraphQL's form
  return { status: response.status, data, errors };
}

/** For each code, a request that produces it. */
const producers: Readonly<Record<string, () => Promise<Answer>>> = {
  UNAUTHENTICATED: () => ask('{ viewer { id } }', 'neither-a-jwt-nor-a-key'),
  FORBIDDEN: async () => {
    return ask('{ viewer { id } }', await service.tenant('acme'), { headers: { 'x-arcadia-view-as': 'acme' } });
  },
  BAD_USER_INPUT: () => ask('{ resources(first: 1000) { edges { node { id } } } }', service.admin),
  CURSOR_EXPIRED: async () => {
    const after = ((await ask('{ eventHead }', service.admin)).data as { eventHead: string }).eventHead; // as asked for
    await service.system.query('update event_head set epoch = gen_random_uuid()');
    const read = () =>
      ask('query ($after: String) { resourceEvents(after: $after) { edges { cursor } } }', service.admin, {
        variables: { after },
      });
    await expect.poll(async () => (await read()).errors.length, { timeout: 10_000 }).toBe(1);
    return read();
  },
  LIMIT_EXCEEDED: () => ask(`{ ${Array.from({ length: 60 }, (_, n) => `a${n}: eventHead`).join(' ')} }`, service.admin),
  INTERNAL_SERVER_ERROR: async () => {
    await service.system.query('revoke select on tenants from arcadia_viewer');
    try {
      return await ask('{ tenants { id } }', service.admin);
    } finally {
      await service.system.query('grant select on tenants to arcadia_viewer');
    }
  },
};

describe('the catalogue of errors', () => {
  test('has every code that there is', async () => {
    const source = await readFile(join(import.meta.dirname, '../../src/base/errors.ts'), 'utf8');
    const [, union = ''] = /type ErrorCode =([^;]*);/.exec(source) ?? [];
    const codes = [...union.matchAll(/'(\w+)'/g)].map(([, code]) => code);
    expect(codes.length).toBeGreaterThan(3);
    expect([...tableBelow('Codes').keys()].sort()).toEqual([...codes, 'INTERNAL_SERVER_ERROR'].sort());
    expect(Object.keys(producers).sort()).toEqual([...tableBelow('Codes').keys()].sort());
  });

  test.each(Object.keys(producers))('tells the truth of %s', async (code) => {
    const { status, errors } = (await producers[code]?.()) ?? { status: 0, errors: [] };
    expect(errors.map(({ extensions }) => extensions.code)).toEqual([code]);
    // A part of an answer that has a path, or a refusal of the whole.
    const [documented = ''] = tableBelow('Codes').get(code) ?? [];
    expect(errors[0]?.path === undefined ? documented : '200').toContain(String(status));
    // It says what to do.
    expect(errors[0]?.message).toMatch(/\b(send|ask|say|read|try|at most|only|may)\b.*\.$/is);
  });

  test('has every limit, and how much it is', () => {
    const limits = [...tableBelow('Limits')].map(([name, [max]]) => [name, Number(max)]);
    expect(limits).toEqual(Object.entries(defaultLimits));
  });

  test('has the codes of wrong input to mutations', async () => {
    const trigger = async (mutation: string) => {
      const { data } = await ask(mutation, service.admin);
      const payload = Object.values(data as Record<string, { userErrors: { code: string; message: string }[] }>)[0]; // as asked for
      return payload?.userErrors[0];
    };
    const runs = await service.query(TriggerSyncDocument, { kinds: ['VOLUME'] }, service.admin);
    const id = runs.triggerSync.syncRun?.id ?? '';
    await expect
      .poll(async () => JSON.stringify((await service.query(SyncRunDocument, { id }, service.admin)).node), {
        timeout: 10_000,
      })
      .toContain('SUCCEEDED');
    const produced = [
      await trigger('mutation { createTenant(input: { id: "acme", name: "Acme" }) { userErrors { code message } } }'),
      await trigger(`mutation { cancelSync(input: { syncRunId: "${id}" }) { userErrors { code message } } }`),
      await trigger(
        'mutation { classifyProject(input: { projectId: "nothing", purpose: SHARED }) { userErrors { code message } } }',
      ),
    ];
    expect(produced.map((error) => error?.code)).toEqual(['ALREADY_EXISTS', 'INVALID', 'NOT_FOUND']);
    expect([...tableBelow('Wrong input to a mutation').keys()].sort()).toEqual([
      'ALREADY_EXISTS',
      'INVALID',
      'NOT_FOUND',
    ]);
  });
});
