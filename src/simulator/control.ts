import { notFound, unprocessable } from './api/replies.ts';
import type { Reply } from './api/route.ts';
import type { DrivenEstate } from './by-hand.ts';
import type { Fault, Faults } from './faults.ts';

/** What a program in another process may do to a simulator that was started with `control: true`. */
export interface Controlled {
  readonly estate: DrivenEstate;
  readonly faults: Faults;
}

type Fields = Readonly<Record<string, unknown>>;

const changes: Readonly<Record<string, (estate: DrivenEstate, fields: Fields) => unknown>> = {
  add: (estate, { droplet }) => estate.addDroplet(object(droplet)),
  rename: (estate, { id, name }) => estate.renameDroplet(Number(id), String(name)),
  resize: (estate, { id, size, withDisk }) => estate.resizeDroplet(Number(id), String(size), withDisk === true),
  power: (estate, { id, power }) => estate.powerDroplet(Number(id), power === 'off' ? 'off' : 'on'),
  remove: (estate, { id }) => estate.removeDroplet(Number(id)),
  restore: (estate, { id }) => estate.restoreDroplet(Number(id)),
  tag: (estate, { id, tags }) => estate.tagDroplet(Number(id), list(tags)),
  'add-volume': (estate, { volume }) => estate.addVolume(object(volume)),
  'remove-volume': (estate, { id }) => estate.removeVolume(String(id)),
  attach: (estate, { volumeId, dropletId }) => estate.attachVolume(String(volumeId), Number(dropletId)),
  detach: (estate, { volumeId }) => estate.detachVolume(String(volumeId)),
  'add-project': (estate, { project }) => estate.addProject({ name: 'project', ...object(project) }),
  move: (estate, { urn, projectId }) => estate.moveToProject(String(urn), String(projectId)),
  live: (estate) => estate.live(),
};

const estateFaults: Readonly<Record<string, (faults: Faults, fields: Fields) => void>> = {
  'hide-from-list': (faults, { urn }) => void faults.hideFromList(String(urn)),
  'delay-visibility': (faults, { ms }) => faults.delayVisibility(Number(ms)),
  'account-changes': (faults, { teamUuid }) => faults.accountChanges(String(teamUuid)),
  'shorten-project-lists': (faults, { types }) =>
    faults.shortenProjectLists(types === undefined ? undefined : list(types)),
};

/**
 * POST /_control/changes `{kind, …}`, POST /_control/faults (a `Fault`, with `pathPattern` for a regular expression, or
 * `{kind, …}` for one of the estate), DELETE /_control/faults (all of them).
 */
export function control({ estate, faults }: Controlled, method: string, path: string, text: string): Reply {
  if (method === 'DELETE' && path === '/_control/faults') {
    faults.clear();
    return { status: 204 };
  }
  if (method !== 'POST') return notFound();
  try {
    const { kind, ...fields } = object(JSON.parse(text === '' ? '{}' : text));
    if (path === '/_control/changes') return changed(estate, String(kind), fields);
    if (path === '/_control/faults') return faulted(faults, kind, fields);
    return notFound();
  } catch (error) {
    return unprocessable(error instanceof Error ? error.message : String(error));
  }
}

function changed(estate: DrivenEstate, kind: string, fields: Fields): Reply {
  const change = Object.hasOwn(changes, kind) ? changes[kind] : undefined;
  if (change === undefined) return unprocessable(`kind is one of ${Object.keys(changes).join(', ')}`);
  return { status: 200, body: { result: change(estate, fields) ?? null } };
}

function faulted(faults: Faults, kind: unknown, { path, pathPattern, ...rest }: Fields): Reply {
  if (kind !== undefined) {
    const add = Object.hasOwn(estateFaults, String(kind)) ? estateFaults[String(kind)] : undefined;
    if (add === undefined) return unprocessable(`kind is one of ${Object.keys(estateFaults).join(', ')}`);
    add(faults, rest);
  } else {
    if (typeof pathPattern !== 'string' && typeof path !== 'string')
      return unprocessable('path or pathPattern is required');
    const where = typeof pathPattern === 'string' ? new RegExp(pathPattern) : String(path);
    // Whoever may control a simulator writes the same fields as a test would; a wrong one has no effect.
    faults.add({ ...(rest as Omit<Fault, 'path'>), path: where });
  }
  return { status: 201, body: { result: null } };
}

function object(value: unknown): Record<string, unknown> {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new RangeError('wants a JSON object');
  return { ...value };
}

function list(value: unknown): readonly string[] {
  if (!Array.isArray(value)) throw new RangeError('wants a list of texts');
  return value.map(String);
}
