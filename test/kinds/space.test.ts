import pino from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { keyPair } from '../../src/simulator/kinds/space.ts';
import { type Service, startService } from '../support/service.ts';

// Buckets come from another service, with keys that the token knows nothing of: what is proved here is whom they are believed.

const kinds = ['SPACE'] as const;
const logged: string[] = [];
const log = pino({ level: 'trace' }, { write: (line) => void logged.push(line) });

async function listingsOf(service: Service) {
  const run = await service.syncAndWait([...kinds]);
  return { run, listings: run.listings.filter(({ kind }) => kind === 'SPACE') };
}

async function buckets(service: Service) {
  const rows = await service.system.query<{ name: string; region: string; strikes: number; deleted: boolean }>(
    `select name, region, stale_strike_count as strikes, deleted_at is not null as deleted
       from cloud_resources where kind = 'space' order by name`,
  );
  return rows;
}

describe('with a key to all buckets', () => {
  let service: Service;

  beforeAll(async () => {
    service = await startService({ simulator: { droplets: 40 }, log, env: { LOG_LEVEL: 'trace' } });
    await service.syncAndWait(['DROPLET']);
    await service.classifyDemoProjects();
  });
  afterEach(() => service.simulator.faults.clear());
  afterAll(() => service?.close());

  test('each region is a part, and every bucket is in its region, its project and its tenant', async () => {
    const { run, listings } = await listingsOf(service);
    expect(run).toMatchObject({ status: 'SUCCEEDED', reason: null });
    expect(new Set(listings.map(({ verdict }) => verdict))).toEqual(new Set(['COMPLETE']));
    expect(listings.map(({ part }) => part)).toEqual(expect.arrayContaining(['nyc3', 'fra1', 'tor1']));
    const { estate } = service.simulator;
    const seen = await buckets(service);
    expect(seen.map(({ name }) => name).sort()).toEqual([...(estate.truth().space?.ids ?? [])].sort());
    const query = `{ resources(where: { kind: [SPACE] }, first: 200) { edges { node {
      urn region project { providerId } tenantId providerCreatedAt ... on Space { host } } } } }`;
    const { data } = await service.ask<Shown>({ toString: () => query }, {}, service.admin);
    for (const { node } of data?.resources.edges ?? []) {
      const { Name, CreationDate } = estate.wire(node.urn) as Readonly<Record<string, string>>; // as it is listed
      expect(node.host).toBe(`${Name}.${node.region}.digitaloceanspaces.com`);
      expect(node.providerCreatedAt).toBe(CreationDate);
      expect(node.project?.providerId).toBe(estate.projectOf(node.urn));
      const [tenant] = String(Name).split('-');
      expect(node.tenantId).toBe(tenant === 'acme' || tenant === 'globex' ? tenant : null);
    }
  });

  test('none of it costs the token’s budget but the question whose key it is', async () => {
    service.simulator.requests.length = 0;
    const { run } = await listingsOf(service);
    const asked = service.simulator.requests.filter(({ path }) => path.startsWith('/v2/'));
    expect(asked.filter(({ path }) => path === '/v2/spaces/keys').length).toBe(1);
    expect(run.requests).toBe(asked.length);
    expect(service.simulator.requests.filter(({ path }) => path.startsWith('/_spaces/')).length).toBe(13);
  });

  // Sabotage: hand `bound` on as null in sync/part.ts.
  test('a bucket that is gone is struck in its region alone, and deleted at the third strike', async () => {
    service.simulator.estate.addBucket('short-lived', 'fra1');
    await listingsOf(service);
    service.simulator.estate.removeBucket('short-lived');
    service.simulator.faults.add({ path: '/_spaces/fra1/', status: 400 });
    for (let round = 0; round < 3; round += 1) {
      const { listings } = await listingsOf(service);
      expect(listings.find(({ part }) => part === 'fra1')).toMatchObject({ verdict: 'FAILED', struck: 0 });
    }
    const of = async () => (await buckets(service)).find(({ name }) => name === 'short-lived');
    expect(await of()).toMatchObject({ strikes: 0, deleted: false });
    service.simulator.faults.clear();
    for (const expected of [1, 2]) {
      await listingsOf(service);
      expect(await of()).toMatchObject({ strikes: expected, deleted: false });
    }
    await listingsOf(service);
    expect(await of()).toMatchObject({ deleted: true });
    expect((await buckets(service)).filter(({ deleted }) => deleted).length).toBe(1);
  });

  test('a token that may not list the keys cannot say whose buckets they are, so none is struck', async () => {
    service.simulator.faults.add({ path: '/v2/spaces/keys', status: 403 });
    service.simulator.faults.hideFromList('do:space:acme-production-assets');
    const { listings } = await listingsOf(service);
    expect(listings.every(({ verdict, struck }) => verdict === 'PARTIAL' && struck === 0)).toBe(true);
    expect(listings[0]?.reason).toMatch(/spaces_key:read\.$/);
    expect((await buckets(service)).every(({ strikes, deleted }) => strikes === 0 || deleted)).toBe(true);
  });

  test('neither half of the key is in a table, in the log or in an answer, but where the account lists its ids', async () => {
    await service.syncAndWait(['SPACE', 'SPACES_KEY']);
    const { accessKeyId, secretAccessKey } = service.simulator.spaces;
    const tables = await service.system.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const withId: string[] = [];
    for (const { name } of tables) {
      const text = JSON.stringify(await service.system.query(`select t::text from ${name} t`));
      expect([name, text.includes(secretAccessKey)]).toEqual([name, false]);
      if (text.includes(accessKeyId)) withId.push(name);
    }
    // The id is the public half, by which SPACES_KEY resources are known; runs and audits do not say which is ours.
    expect(withId.filter((name) => !/cloud_resource/.test(name))).toEqual([]);
    expect(logged.length).toBeGreaterThan(100);
    expect(logged.join('\n')).not.toContain(secretAccessKey);
    expect(logged.join('\n')).not.toContain(accessKeyId);
    const query = '{ syncRuns(first: 50) { edges { node { reason listings { kind part verdict reason } } } } }';
    const { data } = await service.ask({ toString: () => query }, {}, service.admin);
    expect(JSON.stringify(data)).toContain('spaces_key:read');
    expect(JSON.stringify(data)).not.toContain(accessKeyId);
    expect(JSON.stringify(data)).not.toContain(secretAccessKey);
  });
});

