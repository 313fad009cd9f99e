import type { Sql } from '../db/sql.ts';
import { ProviderError } from '../digitalocean/errors.ts';
import { lookUp } from '../digitalocean/look-up.ts';
import type { Spaces } from '../digitalocean/spaces.ts';
import { kindsByName } from '../kinds/index.ts';
import type { RunContext } from './context.ts';
import type { ListingRecord } from './listings.ts';

//  a part answers that there is no such thing (404, 405, 501; of Spaces also a name that is not to be found)
//    │ none of it is known ─────────────────────────────► unsupported: the account, the region, the parent does not have it
//    │ one is, and has a GET of its own that says 404 ──► unsupported: it is as the list says
//    │               that answers, or gives no answer ──► failed: what is there is no longer looked at
//
//  a region of Spaces, which knows no GET
//    │ SPACES_REGIONS names it ─────────────────────────► failed
//    │ buckets are known to be in it ───────────────────► failed, unless SPACES_REGIONS leaves it out
//    │ no region at all lists its buckets ──────────────► failed: it is the endpoint or the network
//    └ else ────────────────────────────────────────────► unsupported

/** A region that says that it has no Spaces. */
export interface AbsentRegion {
  readonly region: string;
  /** Buckets that are known to be in it. */
  readonly known: number;
  /** Whether any other region lists its buckets. */
  readonly othersAnswer: boolean;
}

/** What is to be made of it, and why, in a sentence. */
interface Belief {
  readonly verdict: 'FAILED' | 'UNSUPPORTED';
  readonly why: string | null;
}

type Asking = Pick<RunContext, 'db' | 'client' | 'spaces' | 'priority' | 'signal'>;

/**
 * Takes the word of parts that are said not to be there only where that can be true. Nobody is struck either way, but a run in
 * which something that is known was not looked at is no success.
 *
 * @throws  ProviderError  when the signal aborts.
 */
export async function doubtAbsence(
  context: Asking,
  records: readonly ListingRecord[],
): Promise<readonly ListingRecord[]> {
  const absent = records.filter(({ verdict }) => verdict === 'UNSUPPORTED');
  if (absent.length === 0) return records;
  const known = await knownIn(context.db, absent);
  const othersAnswer = records.some(({ pages }) => pages > 0);
  const judged: ListingRecord[] = [];
  for (const record of records) {
    if (record.verdict !== 'UNSUPPORTED') judged.push(record);
    else judged.push(await judge(context, record, known.get(`${record.kind}/${record.part}`), othersAnswer));
  }
  return judged;
}

async function judge(context: Asking, record: ListingRecord, known: Known | undefined, othersAnswer: boolean) {
  const { spaces } = context;
  let { requests } = record;
  const count = known?.count ?? 0;
  const isOfSpaces = kindsByName.get(record.kind)?.listing.service === 'spaces';
  const belief = !isOfSpaces
    ? await beliefInList(context, record.kind, known, () => {
        requests += 1;
      })
    : spaces === null
      ? beliefWithoutKeys(count)
      : beliefInRegion(spaces, { region: record.part, known: count, othersAnswer });
  const reason = [record.reason ?? [], belief.why ?? []].flat().join(' ') || null;
  return { ...record, verdict: belief.verdict, reason, requests };
}

const believed: Belief = { verdict: 'UNSUPPORTED', why: null };

/** Of all that is known, the one that was seen last is asked for. */
async function beliefInList(
  { client, priority, signal }: Asking,
  kind: string,
  known: Known | undefined,
  onRequest: () => void,
): Promise<Belief> {
  const question = kindsByName.get(kind)?.lookUp;
  if (known === undefined || !question) return believed;
  const [id, part] = [known.lastSeen, known.part].map(encodeURIComponent) as [string, string]; // of two, two
  try {
    const call = { purpose: 'sync_targeted', priority, onRequest, signal } as const;
    if (!(await lookUp(client, question.path(id, part), call)).found) return believed;
  } catch (error) {
    if (!(error instanceof ProviderError) || error.reason === 'cancelled') throw error;
    // Refused as the list was: an engine that has no such thing has none of its members either.
    if (error.reason === 'rejected') return believed;
    return failed(`${known.count} of ${kind} are known there, and kept as they were. ${error.message}`);
  }
  return failed(
    `But one of the ${known.count} of ${kind} that are known there answers when asked for: check what stands between here and DigitalOcean, and whether a newer release asks elsewhere for the list.`,
  );
}

function beliefWithoutKeys(known: number): Belief {
  return known === 0 ? believed : failed(`${knownBuckets(known, 'by now')}.`);
}

/** Spaces in a region that says it has none. Which regions have it, nothing of the API tells. */
export function beliefInRegion(
  { regions, regionsAreNamed }: Pick<Spaces, 'regions' | 'regionsAreNamed'>,
  { region, known, othersAnswer }: AbsentRegion,
): Belief {
  const isAsked = regions.includes(region);
  if (isAsked && regionsAreNamed) return failed('SPACES_REGIONS names this region.');
  // Left out on purpose: of a region that DigitalOcean has closed there is no other way to say that it is no fault.
  const isLeftOut = !isAsked && regionsAreNamed;
  if (known > 0 && !isLeftOut) return failed(`${knownBuckets(known, 'to be in it')}.`);
  if (!othersAnswer) return failed('No other region lists its buckets either.');
  return {
    verdict: 'UNSUPPORTED',
    why: isLeftOut
      ? `SPACES_REGIONS leaves it out; ${knownBuckets(known, 'to be in it')}.`
      : 'Other regions answer, so this one may have none.',
  };
}

function failed(why: string): Belief {
  return { verdict: 'FAILED', why };
}

function knownBuckets(count: number, where: string): string {
  return count === 1
    ? `1 bucket is known ${where}, and kept as it was`
    : `${count} buckets are known ${where}, and kept as they were`;
}

interface Known {
  readonly count: number;
  /** Provider id of the one that was seen last, and its part. */
  readonly lastSeen: string;
  readonly part: string;
}

/** Living members of these parts, by `kind/part`; those without any are left out. A part without a name stands for all of them. */
async function knownIn(db: Sql, parts: readonly ListingRecord[]): Promise<ReadonlyMap<string, Known>> {
  const rows = await db.query<Known & { key: string }>(
    `select n.kind || '/' || n.part as key, count(*)::int as count,
            (array_agg(r.provider_id order by r.last_seen_at desc))[1] as "lastSeen",
            (array_agg(r.part order by r.last_seen_at desc))[1] as part
       from unnest($1::text[], $2::text[]) as n(kind, part)
       join cloud_resources r on r.kind = n.kind and (r.part = n.part or n.part = '') and r.deleted_at is null
      group by n.kind, n.part`,
    [parts.map(({ kind }) => kind), parts.map(({ part }) => part)],
  );
  return new Map(rows.map(({ key, ...known }) => [key, known]));
}
