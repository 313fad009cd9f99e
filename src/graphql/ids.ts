import { ArcadiaError } from '../base/errors.ts';
import { kinds } from '../kinds/index.ts';

/** Names of the types whose ids are a resource's. */
const resourceTypes: ReadonlyMap<string, string> = new Map(kinds.map((kind) => [kind.typeName, kind.name]));
const uuidTypes: ReadonlySet<string> = new Set([
  ...resourceTypes.keys(),
  'CloudProject',
  'SyncRun',
  'ApiKey',
  'ClassificationRule',
]);
const nodeTypes: ReadonlySet<string> = new Set([...uuidTypes, 'CloudResourceEvent']);

export function encodeId(typename: string, id: string): string {
  return Buffer.from(`${typename}:${id}`).toString('base64url');
}

/** @returns null when the text is no global id. */
export function decodeId(globalId: string): { typename: string; id: string } | null {
  const match = /^([A-Za-z]\w*):(.+)$/s.exec(Buffer.from(globalId, 'base64').toString('utf8'));
  return match ? { typename: match[1] as string, id: match[2] as string } : null;
}

/** Whether an id can be looked up at all; what cannot is unknown, just like what is not there. */
export function isNodeId({ typename, id }: { typename: string; id: string }): boolean {
  return nodeTypes.has(typename) && (!uuidTypes.has(typename) || isUuid(id));
}

/** What a global id of a resource names, its kind with it: another kind's id must not pass for it. Null when it is none. */
export function resourceOf(globalId: string): { id: string; kind: string } | null {
  const decoded = decodeId(globalId);
  const kind = resourceTypes.get(decoded?.typename ?? '');
  return decoded !== null && kind !== undefined && isUuid(decoded.id) ? { id: decoded.id, kind } : null;
}

/** The id inside a global id of a resource of any kind; null when it is none. */
export function resourceIdOf(globalId: string): string | null {
  return resourceOf(globalId)?.id ?? null;
}

export function idOf(
  typename: 'CloudProject' | 'SyncRun' | 'ApiKey' | 'ClassificationRule',
  globalId: string,
): string | null {
  const decoded = decodeId(globalId);
  return decoded?.typename === typename && isUuid(decoded.id) ? decoded.id : null;
}

/** For filters, where an id of another type is a mistake to be told and not an empty answer. */
export function wantId(id: string | null, argument: string, what: string): string {
  if (id !== null) return id;
  throw new ArcadiaError('BAD_USER_INPUT', `${argument} is not the id of ${what}. Use an id that this API gave.`);
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
