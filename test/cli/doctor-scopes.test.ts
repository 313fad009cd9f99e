import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sight } from '../../src/cli/doctor/sights.ts';
import { kinds } from '../../src/kinds/index.ts';
import type { Finding } from '../../src/observability/finding.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { command } from './in-process.ts';

// What a token may see, against a simulated account that honours scopes.

let dataDir: string;
let database: TestDatabase;
let simulator: Simulator;

const lacking = ['block_storage:read', 'database:read', 'domain:read', 'genai:read'];
const everyScope = ['project:read', 'regions:read', 'sizes:read', ...kinds.map(({ scope }) => scope)];
const granted = [...new Set(everyScope)].filter((scope) => !lacking.includes(scope));

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'arcadia-scopes-'));
  database = await createTestDatabase();
  simulator = await startSimulator({ droplets: 40, limits: false, scopes: granted });
});

afterAll(async () => {
  await simulator.close();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

interface Diagnosis {
  readonly healthy: boolean;
  readonly findings: readonly Finding[];
  readonly sights: readonly Sight[];
  readonly missingScopes: readonly string[];
}

function doctor(args: readonly string[], changed: Record<string, string> = {}) {
  return command(['doctor', ...args], {
    ARCADIA_DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    DO_API_URL: simulator.url,
    DO_API_TOKEN: 'a-token',
    PORT: '0',
    SPACES_ENDPOINT_URL: simulator.spaces.endpoint,
    SPACES_ACCESS_KEY_ID: simulator.spaces.accessKeyId,
    SPACES_SECRET_ACCESS_KEY: simulator.spaces.secretAccessKey,
    ...changed,
  });
}

async function diagnose(changed: Record<string, string> = {}): Promise<Diagnosis> {
  const { stdout } = await doctor(['--json'], changed);
  for (const secret of ['a-token', simulator.spaces.secretAccessKey, simulator.spaces.accessKeyId]) {
    expect(stdout).not.toContain(secret);
  }
  return JSON.parse(stdout) as Diagnosis; // what --json promises
}

const findingOf = ({ findings }: Diagnosis, wanted: string) => findings.find(({ subject }) => subject === wanted);

// Sabotage: take every answer for one that sees in cli/doctor/sights.ts.
test('every kind has its line, and just those of the missing scopes may not be seen', async () => {
  simulator.requests.length = 0;
  const diagnosis = await diagnose();
  const { sights, missingScopes } = diagnosis;
  expect([...new Set(sights.map(({ kind }) => kind))].sort()).toEqual(
    ['project', ...kinds.map(({ name }) => name)].sort(),
  );
  expect(missingScopes).toEqual(lacking);
  for (const { kind, scope, sees, remark } of sights) {
    const expected = kind === 'team' ? 'not there' : lacking.includes(scope) ? 'may not' : 'sees';
    // Of an engine without topics, say, nothing is to be seen however much one may.
    if (sees === 'not there' && expected === 'sees') continue;
    expect([kind, sees]).toEqual([kind, expected]);
    if (sees === 'may not') expect(remark).toContain(`needs ${scope}`);
  }
  expect(findingOf(diagnosis, 'scopes')).toMatchObject({
    level: 'warn',
    finding: expect.stringMatching(
      /may not see volume, .*: it lacks block_storage:read, database:read, domain:read, genai:read$/,
    ),
  });
  // A single item of each list, and of the lists under parents those of one parent.
  const lists = simulator.requests.filter(({ path }) => path.startsWith('/v2/') && path !== '/v2/account');
  expect(lists.length).toBeLessThanOrEqual(kinds.length + 5);
  expect(lists.every(({ query }) => query.per_page === undefined || ['1', '200'].includes(query.per_page))).toBe(true);
});

test('what cannot be tried for want of a parent is concluded from what takes the same scope', async () => {
  const { sights } = await diagnose();
  expect(sights.find(({ kind }) => kind === 'domain_record')).toMatchObject({
    sees: 'may not',
    remark: 'needs domain:read; no domain to look under, but domain takes the same scope',
  });
});

test('the table says the same to people', async () => {
  const { stdout, code } = await doctor([]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^volume +block_storage:read +may not +needs block_storage:read$/m);
  expect(stdout).toMatch(/^load_balancer +load_balancer:read +sees$/m);
  expect(stdout).toMatch(/^space \(ams3\) +spaces_key:read +sees$/m);
  expect(
    stdout.split('\n').filter((line) => /^\w+( \(\w+\))? +\w+:\w+ +(sees|may not|not there)\b/.test(line)).length,
  ).toBe(kinds.length + 2);
});

test.each([
  ['no keys', { SPACES_ACCESS_KEY_ID: '', SPACES_SECRET_ACCESS_KEY: '' }, 'ok', 'not tried'],
  ['a key of another account', { SPACES_ACCESS_KEY_ID: 'DO00OFANOTHER' }, 'fail', 'unknown'],
  ['a wrong secret', { SPACES_SECRET_ACCESS_KEY: 'wrong' }, 'fail', 'unknown'],
  [
    'an endpoint that is not to be found',
    { SPACES_ENDPOINT_URL: 'http://{{.Region}}.spaces.invalid' },
    'fail',
    'unknown',
  ],
  ['the right pair', {}, 'ok', 'sees'],
])('of buckets it says how it stands with %s', async (_what, env, level, sees) => {
  const diagnosis = await diagnose(env);
  expect(findingOf(diagnosis, 'Spaces keys')).toMatchObject({ level });
  expect(diagnosis.sights.find(({ kind }) => kind === 'space')).toMatchObject({ sees });
  expect(diagnosis.healthy).toBe(level !== 'fail');
});

// Seen red: with the first region alone asked in cli/doctor/spaces.ts.
test('a region that SPACES_REGIONS names and that has no Spaces is found, whichever it is, and it is said what to do', async () => {
  const away = simulator.faults.add({ path: '/_spaces/tor1/', status: 501 });
  const named = findingOf(await diagnose({ SPACES_REGIONS: 'nyc3,fra1,tor1' }), 'Spaces keys');
  expect(named).toMatchObject({ level: 'fail', finding: expect.stringMatching(/^Spaces in tor1 answered 501 /) });
  expect(JSON.stringify(named)).toContain('let SPACES_REGIONS leave the region out. SPACES_REGIONS names this region.');
  // Where this release only guesses, it is none of anybody's faults.
  const guessed = findingOf(await diagnose(), 'Spaces keys');
  expect(guessed).toMatchObject({ level: 'ok', finding: expect.stringContaining('no Spaces in tor1') });
  away();
});
