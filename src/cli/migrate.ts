import { parseArgs } from 'node:util';
import { readConfig } from '../base/config.ts';
import { beginNewEpoch } from '../events/epoch.ts';
import { openStore } from '../store.ts';
import { type Command, commandLog, withOpen } from './command.ts';

export const migrateCommand: Command = {
  name: 'migrate',
  usage: 'migrate [--new-epoch]',
  summary: 'Brings the database up to date. --new-epoch: after a restore of disk blocks, so that old cursors expire.',
  options: ['--new-epoch'],
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { 'new-epoch': { type: 'boolean', default: false } } });
    const config = readConfig();
    return withOpen(openStore(config, commandLog(config)), async ({ database }) => {
      process.stdout.write('The database is up to date.\n');
      if (values['new-epoch']) {
        await beginNewEpoch(database.system);
        process.stdout.write('The log began a new epoch: every cursor of before has expired.\n');
      }
      return 0;
    });
  },
};