describe('with another key', () => {
  async function with_(env: Record<string, string>, test_: (service: Service) => Promise<void>) {
    const service = await startService({ simulator: { droplets: 20 }, env });
    await test_(service).finally(() => service.close());
  }

  test('or rather none, buckets are unsupported, and it is said what to set', async () => {
    await with_({ SPACES_ACCESS_KEY_ID: '', SPACES_SECRET_ACCESS_KEY: '' }, async (service) => {
      const { run, listings } = await listingsOf(service);
      expect(run).toMatchObject({ status: 'SUCCEEDED' });
      expect(listings).toEqual([
        expect.objectContaining({
          verdict: 'UNSUPPORTED',
          reason:
            'Buckets are listed over S3, which takes keys of its own: set SPACES_ACCESS_KEY_ID and SPACES_SECRET_ACCESS_KEY to mirror them.',
        }),
      ]);
      expect(service.simulator.requests.filter(({ path }) => path.startsWith('/_spaces/'))).toEqual([]);
    });
  });

  test('of an account that does not list it, nothing is read', async () => {
    await with_({ SPACES_ACCESS_KEY_ID: 'DO00OFANOTHER', SPACES_SECRET_ACCESS_KEY: 'secret' }, async (service) => {
      const { listings } = await listingsOf(service);
      expect(new Set(listings.map(({ verdict }) => verdict))).toEqual(new Set(['FAILED']));
      expect(listings[0]?.reason).toContain('is not of the account that is mirrored');
      expect(service.simulator.requests.filter(({ path }) => path.startsWith('/_spaces/'))).toEqual([]);
      expect(await buckets(service)).toEqual([]);
    });
  });

  // Sabotage: leave `ofSome` out of sync/spaces.ts, and the buckets that this key does not show are struck.
  test('that is for some buckets only, these are mirrored and the others kept', async () => {
    const narrow = await narrowKey();
    await with_({ ...narrow }, async (service) => {
      const { listings } = await listingsOf(service);
      expect(new Set(listings.map(({ verdict }) => verdict))).toEqual(new Set(['PARTIAL']));
      expect(listings[0]?.reason).toContain('for some buckets only');
      expect((await buckets(service)).length).toBe(1);
      service.simulator.faults.hideFromList(`do:space:${(await buckets(service))[0]?.name}`);
      const next = await listingsOf(service);
      expect(next.listings.every(({ struck }) => struck === 0)).toBe(true);
    });
  });

  /** A key of every account of this size and seed that is for one bucket. */
  async function narrowKey() {
    const { startSimulator } = await import('../../src/simulator/server.ts');
    const simulator = await startSimulator({ droplets: 20 });
    const ids = simulator.estate.truth().spaces_key?.ids ?? [];
    const isNarrow = (id: string | number) =>
      !JSON.stringify(simulator.estate.wire(`do:spaceskey:${id}`)).includes('"bucket":""');
    const id = String(ids.find(isNarrow));
    await simulator.close();
    const { accessKeyId, secretAccessKey } = keyPair(id);
    return { SPACES_ACCESS_KEY_ID: accessKeyId, SPACES_SECRET_ACCESS_KEY: secretAccessKey };
  }
});

interface Shown {
  readonly resources: {
    readonly edges: readonly {
      readonly node: {
        readonly urn: string;
        readonly region: string;
        readonly host: string;
        readonly providerCreatedAt: string;
        readonly tenantId: string | null;
        readonly project: { readonly providerId: string } | null;
      };
    }[];
  };
}
