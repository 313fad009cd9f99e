import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/base/config.ts';
import { StartError } from '../../src/base/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'arcadia-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The lines of the error that a bad environment gives; none when it is good. */
function problemsOf(env: Record<string, string>): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(StartError);
    return (error as StartError).message.split('\n'); // it was just seen to be one
  }
}

describe('without a setting', () => {
  test('everything has the documented default', () => {
    expect(readConfig({})).toMatchObject({
      production: false,
      host: '127.0.0.1',
      port: 4000,
      databaseUrl: null,
      databasePooling: 'session',
      dataDir: resolve('.arcadia'),
      providerTokens: null,
      providerUrl: 'https://api.digitalocean.com',
      syncCron: '*/5 * * * *',
      strikeSpacingSeconds: 60,
      internalProject: 'skyai-internal',
      jwt: null,
      corsOrigins: [],
      logLevel: 'info',
    });
  });

  test('an empty value is no value', () => {
    const empty = Object.fromEntries(
      ['PORT', 'HOST', 'DATABASE_URL', 'DO_API_TOKEN', 'LOG_LEVEL'].map((name) => [name, ' ']),
    );
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  test('nobody changes it later', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });
});

describe('a bad value is one line with its name, what it got and what it wants', () => {
  test.each([
    ['PORT', 'eighty', /^PORT: got "eighty", wants a whole number from 0 to 65535$/],
    ['PORT', '-1', /^PORT: got "-1", wants/],
    ['PORT', '65536', /^PORT: got "65536", wants/],
    ['PORT', '4000.5', /^PORT: got "4000.5", wants/],
    ['PORT', '0x10', /^PORT: got "0x10", wants/],
    ['ARCADIA_STRIKE_SPACING', '1m', /^ARCADIA_STRIKE_SPACING: got "1m", wants a whole number from 0 to 86400$/],
    [
      'DATABASE_URL',
      'mysql://root:pw@host/db',
      /^DATABASE_URL: got something else, wants a URL that starts with postgres:/,
    ],
    ['DATABASE_URL', 'localhost', /^DATABASE_URL: got something else, wants/],
    ['ARCADIA_DB_POOLING', 'statement', /^ARCADIA_DB_POOLING: got "statement", wants "session" or "transaction"$/],
    ['DO_API_URL', 'api.digitalocean.com', /^DO_API_URL: got something else, wants a URL/],
    ['DO_API_TOKEN', 'dop_v1 abc', /^DO_API_TOKEN: got something else, wants a token without spaces/],
    [
      'DO_API_TOKEN_FILE',
      '/nowhere/token',
      /^DO_API_TOKEN_FILE: got "\/nowhere\/token", wants a file that can be read$/,
    ],
    ['DO_API_TOKEN_SYNC_FULL', 'abc', /^DO_API_TOKEN: got nothing, wants a token for the purposes/],
    [
      'ARCADIA_SYNC_CRON',
      'hourly',
      /^ARCADIA_SYNC_CRON: got "hourly", wants a cron expression of 5 or 6 fields, or "off"$/,
    ],
    ['ARCADIA_JWKS_URL', 'ftp://keys', /^ARCADIA_JWKS_URL: got something else, wants a URL/],
    ['ARCADIA_CORS_ORIGINS', 'https://a.example.com/path', /^ARCADIA_CORS_ORIGINS: got .* wants origins such as/],
    ['LOG_LEVEL', 'loud', /^LOG_LEVEL: got "loud", wants one of trace, debug, info/],
    [
      'SPACES_ENDPOINT_URL',
      'https://nyc3.digitaloceanspaces.com',
      /^SPACES_ENDPOINT_URL: got something else, wants an http\(s\) URL with \{\{\.Region\}\} in it/,
    ],
    ['SPACES_ENDPOINT_URL', 'https://key:half@{{.Region}}.example.com', /^SPACES_ENDPOINT_URL: got something else/],
    ['SPACES_REGIONS', 'nyc3;fra1', /^SPACES_REGIONS: got "nyc3;fra1", wants regions by their slugs/],
    ['SPACES_ACCESS_KEY_ID', 'DO00KEY', /^SPACES_SECRET_ACCESS_KEY: got nothing, wants the other half/],
    ['SPACES_SECRET_ACCESS_KEY', 'half', /^SPACES_ACCESS_KEY_ID: got nothing, wants the other half/],
    [
      'SPACES_SECRET_ACCESS_KEY_FILE',
      '/nowhere/key',
      /^SPACES_SECRET_ACCESS_KEY_FILE: got "\/nowhere\/key", wants a file/,
    ],
  ])('%s=%s', (name, value, line) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(line);
  });

  test('and all of them are told at once', () => {
    const problems = problemsOf({ PORT: 'x', LOG_LEVEL: 'y', ARCADIA_DB_POOLING: 'z' });
    expect(problems.map((line) => line.split(':')[0]).sort()).toEqual(['ARCADIA_DB_POOLING', 'LOG_LEVEL', 'PORT']);
  });
});

