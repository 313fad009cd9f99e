import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { systemClock } from '../base/clock.ts';
import { readConfig } from '../base/config.ts';
import { StartError } from '../base/errors.ts';
import { applyRules, type Preview, previewRules, readUnclassified } from '../inventory/apply-rules.ts';
import {
  createRule,
  defaultPriority,
  deleteRule,
  noSuchRule,
  type ProposedRule,
  type Rule,
  readRules,
} from '../inventory/rules.ts';
import { openStore, type Store } from '../store.ts';
import { type Command, commandLog, UsageError, withOpen } from './command.ts';
import { styled, table, write } from './terminal.ts';

const options = {
  name: { type: 'string' },
  description: { type: 'string' },
  tenant: { type: 'string' },
  purpose: { type: 'string' },
  priority: { type: 'string' },
  yes: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

interface Values {
  readonly name?: string;
  readonly description?: string;
  readonly tenant?: string;
  readonly purpose?: string;
  readonly priority?: string;
  readonly yes: boolean;
  readonly json: boolean;
}

type Action = (store: Store, values: Values, id: string) => Promise<number>;

export const rules: Command = {
  name: 'rules',
  usage:
    "rules [list | add --name|--description '<pattern>' [--tenant <id> | --purpose internal|shared] [--priority <n>] | remove <id> | preview | apply [--yes] | unclassified] [--json]",
  summary:
    'Says whose projects are by their names: * is anything, {tenant} a tenant’s id. apply shows what would move, and asks before it moves it.',
  options: [
    'list',
    'add',
    'remove',
    'preview',
    'apply',
    'unclassified',
    '--name',
    '--description',
    '--tenant',
    '--purpose',
    '--priority',
    '--yes',
    '--json',
  ],
  async run(args) {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const [word = 'list', id = '', ...rest] = positionals;
    const action = Object.hasOwn(actions, word) ? actions[word] : undefined;
    if (action === undefined || rest.length > 0 || (id !== '') !== (word === 'remove')) {
      throw new UsageError('Say what to do: list, add, remove <id>, preview, apply or unclassified.');
    }
    // Before anything is opened: what was called wrongly is told at once.
    if (word === 'add') readRule(values);
    const config = readConfig();
    return withOpen(openStore(config, commandLog(config)), (store) => action(store, values, id));
  },
};

const actions: Readonly<Record<string, Action>> = { list, add, remove, preview, apply, unclassified };

async function list({ database }: Store, { json }: Values): Promise<number> {
  const known = await readRules(database.system);
  if (json) return printJson(known);
  const rows = known.map((rule) => [
    rule.id,
    String(rule.priority),
    rule.field.toLowerCase(),
    rule.pattern,
    givesOf(rule),
  ]);
  await write(table(['ID', 'PRIORITY', 'FIELD', 'PATTERN', 'GIVES'], rows));
  return 0;
}

async function add({ database }: Store, values: Values): Promise<number> {
  const made = await createRule(database.system, readRule(values), 'cli', systemClock.now());
  if ('code' in made) throw new StartError(made.message);
  if (values.json) return printJson(made);
  const { moves } = await previewRules(database.system);
  await write(`Rule ${made.id} was made; it decides about projects that appear from now on.\n`);
  if (moves.length > 0) await write(`${counted(moves)} that are there would move: arcadia rules apply\n`);
  return 0;
}

async function remove({ database }: Store, { json }: Values, id: string): Promise<number> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
  const problem = isId ? await deleteRule(database.system, id, 'cli') : noSuchRule;
  if (problem !== null)
    throw new StartError('There is no such rule; arcadia rules list shows the ids of those there are.');
  if (json) return printJson({ removed: id });
  await write(`Rule ${id} is gone. What it has classified stays until arcadia rules apply.\n`);
  return 0;
}

async function preview({ database }: Store, { json }: Values): Promise<number> {
  const shown = await previewRules(database.system);
  if (json) return printJson(shown);
  await printMoves(shown);
  return 0;
}

