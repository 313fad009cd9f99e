import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Clock } from '../../src/base/clock.ts';
import { systemClock } from '../../src/base/clock.ts';
import { ProviderError } from '../../src/digitalocean/errors.ts';
import { readListing } from '../../src/digitalocean/pagination.ts';
import { createSpaces, type Spaces, type SpacesOptions } from '../../src/digitalocean/spaces.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { playProvider } from './played-provider.ts';

// The signature is aws4fetch's; the simulator works it out anew, by S3's description of it.

const logged: string[] = [];
const log = pino({ level: 'trace' }, { write: (line) => void logged.push(line) });
const signal = () => AbortSignal.timeout(5000);
const opened: Spaces[] = [];
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ droplets: 20, limits: false });
});

afterAll(async () => {
  for (const spaces of opened) spaces.close();
  await simulator.close();
});

function open(settings: Partial<SpacesOptions['settings']> = {}, others: Partial<SpacesOptions> = {}): Spaces {
  const spaces = createSpaces({
    settings: { ...simulator.spaces, regions: ['nyc3', 'fra1'], regionsAreNamed: true, ...settings },
    log,
    clock: systemClock,
    retries: { firstBackoffMs: 1, longestBackoffMs: 1 },
    ...others,
  });
  opened.push(spaces);
  return spaces;
}

const ask = (spaces: Spaces, region = 'nyc3') => spaces.get(`/${region}`, { purpose: 'sync_full', signal: signal() });

async function troubleOf(asking: Promise<unknown>): Promise<ProviderError> {
  const error = await asking.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProviderError)) throw new Error('It went well.');
  return error;
}

test('the buckets of a region are those that are in it, signed for with the key', async () => {
  const spaces = open();
  const { estate } = simulator;
  const seen: string[] = [];
  for (const region of ['nyc3', 'fra1', 'ams3', 'sgp1', 'tor1']) {
    const { body } = await ask(spaces, region);
    const { Buckets } = body as { Buckets: { Name: string; CreationDate: string }[] }; // what it promises
    for (const bucket of Buckets) {
      expect(bucket).toEqual({ ...(estate.wire(`do:space:${bucket.Name}`) as object) });
      seen.push(bucket.Name);
    }
    if (region === 'tor1') expect(Buckets).toEqual([]);
  }
  expect(seen.sort()).toEqual([...(estate.truth().space?.ids ?? [])].sort());
});

// Sabotage: sign with another region, another day or another secret in digitalocean/spaces.ts.
test.each([
  ['a wrong secret', { secretAccessKey: 'another' }, 'SignatureDoesNotMatch'],
  ['a key that is not there', { accessKeyId: 'DO00NOTTHERE' }, 'InvalidAccessKeyId'],
])('%s is refused, and the refusal repeats neither half', async (_what, settings, code) => {
  const error = await troubleOf(ask(open(settings)));
  expect(error).toMatchObject({ reason: 'forbidden', status: 403 });
  expect(error.message).toBe(
    `Spaces in nyc3 answered 403 to the question for its buckets (${code}). Check SPACES_ACCESS_KEY_ID and SPACES_SECRET_ACCESS_KEY: it takes a key with access to all buckets, and a machine whose clock is right.`,
  );
});

test('a clock that is wrong by half an hour is refused by that name', async () => {
  const clock: Clock = { now: () => new Date(Date.now() - 1_800_000) };
  expect((await troubleOf(ask(open({}, { clock })))).message).toContain(
    '403 to the question for its buckets (RequestTimeTooSkewed)',
  );
});

test('a signature is for one region alone', async () => {
  const endpoint = simulator.spaces.endpoint.replace('{{.Region}}', 'fra1');
  const error = await troubleOf(ask(open({ endpoint: `${endpoint}/{{.Region}}/..` })));
  expect(error).toMatchObject({ reason: 'rejected', status: 400 });
  expect(error.message).toContain('AuthorizationHeaderMalformed');
});

test('5xx is asked again, 501 is no Spaces at all, and neither is an empty list', async () => {
  const spaces = open();
  const listed = (path: string) =>
    readListing(
      spaces,
      { path, listKey: 'Buckets', paging: 'single', purpose: 'sync_full', idOf: () => 1, signal: signal() },
      () => {},
    );
  simulator.faults.add({ path: '/_spaces/nyc3/', status: 503, times: 2 });
  expect(await listed('/nyc3')).toMatchObject({ verdict: 'complete', requests: 0 });
  simulator.faults.add({ path: '/_spaces/nyc3/', status: 503 });
  expect(await listed('/nyc3')).toMatchObject({ verdict: 'failed', seen: 0 });
  simulator.faults.clear();
  simulator.faults.add({ path: '/_spaces/nyc3/', status: 501 });
  expect(await listed('/nyc3')).toMatchObject({ verdict: 'unsupported' });
  simulator.faults.clear();
  for (const body of ['html', 'empty', 'cut', 'invalid-json', 'missing-key'] as const) {
    simulator.faults.add({ path: '/_spaces/nyc3/', body });
    expect([body, await listed('/nyc3')]).toEqual([body, expect.objectContaining({ verdict: 'failed', seen: 0 })]);
    simulator.faults.clear();
  }
});