test('no secret is in a line', () => {
  const problems = problemsOf({
    DATABASE_URL: 'mysql://root:s3cret@host/db',
    DO_API_TOKEN: 's3cret token',
    DO_API_URL: 'gopher://s3cret@host',
    ARCADIA_JWKS_URL: 's3cret',
  });
  expect(problems).toHaveLength(4);
  expect(problems.join('\n')).not.toContain('s3cret');
});

test('production wants a token', () => {
  expect(problemsOf({ NODE_ENV: 'production' })).toEqual([
    expect.stringMatching(/^DO_API_TOKEN: got nothing, wants a DigitalOcean token/),
  ]);
  expect(problemsOf({ NODE_ENV: 'production', DO_API_TOKEN: 'abc' })).toEqual([]);
});

test('Spaces keys come in pairs, and are asked with in every region that is known or named', () => {
  expect(readConfig({}).spaces).toBeNull();
  const path = join(folder, 'half');
  writeFileSync(path, 'from-file\n');
  const pair = { SPACES_ACCESS_KEY_ID: 'DO00KEY', SPACES_SECRET_ACCESS_KEY_FILE: path };
  expect(readConfig(pair).spaces).toEqual({
    accessKeyId: 'DO00KEY',
    secretAccessKey: 'from-file',
    endpoint: 'https://{{.Region}}.digitaloceanspaces.com',
    regions: expect.arrayContaining(['nyc3', 'fra1', 'sfo2', 'tor1', 'mkc1']),
    regionsAreNamed: false,
  });
  const own = { ...pair, SPACES_REGIONS: 'nyc3, fra1,nyc3', SPACES_ENDPOINT_URL: 'http://127.0.0.1:1/{{.Region}}/' };
  expect(readConfig(own).spaces).toMatchObject({
    endpoint: 'http://127.0.0.1:1/{{.Region}}',
    regions: ['nyc3', 'fra1'],
    regionsAreNamed: true,
  });
});

describe('tokens', () => {
  test('come by purpose, from the environment or a file, and the file wins', () => {
    const path = join(folder, 'token');
    writeFileSync(path, 'from-file\n');
    const { providerTokens } = readConfig({
      DO_API_TOKEN: 'default',
      DO_API_TOKEN_SYNC_TARGETED: 'from-environment',
      DO_API_TOKEN_SYNC_TARGETED_FILE: path,
      DO_API_TOKEN_BILLING: 'bill',
    });
    expect(Object.fromEntries(providerTokens ?? [])).toEqual({
      default: 'default',
      sync_targeted: 'from-file',
      billing: 'bill',
    });
  });

  test('of both syncs do without a default', () => {
    const { providerTokens } = readConfig({ DO_API_TOKEN_SYNC_FULL: 'a', DO_API_TOKEN_SYNC_TARGETED: 'b' });
    expect(Object.fromEntries(providerTokens ?? [])).toEqual({ sync_full: 'a', sync_targeted: 'b' });
  });

  test('an empty file is no token, and said to be', () => {
    const path = join(folder, 'empty');
    writeFileSync(path, '\n');
    expect(problemsOf({ DO_API_TOKEN_FILE: path })).toEqual([expect.stringMatching(/^DO_API_TOKEN/)]);
  });
});

// Seen red: with the values sent as they are written.
test('headers for a collector are percent-encoded, as OpenTelemetry has them, and can be no more than one each', () => {
  const headersOf = (text: string) =>
    readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318', OTEL_EXPORTER_OTLP_HEADERS: text }).traces
      ?.headers;
  expect(headersOf('Authorization=Basic%20YTpi==,x-scope = one%2Ctwo')).toEqual({
    Authorization: 'Basic YTpi==',
    'x-scope': 'one,two',
  });
  for (const text of ['a=%zz', 'a=b%0d%0ax: y', 'a=%00', 'a=%E2%82%AC', 'a=%20', '=b', 'a:b']) {
    expect([text, problemsOf({ OTEL_EXPORTER_OTLP_HEADERS: text })]).toEqual([
      text,
      ['OTEL_EXPORTER_OTLP_HEADERS: got something else, wants name=value, comma-separated, each value percent-encoded'],
    ]);
  }
});

test('what is off, listed or long is read as meant', () => {
  expect(
    readConfig({
      ARCADIA_SYNC_CRON: 'off',
      ARCADIA_STRIKE_SPACING: '0',
      ARCADIA_CORS_ORIGINS: 'https://a.example.com, https://b.example.com:8443',
      DO_API_URL: 'http://127.0.0.1:4010/',
      ARCADIA_JWKS_URL: 'https://id.example.com/keys',
      ARCADIA_JWT_ISSUER: 'https://id.example.com',
      PORT: '0',
    }),
  ).toMatchObject({
    syncCron: null,
    strikeSpacingSeconds: 0,
    corsOrigins: ['https://a.example.com', 'https://b.example.com:8443'],
    providerUrl: 'http://127.0.0.1:4010',
    jwt: { jwksUrl: 'https://id.example.com/keys', issuer: 'https://id.example.com', audience: null },
    port: 0,
  });
});
