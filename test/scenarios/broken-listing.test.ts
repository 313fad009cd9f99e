import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../../src/simulator/faults.ts';
import { type Service, startService } from '../support/service.ts';

// Whatever breaks while a list is read, nothing is struck: what was not seen may be on the page that did not come.

/** Page 1 of the droplets without GPUs holds 200 of them, page 2 the rest. */
const droplets = 230;
const path = '/v2/droplets';
const query = { page: '2' };
const gpus = { type: 'gpus' };

interface Trouble {
  readonly what: string;
  readonly fault: Fault;
  readonly part?: 'standard' | 'gpu';
  readonly verdict: 'FAILED' | 'PARTIAL' | 'FORBIDDEN';
  readonly sentence: RegExp;
}

/** The client asks again before it believes these. */
const passing: readonly Trouble[] = [
  {
    what: 'an only page with status 500',
    fault: { path, status: 500, query: gpus },
    part: 'gpu',
    verdict: 'FAILED',
    sentence: /500/,
  },
  {
    what: 'a second page with status 500',
    fault: { path, status: 500, query },
    verdict: 'PARTIAL',
    sentence: /broke off at page 2 after 200/,
  },
  {
    what: 'a page that is cut short',
    fault: { path, body: 'cut', query },
    verdict: 'PARTIAL',
    sentence: /broke off at page 2/,
  },
  {
    what: 'a connection that is reset',
    fault: { path, reset: true, query },
    verdict: 'PARTIAL',
    sentence: /broke off at page 2/,
  },
];

const lasting: readonly Trouble[] = [
  {
    what: 'a page that is half a document',
    fault: { path, body: 'invalid-json', query },
    verdict: 'PARTIAL',
    sentence: /not whole JSON/,
  },
  {
    what: 'a page of something in between',
    fault: { path, body: 'html', query },
    verdict: 'PARTIAL',
    sentence: /does not say that it is JSON/,
  },
  {
    what: 'a page without its key',
    fault: { path, body: 'missing-key', query },
    verdict: 'PARTIAL',
    sentence: /"droplets" is missing/,
  },
  {
    what: 'a token that may not list',
    fault: { path, status: 403, query: gpus },
    part: 'gpu',
    verdict: 'FORBIDDEN',
    sentence: /403/,
  },
];

/** Three of the part go away, and then the list breaks. */
async function expectNothingStruck(service: Service, { fault, part = 'standard', verdict, sentence }: Trouble) {
  const { estate } = service.simulator;
  const members = await service.system.query<{ id: string }>(
    `select provider_id as id from cloud_resources where part = $1 order by id`,
    [part],
  );
  const gone = members.filter(({ id }) => estate.wire(`do:droplet:${id}`) !== undefined).slice(0, 3);
  expect(gone).toHaveLength(3);
  for (const { id } of gone) estate.removeDroplet(Number(id));
  const strikes = () =>
    service.system.query(`select id, stale_strike_count, deleted_at from cloud_resources where part = $1 order by id`, [
      part,
    ]);
  const before = await strikes();

  const mend = service.simulator.faults.add(fault);
  const run = await service.syncAndWait(['DROPLET']);
  mend();
  expect(run.status).toBe('PARTIAL');
  expect(run.reason).toContain(`droplet (${part}) ${verdict.toLowerCase()}`);
  const listing = run.listings.find((each) => each.part === part);
  expect(listing).toMatchObject({ verdict, struck: 0, deleted: 0, reason: expect.stringMatching(sentence) });
  expect(await strikes()).toEqual(before);
  // The other part is read and judged by itself.
  const other = run.listings.find((each) => each.kind === 'DROPLET' && each.part !== part);
  expect(other).toMatchObject({ verdict: 'COMPLETE' });
}

const named = (troubles: readonly Trouble[]) => troubles.map((trouble) => [trouble.what, trouble] as const);

async function startSynced(): Promise<Service> {
  const service = await startService({ simulator: { droplets } });
  expect(await service.syncAndWait(['DROPLET'])).toMatchObject({ status: 'SUCCEEDED' });
  return service;
}

describe.concurrent('nothing is struck, after retries, by', { timeout: 60_000 }, () => {
  test.each(named(passing))('%s, and the run says so in a sentence', async (_what, trouble) => {
    const service = await startSynced();
    try {
      await expectNothingStruck(service, trouble);
    } finally {
      await service.close();
    }
  });
});

describe('nothing is struck by', () => {
  let service: Service;

  beforeAll(async () => {
    service = await startSynced();
  });
  afterAll(() => service?.close());

  test.each(named(lasting))('%s, and the run says so in a sentence', (_what, trouble) =>
    expectNothingStruck(service, trouble));
});