test('a list that goes on elsewhere is not complete', async () => {
  const bucket = '<Bucket><Name>a</Name><CreationDate>2026-01-02T03:04:05Z</CreationDate></Bucket>';
  const text = `<ListAllMyBucketsResult><Buckets>${bucket}</Buckets><ContinuationToken>t</ContinuationToken></ListAllMyBucketsResult>`;
  const { url } = await playProvider(() => ({ text, headers: { 'content-type': 'application/xml' } }));
  const request = {
    listKey: 'Buckets',
    paging: 'single',
    purpose: 'sync_full',
    idOf: () => 1,
    signal: signal(),
  } as const;
  const spaces = open({ endpoint: `${url}/{{.Region}}` });
  expect(await readListing(spaces, { path: '/nyc3', ...request }, () => {})).toMatchObject({
    verdict: 'partial',
    seen: 1,
  });
});

// Seen red: with followRedirect in digitalocean/transport.ts.
test('a region that sends elsewhere is not followed, and the signature goes nowhere else', async () => {
  const elsewhere = await playProvider(() => ({ text: '<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>' }));
  const text = `<Error><Code>PermanentRedirect</Code><Endpoint>${elsewhere.url}</Endpoint></Error>`;
  const { url } = await playProvider(() => ({ status: 301, text, headers: { location: elsewhere.url } }));
  const error = await troubleOf(ask(open({ endpoint: `${url}/{{.Region}}` })));
  expect(error).toMatchObject({ reason: 'unreadable', status: 301 });
  expect(error.message).toContain('(PermanentRedirect). Check that SPACES_ENDPOINT_URL leads to Spaces');
  expect(elsewhere.asked).toEqual([]);
});

// Seen red: with a text in place of the buckets taken for none, and with a body of any length read.
test.each([
  ['a sentence where the buckets should be', 'Try again later.'],
  ['more than all buckets of an account', '<Bucket><Name>a</Name></Bucket>'.repeat(40_000)],
])('%s is no list, so it strikes nobody', async (_what, buckets) => {
  const text = `<ListAllMyBucketsResult><Buckets>${buckets}</Buckets></ListAllMyBucketsResult>`;
  const { url } = await playProvider(() => ({ text }));
  expect(await troubleOf(ask(open({ endpoint: `${url}/{{.Region}}` })))).toMatchObject({ reason: 'unreadable' });
});

test('an error that repeats what was signed is not repeated: of it only the code is said', async () => {
  const text =
    '<Error><Code>AccessDenied</Code><AWSAccessKeyId>planted-key</AWSAccessKeyId><Message>planted words</Message></Error>';
  const { url } = await playProvider(() => ({ status: 403, text, headers: { 'content-type': 'application/xml' } }));
  const error = await troubleOf(ask(open({ endpoint: `${url}/{{.Region}}` })));
  expect(error.message).toContain('(AccessDenied)');
  expect(`${error.message} ${error.stack}`).not.toContain('planted');
});

test('a region whose name is not to be found has no Spaces', async () => {
  const error = await troubleOf(ask(open({ endpoint: 'http://{{.Region}}.spaces.invalid' })));
  // Without a resolver at all the question stays open, and that is said too.
  expect(['not_found', 'network']).toContain(error.reason);
  expect(error.message).toMatch(/Spaces in nyc3 (is not to be found|failed)/);
});

test('what is aborted ends at once', async () => {
  simulator.faults.add({ path: '/_spaces/nyc3/', hang: true });
  const stop = new AbortController();
  const asking = troubleOf(open().get('/nyc3', { purpose: 'sync_full', signal: stop.signal }));
  await expect.poll(() => simulator.requests.at(-1)?.status).toBeNull();
  stop.abort();
  expect(await asking).toMatchObject({ name: 'AbortError', reason: 'cancelled' });
  simulator.faults.clear();
});

test('neither half of the key is in the log', () => {
  expect(logged.length).toBeGreaterThan(10);
  expect(logged.join('\n')).not.toContain(simulator.spaces.accessKeyId);
  expect(logged.join('\n')).not.toContain(simulator.spaces.secretAccessKey);
  expect(logged.join('\n')).not.toMatch(/AWS4-HMAC|Signature=/);
});
