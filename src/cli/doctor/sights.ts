import type { Client } from '../../digitalocean/client.ts';
import { ProviderError } from '../../digitalocean/errors.ts';
import { type Kind, type Parent, type Part, UnreadableItemError } from '../../kinds/define.ts';
import { kinds } from '../../kinds/index.ts';
import { type Finding, ok, warn } from '../../observability/finding.ts';
import { callOptions } from './call-options.ts';

// One cheap look a kind, of a single item: enough to tell what the token may see.

/** What the listing token may see of one part of a kind. */
export interface Sight {
  readonly kind: string;
  readonly part: string;
  /** What its list takes, in DigitalOcean's words. */
  readonly scope: string;
  /** `not there`: the account, this region or this parent does not have it. */
  readonly sees: 'sees' | 'may not' | 'not there' | 'unknown' | 'not tried';
  readonly remark: string | null;
}

const project = { name: 'project', scope: 'project:read' } as const;

/** All kinds of the API, and projects. */
export async function lookAtKinds(client: Client): Promise<Sight[]> {
  const sights = [(await lookAt(client, project, { name: '', path: '/v2/projects' })).sight];
  // A first member of each kind, for those whose lists stand under one.
  const members = new Map<string, Parent>();
  for (const kind of kinds) {
    if (kind.listing.service !== undefined) continue;
    const { rides } = kind.listing;
    if (rides !== undefined) {
      const sees = sights.find((sight) => sight.kind === rides.on)?.sees ?? 'not tried';
      sights.push({ ...about(kind, ''), sees, remark: `read with ${rides.on}` });
      continue;
    }
    const parts = partsToTry(kind, members);
    if (parts.length === 0) sights.push({ ...about(kind, ''), sees: 'not tried', remark: null });
    for (const part of parts) {
      const { sight, item } = await lookAt(client, kind, part);
      sights.push(sight);
      const member = item === undefined ? null : memberOf(kind, item);
      if (member !== null && !members.has(kind.name)) members.set(kind.name, member);
    }
  }
  return sights.map((sight) => (sight.sees === 'not tried' ? concluded(sight, sights) : sight));
}

function about({ name, scope }: Pick<Kind, 'name' | 'scope'>, part: string) {
  return { kind: name, part, scope };
}

/** Nothing is there to look under; but what another list takes, and whether it is given, says as much. */
function concluded(sight: Sight, sights: readonly Sight[]): Sight {
  const parent = kinds.find(({ name }) => name === sight.kind)?.listing.parent ?? 'parent';
  const why = `no ${parent} to look under`;
  const alike = sights.find(({ scope, sees }) => scope === sight.scope && (sees === 'sees' || sees === 'may not'));
  if (alike === undefined) return { ...sight, remark: `needs ${sight.scope}; ${why}` };
  const needs = alike.sees === 'may not' ? `needs ${sight.scope}; ` : '';
  return { ...sight, sees: alike.sees, remark: `${needs}${why}, but ${alike.kind} takes the same scope` };
}

/** Any region shows whether the token may look. */
const regionToTry = 'nyc3';

function partsToTry({ listing }: Kind, members: ReadonlyMap<string, Parent>): readonly Part[] {
  if (listing.inRegion !== undefined) return [{ name: regionToTry, ...listing.inRegion(regionToTry) }];
  if (listing.under === undefined) return listing.parts;
  const parent = members.get(listing.parent ?? '');
  const part = parent === undefined ? null : listing.under(parent);
  return part === null ? [] : [{ name: '', ...part }];
}

function memberOf(kind: Kind, item: unknown): Parent | null {
  try {
    const { providerId, attrs } = kind.observe(item);
    return { providerId, attrs };
  } catch (error) {
    // The sync says so, item by item; here it only cannot serve as a parent.
    if (error instanceof UnreadableItemError) return null;
    throw error;
  }
}

async function lookAt(
  client: Client,
  kind: Pick<Kind, 'name' | 'scope'> & { readonly listing?: Kind['listing'] },
  part: Part,
): Promise<{ sight: Sight; item?: unknown }> {
  const { listing } = kind;
  try {
    const paged = listing?.paging === 'single' ? {} : { page: 1, per_page: 1 };
    const { body } = await client.get(part.path, {
      ...callOptions('sync_full'),
      searchParams: { ...part.query, ...paged },
    });
    const list = (body as Readonly<Record<string, unknown>> | null)?.[listing?.key ?? '']; // JSON, or null
    const sight: Sight = { ...about(kind, part.name), sees: 'sees', remark: null };
    return { sight, item: Array.isArray(list) ? list[0] : undefined };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return { sight: { ...about(kind, part.name), ...refusalOf(error, kind.scope, listing) } };
  }
}

/** Said of what an account, a region or a parent does not have. */
const notThere: readonly (number | null)[] = [404, 405, 501];
const notHere: readonly (number | null)[] = [400, 412, 422];

function refusalOf(
  error: ProviderError,
  scope: string,
  listing: Kind['listing'] | undefined,
): Pick<Sight, 'sees' | 'remark'> {
  const { reason, status } = error;
  if (reason === 'forbidden' && listing?.mayBeRefused === true)
    return { sees: 'not there', remark: 'only tokens of an organization have it' };
  if (reason === 'forbidden') return { sees: 'may not', remark: `needs ${scope}` };
  if (notThere.includes(status)) return { sees: 'not there', remark: 'the account does not have it' };
  const inOneOfMany = listing?.parent !== undefined || listing?.inRegion !== undefined;
  if (inOneOfMany && notHere.includes(status)) return { sees: 'not there', remark: 'what was looked at has none' };
  return { sees: 'unknown', remark: error.message };
}

/** Scopes that the token lacks, each once. */
export function missingScopes(sights: readonly Sight[]): readonly string[] {
  const missing = sights.flatMap(({ sees, scope }) => (sees === 'may not' ? scope : []));
  return [...new Set(missing)].sort();
}

export function sightsFinding(sights: readonly Sight[]): Finding {
  const blind = sights.filter(({ sees }) => sees === 'may not').map(({ kind }) => kind);
  const tried = sights.filter(({ sees }) => sees === 'sees');
  if (blind.length === 0) return ok('scopes', `the token sees all ${tried.length} lists that are there`);
  return warn(
    'scopes',
    `the token may not see ${[...new Set(blind)].join(', ')}: it lacks ${missingScopes(sights).join(', ')}`,
    'Give it these scopes, if these kinds are to be mirrored; nothing is deleted because of it.',
  );
}