async function apply({ database }: Store, { json, yes }: Values): Promise<number> {
  const shown = await previewRules(database.system);
  if (!json) await printMoves(shown);
  if (shown.moves.length === 0) return json ? printJson({ projects: 0, resources: 0, stayed: 0 }) : 0;
  if (!yes && !(await confirmed(shown))) return 1;
  const done = await applyRules(database.system, shown.digest, 'cli', systemClock);
  if ('code' in done) throw new StartError('What would move has changed meanwhile; nothing was moved. Do it again.');
  if (json) return printJson(done);
  const stayed = done.stayed === 0 ? '' : ` ${done.stayed} stayed: somebody has classified them meanwhile.`;
  await write(`${done.projects} projects and ${done.resources} resources have moved.${stayed}\n`);
  return 0;
}

async function unclassified({ database }: Store, { json }: Values): Promise<number> {
  const left = await readUnclassified(database.system);
  if (json) return printJson(left);
  const rows = left.projects.map(({ name, resources, ruleId }) => [name, String(resources), ruleId ?? '']);
  await write(table(['PROJECT', 'RESOURCES', 'RULE THAT FITS'], rows));
  const kinds = left.kinds.filter(({ withoutProject }) => withoutProject > 0);
  if (kinds.length > 0) {
    const ofKinds = kinds.map(({ kind, withoutProject }) => [kind, String(withoutProject)]);
    await write(`\n${table(['KIND', 'IN NO PROJECT'], ofKinds)}`);
  }
  return 0;
}

function readRule(values: Values): ProposedRule {
  const { name, description, tenant, purpose, priority } = values;
  const pattern = name ?? description;
  if (pattern === undefined || (name !== undefined && description !== undefined)) {
    throw new UsageError("Say what the projects are named or described like: --name 'acme-*' or --description '…'.");
  }
  const meant = purpose?.toUpperCase() ?? 'TENANT';
  if (meant !== 'TENANT' && meant !== 'INTERNAL' && meant !== 'SHARED') {
    throw new UsageError(`--purpose is "${purpose}", and wants tenant, internal or shared.`);
  }
  if (priority !== undefined && !/^\d{1,7}$/.test(priority)) {
    throw new UsageError(`--priority is "${priority}", and wants a whole number; lower ones are tried first.`);
  }
  return {
    field: name === undefined ? 'DESCRIPTION' : 'NAME',
    pattern,
    purpose: meant,
    tenantId: tenant ?? null,
    priority: priority === undefined ? defaultPriority : Number(priority),
  };
}

async function printMoves({ moves }: Preview): Promise<void> {
  if (moves.length === 0) return write('Nothing would move.\n');
  const rows = moves.map(({ projectName, before, after, pattern, resources }) => [
    projectName,
    before.tenantId ?? before.purpose.toLowerCase(),
    after.tenantId ?? after.purpose.toLowerCase(),
    String(resources),
    pattern ?? '(no rule fits any more)',
  ]);
  await write(table(['PROJECT', 'FROM', 'TO', 'RESOURCES', 'PATTERN'], rows));
  await write(`${styled('bold', `${counted(moves)} would move.`)}\n`);
}

async function confirmed({ moves }: Preview): Promise<boolean> {
  if (process.stdin.isTTY !== true) {
    throw new UsageError('Nobody can be asked here: say --yes to move them.');
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`Move ${counted(moves)}? [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

function counted(moves: Preview['moves']): string {
  const resources = moves.reduce((sum, move) => sum + move.resources, 0);
  return `${moves.length} ${moves.length === 1 ? 'project' : 'projects'} with ${resources} resources`;
}

function givesOf({ purpose, tenantId }: Rule): string {
  return purpose === 'TENANT' ? (tenantId ?? 'the tenant in its name') : purpose.toLowerCase();
}

async function printJson(value: unknown): Promise<number> {
  await write(`${JSON.stringify(value, null, 2)}\n`);
  return 0;
}
