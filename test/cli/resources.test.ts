import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Service, startService } from '../support/service.ts';
import { command } from './in-process.ts';

let service: Service;
let env: Record<string, string>;

beforeAll(async () => {
  service = await startService({ simulator: { droplets: 30 } });
  await service.syncAndWait();
  await service.classifyDemoProjects();
  env = { DATABASE_URL: service.app.core.database.url, ARCADIA_DATA_DIR: service.app.core.config.dataDir };
});

afterAll(() => service.close());

interface Listed {
  readonly kind: string;
  readonly urn: string;
  readonly tenantId: string | null;
}

async function listed(...args: string[]): Promise<Listed[]> {
  const { code, stdout, stderr } = await command(['resources', '--json', ...args], env);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

describe('arcadia resources', () => {
  test('lists all that lives, for programs and for people', async () => {
    const { droplet, volume } = service.simulator.estate.truth();
    const all = await listed();
    const truth = [
      ...(droplet?.ids ?? []).map((id) => `do:droplet:${id}`),
      ...(volume?.ids ?? []).map((id) => `do:volume:${id}`),
    ];
    expect(
      all
        .filter(({ kind }) => kind === 'droplet' || kind === 'volume')
        .map(({ urn }) => urn)
        .sort(),
    ).toEqual(truth.sort());
    const { stdout } = await command(['resources'], env);
    const [titles, ...lines] = stdout.trimEnd().split('\n');
    expect(titles).toMatch(/^KIND +NAME +REGION +STATUS +PROJECT +TENANT +URN$/);
    expect(lines).toHaveLength(all.length);
    // No colours: this is not a terminal.
    expect(stdout).not.toContain('\u001B');
  });

  test('narrows to kinds, and to what tenants see', async () => {
    expect(new Set((await listed('--kind', 'volume')).map(({ kind }) => kind))).toEqual(new Set(['volume']));
    const ofAcme = await listed('--tenant', 'acme', '--kind', 'droplet');
    expect(ofAcme.length).toBeGreaterThan(0);
    expect(new Set(ofAcme.map(({ tenantId }) => tenantId))).toEqual(new Set(['acme']));
  });

  test('of a kind or a tenant that is not there says which there are', async () => {
    const noKind = await command(['resources', '--kind', 'toaster'], env);
    expect([noKind.code, noKind.stderr]).toEqual([
      2,
      expect.stringContaining('There is no kind "toaster"; there are '),
    ]);
    const noTenant = await command(['resources', '--tenant', 'nobody'], env);
    expect([noTenant.code, noTenant.stderr]).toEqual([
      2,
      expect.stringContaining('There is no tenant "nobody"; there are acme, globex.'),
    ]);
  });

  test('of an estate of several pages lists each once', async () => {
    await service.system.query(
      `insert into cloud_resources (kind, provider_id, urn, name, fingerprint, kind_version, first_seen_at, last_seen_at)
       select 'volume', 'many-' || n, 'do:volume:many-' || n, 'many', 'x', 1, now(), now() from generate_series(1, 2500) n`,
    );
    const urns = (await listed('--kind', 'volume')).map(({ urn }) => urn).filter((urn) => urn.includes('many-'));
    expect(urns).toHaveLength(2500);
    expect(new Set(urns).size).toBe(2500);
    await service.system.query(`delete from cloud_resources where provider_id like 'many-%'`);
  });

  test('cannot be made to steer a terminal by a name', async () => {
    await service.system.query(`update cloud_resources set name = E'\\u001b[2Jgone' where urn = $1`, [
      (await listed('--kind', 'droplet'))[0]?.urn,
    ]);
    const { stdout } = await command(['resources', '--kind', 'droplet'], env);
    expect(stdout).toContain('\uFFFD[2Jgone');
    expect(stdout).not.toContain('\u001B');
  });
});

describe('arcadia completion', () => {
  test('for bash completes commands, options and kinds', async () => {
    const { code, stdout } = await command(['completion', 'bash'], {});
    expect(code).toBe(0);
    const complete = async (...words: string[]) => {
      const script = `${stdout}\nCOMP_WORDS=(arcadia ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _arcadia; echo "\${COMPREPLY[@]}"`;
      return (await bash(script)).trim().split(' ');
    };
    expect(await complete('re')).toEqual(['resources']);
    expect(await complete('resources', '--t')).toEqual(['--tenant']);
    expect(await complete('resources', '--kind', 'drop')).toContain('droplet');
  });

  test.each(['zsh', 'fish'])('for %s names every command', async (shell) => {
    const { stdout } = await command(['completion', shell], {});
    for (const name of ['serve', 'sync', 'resources', 'events', 'doctor', 'completion']) expect(stdout).toContain(name);
  });

  test('for another shell says which there are', async () => {
    const { code, stderr } = await command(['completion', 'tcsh'], {});
    expect([code, stderr]).toEqual([2, expect.stringContaining('bash, zsh or fish')]);
  });
});

function bash(script: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['--norc', '-c', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.once('error', reject);
    child.once('close', () => resolve(output));
  });
}
