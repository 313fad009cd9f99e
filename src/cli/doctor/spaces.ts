import type { Client } from '../../digitalocean/client.ts';
import { type ListingOutcome, readListing } from '../../digitalocean/pagination.ts';
import type { Spaces } from '../../digitalocean/spaces.ts';
import { kinds } from '../../kinds/index.ts';
import { space } from '../../kinds/space.ts';
import { type Finding, fail, ok, warn } from '../../observability/finding.ts';
import { beliefInRegion } from '../../sync/absence.ts';
import { type Bound, boundOfSpaces } from '../../sync/spaces.ts';
import { callOptions } from './call-options.ts';
import type { Sight } from './sights.ts';

const subject = 'Spaces keys';

/** How the regions answered that were asked for their buckets. */
interface Look {
  /** Those that should list theirs and do not, and why. */
  readonly refusals: readonly { readonly region: string; readonly reason: string }[];
  /** Those that have no Spaces, as far as can be told. */
  readonly without: readonly string[];
}

const notLooked: Look = { refusals: [], without: [] };

/** Buckets: not the token shows them, but the pair of Spaces keys. */
export async function lookAtSpaces(
  client: Client,
  spaces: Spaces | null,
): Promise<{ readonly findings: readonly Finding[]; readonly sights: readonly Sight[] }> {
  const bound = await boundOfSpaces({ client, spaces, ...callOptions('sync_full') });
  const look = spaces === null || bound?.verdict === 'FAILED' ? notLooked : await lookInRegions(spaces);
  const [refusal] = look.refusals;
  const works = refusal === undefined && bound?.verdict !== 'FAILED';
  const sees = spaces === null ? 'not tried' : works ? 'sees' : 'unknown';
  const remark = refusal?.reason ?? bound?.reason ?? null;
  const part = refusal?.region ?? spaces?.regions[0] ?? '';
  const sights = kinds
    .filter(({ listing }) => listing.service === 'spaces')
    .map(({ name, scope }): Sight => ({ kind: name, part, scope, sees, remark }));
  return { findings: [findingOf(spaces, bound, look)], sights };
}

/** Every region is asked: one that cannot be reached is as good as its buckets not being mirrored. */
async function lookInRegions(spaces: Spaces): Promise<Look> {
  const looks = await Promise.all(
    spaces.regions.map(async (region) => ({ region, outcome: await listIn(spaces, region) })),
  );
  const othersAnswer = looks.some(({ outcome }) => outcome.pages > 0);
  const refusals: { region: string; reason: string }[] = [];
  const without: string[] = [];
  for (const { region, outcome } of looks) {
    if (outcome.verdict === 'complete') continue;
    const belief =
      outcome.verdict === 'unsupported' ? beliefInRegion(spaces, { region, known: 0, othersAnswer }) : null;
    if (belief?.verdict === 'UNSUPPORTED') without.push(region);
    else refusals.push({ region, reason: [outcome.reason ?? [], belief?.why ?? []].flat().join(' ') });
  }
  return { refusals, without };
}

function listIn(spaces: Spaces, region: string): Promise<ListingOutcome> {
  const { key, inRegion, paging } = space.listing;
  const idOf = (item: unknown) => (item as { Name?: string }).Name; // a missing one is seen to
  const path = inRegion?.(region).path ?? '';
  return readListing(spaces, { path, listKey: key, paging, idOf, ...callOptions('sync_full') }, () => {});
}

function findingOf(spaces: Spaces | null, bound: Bound | null, { refusals, without }: Look): Finding {
  if (spaces === null) return ok(subject, 'none: buckets are not mirrored. SPACES_ACCESS_KEY_ID names one');
  const [refusal, ...others] = refusals;
  const [first = '', ...mend] = (refusal?.reason ?? bound?.reason ?? '').split(/(?<=\.) /);
  const more = others.length === 0 ? '' : `, and ${others.map(({ region }) => region).join(', ')} no better`;
  const told = [`${first.replace(/\.$/, '')}${more}`, mend.join(' ')] as const;
  if (refusal !== undefined || bound?.verdict === 'FAILED') return fail(subject, ...told);
  const none = without.length === 0 ? '' : `; there seems to be no Spaces in ${without.join(', ')}`;
  return bound === null ? ok(subject, `the key shows all buckets of this account${none}`) : warn(subject, ...told);
}
