import { parseArgs } from 'node:util';
import { readConfig } from '../base/config.ts';
import { messageOf, StartError } from '../base/errors.ts';
import { type Finding, fail } from '../observability/finding.ts';
import { type Command, commandLog } from './command.ts';
import { lookAtDatabase } from './doctor/database.ts';
import { lookAtIdentity } from './doctor/identity.ts';
import { lookAtDataFolder, lookAtPort } from './doctor/machine.ts';
import { lookAtProvider } from './doctor/provider.ts';
import { missingScopes, type Sight } from './doctor/sights.ts';
import { type Style, styled, table } from './terminal.ts';

export const doctor: Command = {
  name: 'doctor',
  usage: 'doctor [--json]',
  summary:
    'Says what is misconfigured, how to mend it, and what the token may see. Exit code 1 when something must be mended.',
  options: ['--json'],
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean', default: false } } });
    const { findings, sights } = await examine();
    const failures = findings.filter(({ level }) => level === 'fail').length;
    const answer = { healthy: failures === 0, findings, sights, missingScopes: missingScopes(sights) };
    if (values.json) {
      process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
    } else {
      process.stdout.write(`${toTable(findings)}${sights.length > 0 ? `\n${sightTable(sights)}` : ''}`);
      process.stdout.write(
        failures === 0
          ? `\n${styled('green', 'Nothing has to be mended.')}\n`
          : `\n${styled('red', `${failures} to be mended.`)}\n`,
      );
    }
    return failures === 0 ? 0 : 1;
  },
};

async function examine(): Promise<{ findings: Finding[]; sights: readonly Sight[] }> {
  let config: ReturnType<typeof readConfig>;
  try {
    config = readConfig();
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    const lines = error.message.split('\n');
    return { findings: lines.map((line) => fail('settings', line, 'Set the variable as it says.')), sights: [] };
  }
  const log = commandLog(config);
  const folder = await lookAtDataFolder(config);
  const findings = [...folder, await lookAtPort(config)];
  // Where nothing can be written, the embedded server would only say so again, at greater length.
  const usable = config.databaseUrl !== null || folder.every(({ level }) => level !== 'fail');
  const database = usable ? await guarded('database', () => lookAtDatabase(config, log)) : { findings: [] };
  findings.push(...database.findings);
  findings.push(...(await lookAtIdentity(config, database.hasApiKey ?? false)));
  const provider = await lookAtProvider(config, log, database.accountId ?? null);
  findings.push(...provider.findings);
  return { findings, sights: provider.sights };
}

/** What one of the looks throws is a finding too: the others are still worth having. */
async function guarded<Result extends { findings: readonly Finding[] }>(
  subject: string,
  look: () => Promise<Result>,
): Promise<Result | { findings: readonly Finding[]; hasApiKey?: never; accountId?: never }> {
  try {
    return await look();
  } catch (error) {
    return { findings: [fail(subject, messageOf(error), 'Do as the message says.')] };
  }
}

const levelStyles: Readonly<Record<Finding['level'], Style>> = { ok: 'green', warn: 'yellow', fail: 'red' };

function toTable(findings: readonly Finding[]): string {
  const rows = findings.map(({ level, subject, finding, mend }) => [
    level,
    subject,
    mend ? `${finding.replace(/\.$/, '')}. ${mend}` : finding,
  ]);
  return table(['', 'WHAT', 'FINDING'], rows, (row, column) => {
    const level = findings[row]?.level;
    return column === 0 && level !== undefined ? levelStyles[level] : null;
  });
}

function sightTable(sights: readonly Sight[]): string {
  const rows = sights.map(({ kind, part, scope, sees, remark }) => [
    part ? `${kind} (${part})` : kind,
    scope,
    sees,
    remark ?? '',
  ]);
  return table(['KIND', 'SCOPE', 'TOKEN', 'REMARK'], rows, (row, column) => {
    const sees = sights[row]?.sees;
    return column === 2 && sees !== undefined ? sightStyles[sees] : null;
  });
}

const sightStyles: Readonly<Record<Sight['sees'], Style>> = {
  sees: 'green',
  'may not': 'red',
  'not there': 'dim',
  unknown: 'yellow',
  'not tried': 'dim',
};
