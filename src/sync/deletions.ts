import { messageOf } from '../base/errors.ts';
import { ProviderError } from '../digitalocean/errors.ts';
import { lookUp } from '../digitalocean/look-up.ts';
import { bury, livingOf, type Suspect, suspectsOf } from '../inventory/retire.ts';
import type { Kind } from '../kinds/define.ts';
import { type BreakerLimits, whyHeld } from './breaker.ts';
import { childKindsOf } from './children.ts';
import type { RunContext } from './context.ts';
import { canBeLookedAt, isAnswerMissing, lookAt } from './look.ts';

//  suspects of a kind, once all its parts are read
//     │ too many even if all were confirmed? ─────────────────────────────► held, and nothing is asked
//     │ ask the provider about each ─► 200: kept, its strikes cleared      no answer: asked again by the next sync
//     │ 404, and a living one answers 200 to the same token
//     │ still too many? ──────────────────────────────────────────────────► held
//     ▼
//   buried, with their children

/** What came of the suspects of one kind. */
export interface Settlement {
  readonly deleted: number;
  /** By part: how many were deleted, and what there is to say of those that were not. */
  readonly parts: readonly { readonly part: string; readonly deleted: number; readonly remark: string | null }[];
  readonly requests: number;
  /** Ids that wait for an admin, and why. */
  readonly held: readonly string[];
  readonly heldBecause: string | null;
  /** What is open for want of an answer that can be trusted, and what to do; absent: nothing is. */
  readonly open?: string;
}

const nothingToSettle: Settlement = { deleted: 0, parts: [], requests: 0, held: [], heldBecause: null };

/** Questions under way at the same time; the budget decides how soon each may be asked. */
const askedAtOnce = 8;

/** What the suspects' own answers came to. */
interface Answers {
  readonly askedAt: Date;
  readonly gone: readonly Suspect[];
  readonly lied: readonly Suspect[];
  readonly unanswered: readonly Suspect[];
  /** Why the first of those has no answer. */
  readonly why: string;
}

/**
 * Settles who of a kind is deleted, after its complete parts have struck.
 *
 * @param listings  The complete parts of this run and when each began.
 * @throws          when the signal aborts or the database fails; then the next attempt asks again.
 */
export async function settleDeletions(
  context: RunContext,
  kind: Kind,
  listings: readonly { readonly part: string; readonly beganAt: Date }[],
  projectOf: ReadonlyMap<string, string>,
  limits: BreakerLimits,
): Promise<Settlement> {
  const suspects = await suspectsOf(
    context.db,
    kind.name,
    listings.map((listing) => ({ kind: kind.name, ...listing })),
  );
  if (suspects.length === 0) return nothingToSettle;
  const live = await countLiving(context, kind);
  const confirmed = kind.lookUp !== null;
  const weigh = (deletions: number) => whyHeld({ kind: kind.name, deletions, live, confirmed }, limits);
  // Thousands of questions would cost the budget of hours, and an admin is needed all the same: approval asks them.
  const tooMany = suspects.length > limits.confirmedCount ? weigh(suspects.length) : null;
  if (tooMany !== null) return hold(suspects, 0, [], tooMany);
  return settle(context, kind, suspects, projectOf, weigh);
}

/** Goes on with deletions that an admin has approved: the provider is asked about each of them again. */
export async function settleApproved(context: RunContext, kind: Kind, ids: readonly string[]): Promise<Settlement> {
  const suspects = await livingOf(context.db, kind.name, ids);
  // Without news of projects, whoever answers after all stays in its own.
  return suspects.length === 0 ? nothingToSettle : settle(context, kind, suspects, new Map(), () => null);
}

async function settle(
  context: RunContext,
  kind: Kind,
  suspects: readonly Suspect[],
  projectOf: ReadonlyMap<string, string>,
  weigh: (deletions: number) => string | null,
): Promise<Settlement> {
  const questions = createQuestions(context);
  const answers = await askAboutEach(context, kind, suspects, projectOf, questions);
  const trusted = answers.gone.length === 0 || (await knowsTheLiving(context, kind, suspects, questions.ask));
  const remarks = remarksOn(answers, trusted);
  const open = openOf(kind, answers, trusted);
  const heldBecause = trusted ? weigh(answers.gone.length) : null;
  if (heldBecause !== null) return { ...hold(answers.gone, questions.asked, remarks, heldBecause), ...open };
  const deleted = trusted
    ? await bury(
        context.db,
        answers.gone.map(({ id }) => id),
        {
          askedAt: answers.askedAt,
          childKinds: childKindsOf(kind),
          cause: { runId: context.runId, actor: null },
        },
      )
    : new Map<string, number>();
  const parts = [...new Set([...deleted.keys(), ...remarks.map(({ part }) => part)])];
  return {
    deleted: [...deleted.values()].reduce((sum, count) => sum + count, 0),
    parts: parts.map((part) => ({
      part,
      deleted: deleted.get(part) ?? 0,
      remark: remarks.flatMap((each) => (each.part === part ? each.remark : [])).join(' ') || null,
    })),
    requests: questions.asked,
    held: [],
    heldBecause: null,
    ...open,
  };
}

