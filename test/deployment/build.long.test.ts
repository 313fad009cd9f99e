import { readdir, readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { createEmptyDatabase } from '../support/database.ts';
import { type Build, build, type Environment } from './built-service.ts';

let built: Build;
let simulator: Simulator;
let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
let env: Environment;

beforeAll(async () => {
  [built, simulator, database] = await Promise.all([build(), startSimulator({ limits: false }), createEmptyDatabase()]);
  env = {
    NODE_ENV: 'production',
    PORT: '0',
    DATABASE_URL: database.url,
    DO_API_URL: simulator.url,
    DO_API_TOKEN: 'a-token',
  };
});

afterAll(async () => {
  await built?.remove();
  await simulator?.close();
  await database?.drop();
});

test('the build imports nothing that npm ci --omit=dev leaves out', async () => {
  const manifest: { dependencies: object; optionalDependencies: object } = JSON.parse(
    await readFile(join(built.folder, 'package.json'), 'utf8'),
  );
  const installed = new Set([...Object.keys(manifest.dependencies), ...Object.keys(manifest.optionalDependencies)]);
  const imported = new Set<string>();
  const files = await readdir(join(built.folder, 'dist'), { recursive: true });
  for (const file of files.filter((name) => name.endsWith('.js'))) {
    const text = await readFile(join(built.folder, 'dist', file), 'utf8');
    const statements =
      /^(?:import|export|\}).*\bfrom ['"]([^'".][^'"]*)['"];?$|\b(?:import|require)\(['"]([^'".][^'"]*)['"]\)/gm;
    for (const [, named, called] of text.matchAll(statements)) {
      const specifier = named ?? called ?? '';
      const [scope = '', name = ''] = specifier.split('/');
      imported.add(scope.startsWith('@') ? `${scope}/${name}` : scope);
    }
  }
  const packages = [...imported].filter((name) => !name.startsWith('node:') && !builtinModules.includes(name));
  expect(packages).toContain('graphql-yoga');
  expect(packages.filter((name) => !installed.has(name))).toEqual([]);
});

test('in production without an identity provider and without an API key it does not start, and says what to do', async () => {
  await expect(built.start(env)).rejects.toThrow(
    /make an API key first: node dist\/cli\/arcadia\.js key create --role platform_admin/,
  );
});

test('with a plain Postgres, a token and an API key it migrates, mirrors, serves and stops cleanly', async () => {
  const key = (await built.cli(['key', 'create', '--role', 'platform_admin'], env)).trim();
  const instance = await built.start(env);
  const ask = async (query: string) => {
    const response = await fetch(`${instance.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ query }),
    });
    return (await response.json()) as { data?: never; errors?: unknown }; // GraphQL's form
  };
  try {
    expect((await fetch(`${instance.url}/readyz`)).status).toBe(200);
    const droplets =
      '{ resources(first: 5, where: { kind: [DROPLET] }) { edges { node { name ... on Droplet { vcpus } } } } }';
    await expect
      .poll(async () => (await ask(droplets)).data, { timeout: 30_000 })
      .toMatchObject({
        resources: { edges: Array.from({ length: 5 }, () => ({ node: { vcpus: expect.any(Number) } })) },
      });
    // Neither the schema nor GraphiQL is open in production.
    expect((await ask('{ __schema { types { name } } }')).errors).toBeDefined();
    const page = await fetch(`${instance.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(await page.text()).not.toContain('<html');
  } finally {
    expect(await instance.stop()).toBe(0);
  }
  expect(instance.log.join('\n')).not.toContain('a-token');
}, 60_000);
