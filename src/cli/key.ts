import { parseArgs } from 'node:util';
import { createApiKey } from '../auth/api-keys.ts';
import { systemClock } from '../base/clock.ts';
import { readConfig } from '../base/config.ts';
import { StartError } from '../base/errors.ts';
import { openStore } from '../store.ts';
import { type Command, commandLog, UsageError, withOpen } from './command.ts';
import { readRoles, readTenants } from './token.ts';

export const key: Command = {
  name: 'key',
  usage: 'key create --role platform_admin | --tenant <id>… [--name <name>]',
  summary: 'Makes an API key straight in the database and prints it, once.',
  options: ['create', '--role', '--tenant', '--name'],
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        role: { type: 'string', multiple: true, default: [] },
        tenant: { type: 'string', multiple: true, default: [] },
        name: { type: 'string', default: 'made on the command line' },
      },
    });
    if (positionals.join(' ') !== 'create') throw new UsageError('The only thing to do with keys here is create.');
    const roles = readRoles(values.role);
    const tenants = readTenants(values.tenant);
    if (roles.length === 0 && tenants.length === 0) throw new UsageError('Say whose key: --role or --tenant.');
    const config = readConfig();
    return withOpen(openStore(config, commandLog(config)), async ({ database }) => {
      const made = await createApiKey(
        database.system,
        { name: values.name, roles, tenants, expiresAt: null },
        'cli',
        systemClock.now(),
      );
      if ('message' in made) throw new StartError(made.message);
      process.stdout.write(`${made.secret}\n`);
      return 0;
    });
  },
};