type Ask = (path: string) => ReturnType<typeof lookUp>;

interface Questions {
  readonly ask: Ask;
  /** Called for each request. */
  readonly count: () => void;
  readonly asked: number;
}

function createQuestions({ client, priority, signal }: RunContext): Questions {
  let asked = 0;
  const count = () => {
    asked += 1;
  };
  return {
    ask: (path) => lookUp(client, path, { purpose: 'sync_targeted', priority, onRequest: count, signal }),
    count,
    get asked() {
      return asked;
    },
  };
}

async function askAboutEach(
  context: RunContext,
  kind: Kind,
  suspects: readonly Suspect[],
  projectOf: ReadonlyMap<string, string>,
  questions: Questions,
): Promise<Answers> {
  const askedAt = context.clock.now();
  const answers = { askedAt, gone: [] as Suspect[], lied: [] as Suspect[], unanswered: [] as Suspect[], why: '' };
  if (!canBeLookedAt(kind)) return { ...answers, gone: suspects };
  const look = {
    cause: { runId: context.runId, actor: null },
    projectOf,
    call: { priority: context.priority, onRequest: questions.count, signal: context.signal },
  };
  const askAbout = async (suspect: Suspect) => {
    try {
      const answer = await lookAt(context, kind, suspect, look);
      (answer === 'gone' ? answers.gone : answers.lied).push(suspect);
    } catch (error) {
      if (!isAnswerMissing(error)) throw error;
      answers.unanswered.push(suspect);
      answers.why ||= messageOf(error);
    }
  };
  for (let first = 0; first < suspects.length; first += askedAtOnce) {
    await Promise.all(suspects.slice(first, first + askedAtOnce).map(askAbout));
  }
  return answers;
}

/** A token that has lost its sight answers 404 to everything; then a 404 proves nothing. */
async function knowsTheLiving(
  { db }: RunContext,
  kind: Kind,
  suspects: readonly Suspect[],
  ask: Ask,
): Promise<boolean> {
  const { lookUp: question } = kind;
  if (question === null) return true;
  const living = await db.query<{ providerId: string; part: string }>(
    `select provider_id as "providerId", part from cloud_resources
      where kind = $1 and deleted_at is null and stale_strike_count = 0 and not id = any($2::uuid[])
      order by last_seen_at desc limit 3`,
    [kind.name, suspects.map(({ id }) => id)],
  );
  const paths = living.map(({ providerId, part }) =>
    question.path(encodeURIComponent(providerId), encodeURIComponent(part)),
  );
  // One of them may have gone this very minute; where none is left, the account itself has to answer.
  for (const path of paths.length > 0 ? paths : ['/v2/account']) {
    try {
      if ((await ask(path)).found) return true;
    } catch (error) {
      if (!(error instanceof ProviderError) || error.reason === 'cancelled') throw error;
    }
  }
  return false;
}

async function countLiving({ db }: RunContext, kind: Kind): Promise<number> {
  const [counted] = await db.query<{ live: number }>(
    'select count(*)::int as live from cloud_resources where kind = $1 and deleted_at is null',
    [kind.name],
  );
  return counted?.live ?? 0;
}

type Remark = { readonly part: string; readonly remark: string };

const unansweredOf = (count: number, why: string) =>
  `${count} could not be asked about and are kept; the next sync asks again. ${why}`;

const untrusted = (count: number) =>
  `${count} answer 404, but so does what is known to live: nothing was deleted. Check the token's scopes.`;

function remarksOn({ gone, lied, unanswered, why }: Answers, trusted: boolean): Remark[] {
  return [
    ...byPart(lied, (count) => `The list left out ${count} that answer when asked for: they are kept.`),
    ...byPart(unanswered, (count) => unansweredOf(count, why)),
    ...byPart(trusted ? [] : gone, untrusted),
  ];
}

/** Deletions that may have happened, and of which nobody can be sure, are something that was not looked at. */
function openOf({ name }: Kind, { gone, unanswered, why }: Answers, trusted: boolean): Pick<Settlement, 'open'> {
  const sentences = [
    unanswered.length === 0 ? [] : unansweredOf(unanswered.length, why),
    trusted ? [] : untrusted(gone.length),
  ].flat();
  // Of what kind is said with the number.
  return sentences.length === 0 ? {} : { open: sentences.map((each) => each.replace(' ', ` of ${name} `)).join(' ') };
}

function byPart(suspects: readonly Suspect[], sentence: (count: number) => string): Remark[] {
  const counts = new Map<string, number>();
  for (const { part } of suspects) counts.set(part, (counts.get(part) ?? 0) + 1);
  return [...counts].map(([part, count]) => ({ part, remark: sentence(count) }));
}

function hold(
  suspects: readonly Suspect[],
  requests: number,
  remarks: readonly Remark[],
  heldBecause: string,
): Settlement {
  const waiting = byPart(suspects, (count) => `${count} deletions are held until an admin approves them.`);
  const parts = [...remarks, ...waiting].map(({ part, remark }) => ({ part, deleted: 0, remark }));
  return { deleted: 0, parts, requests, held: suspects.map(({ id }) => id), heldBecause };
}
