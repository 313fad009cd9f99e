import { parseArgs } from 'node:util';
import { developmentKeyCounts, openDevelopmentKey, signToken } from '../auth/development-key.ts';
import { isRole, type Role } from '../auth/viewer.ts';
import { systemClock } from '../base/clock.ts';
import { readConfig } from '../base/config.ts';
import { StartError } from '../base/errors.ts';
import { tenantIdPattern } from '../base/scope.ts';
import { type Command, UsageError } from './command.ts';

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

export const token: Command = {
  name: 'token',
  usage: 'token --role platform_admin | --tenant <id>… [--ttl 1h]',
  summary: 'Signs a token with the development key and prints it.',
  options: ['--role', '--tenant', '--ttl', '--sub'],
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        role: { type: 'string', multiple: true, default: [] },
        tenant: { type: 'string', multiple: true, default: [] },
        ttl: { type: 'string', default: '1h' },
        sub: { type: 'string' },
      },
    });
    const roles = readRoles(values.role);
    const tenants = readTenants(values.tenant);
    if (roles.length === 0 && tenants.length === 0) throw new UsageError('Say whose token: --role or --tenant.');
    const config = readConfig();
    if (!developmentKeyCounts(config)) {
      throw new StartError(
        'The development key counts on a loopback HOST only, outside production and without ARCADIA_JWKS_URL; use a token of your identity provider, or an API key (arcadia key create).',
      );
    }
    const key = await openDevelopmentKey(config.dataDir);
    const sub = values.sub ?? (roles.length > 0 ? 'dev-admin' : `dev-${tenants.join('-')}`);
    const signed = await signToken(key, { sub, roles, tenants, ttlSeconds: readTtl(values.ttl) }, systemClock.now());
    process.stdout.write(`${signed}\n`);
    return 0;
  },
};

export function readRoles(names: readonly string[]): Role[] {
  return names.map((name) => {
    if (isRole(name)) return name;
    throw new UsageError(`There is no role "${name}"; the one there is is platform_admin.`);
  });
}

export function readTenants(names: readonly string[]): string[] {
  return names
    .flatMap((name) => name.split(','))
    .map((name) => {
      if (tenantIdPattern.test(name)) return name;
      throw new UsageError(`"${name}" is no tenant's id.`);
    });
}

function readTtl(text: string): number {
  const match = /^(\d+)([smhd])$/.exec(text);
  const seconds = match ? Number(match[1]) * (unitSeconds[match[2] as string] as number) : 0;
  if (seconds > 0 && seconds <= 366 * 86_400) return seconds;
  throw new UsageError(`--ttl is "${text}", and wants a number and s, m, h or d, at most 366d.`);
}
