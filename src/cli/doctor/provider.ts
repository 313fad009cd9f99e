import { systemClock } from '../../base/clock.ts';
import type { Config, TokenPurpose } from '../../base/config.ts';
import { type Account, readAccount } from '../../digitalocean/account.ts';
import { type Client, createClient } from '../../digitalocean/client.ts';
import { ProviderError } from '../../digitalocean/errors.ts';
import { createRateBudget } from '../../digitalocean/rate-budget.ts';
import { tokensFrom } from '../../digitalocean/tokens.ts';
import type { Kind, Part } from '../../kinds/define.ts';
import { kinds } from '../../kinds/index.ts';
import { type Finding, fail, ok, warn } from '../../observability/finding.ts';
import type { Log } from '../../observability/log.ts';

/** What the listing token may see of one part of a kind. */
export interface Sight {
  readonly kind: string;
  readonly part: string;
  readonly sees: 'sees' | 'may not' | 'unknown';
  readonly remark: string | null;
}

export interface ProviderLook {
  readonly findings: readonly Finding[];
  readonly sights: readonly Sight[];
}

/** Tokens of identity providers are forgiven so much; beyond it, whoever has a fresh one is turned away. */
const clockToleranceSeconds = 30;
const patienceMs = 20_000;

/** @param mirrored  The account that the database mirrors; null: none yet. */
export async function lookAtProvider(config: Config, log: Log, mirrored: string | null): Promise<ProviderLook> {
  if (config.providerTokens === null) {
    const finding = 'none: a simulated account is mirrored. DO_API_TOKEN names a real one';
    return { findings: [ok('DO_API_TOKEN', finding)], sights: [] };
  }
  const client = createClient({
    baseUrl: config.providerUrl,
    tokens: tokensFrom(config.providerTokens),
    log,
    clock: systemClock,
    budget: createRateBudget({ laneOf: (purpose) => purpose, clock: systemClock }),
    retries: { limit: 1 },
  });
  try {
    const listing = await lookAtToken(client, 'sync_full', mirrored);
    const targeted = config.providerTokens.has('sync_targeted')
      ? await lookAtToken(client, 'sync_targeted', mirrored)
      : { findings: [], works: true };
    const findings = [...listing.findings, ...targeted.findings];
    if (!listing.works) return { findings, sights: [] };
    const sights = await lookAtKinds(client);
    return { findings: [...findings, sightsFinding(sights)], sights };
  } finally {
    client.close();
  }
}

async function lookAtToken(
  client: Client,
  purpose: TokenPurpose,
  mirrored: string | null,
): Promise<{ findings: Finding[]; works: boolean }> {
  const subject = `token for ${purpose}`;
  try {
    const answer = await client.get('/v2/account', callOptions(purpose));
    const findings = [clockFinding(answer.headers.date)];
    const account = await readAccount(client, callOptions(purpose));
    findings.push(accountFinding(subject, account, mirrored));
    return { findings, works: true };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const [finding = error.message, ...mend] = error.message.split(/(?<=\.) /);
    return { findings: [fail(subject, finding.replace(/\.$/, ''), mend.join(' '))], works: false };
  }
}

function callOptions(purpose: TokenPurpose) {
  return { purpose, priority: 'person', signal: AbortSignal.timeout(patienceMs) } as const;
}

function accountFinding(subject: string, { accountId, teamName, status }: Account, mirrored: string | null): Finding {
  const whose = `it belongs to ${teamName ?? 'a personal account'} (${accountId})`;
  if (mirrored !== null && mirrored !== accountId) {
    const mend = "Use that team's token, or another database: nothing is read before.";
    return fail(subject, `${whose}, and the database mirrors ${mirrored}`, mend);
  }
  if (status === 'active') return ok(subject, whose);
  return warn(subject, `${whose}, which is "${status}"`, 'See what DigitalOcean has to say in its control panel.');
}

/** @param date  Of an answer that has just come. */
function clockFinding(date: string | undefined): Finding {
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs))
    return warn('clock', 'DigitalOcean did not say what time it is', 'A proxy may drop "Date".');
  // The header knows whole seconds, and was written up to one before.
  const offSeconds = Math.round((systemClock.now().getTime() - theirs) / 1000);
  if (Math.abs(offSeconds) <= clockToleranceSeconds) return ok('clock', 'agrees with DigitalOcean');
  const finding = `${Math.abs(offSeconds)} s ${offSeconds > 0 ? 'ahead of' : 'behind'} DigitalOcean`;
  return fail('clock', finding, 'Let the machine keep its time by NTP; tokens expire and syncs are due by it.');
}

async function lookAtKinds(client: Client): Promise<Sight[]> {
  const looks = [
    { name: 'project', part: { name: '', path: '/v2/projects' }, kind: null },
    ...kinds.flatMap((kind) => partsToTry(kind).map((part) => ({ name: kind.name, part, kind }))),
  ];
  const sights: Sight[] = [];
  for (const { name, part, kind } of looks) sights.push(await lookAt(client, name, part, kind));
  return sights;
}

/** Lists under a parent need one; what their parents' own lists show stands for them. */
function partsToTry(kind: Kind): readonly Part[] {
  return 'parts' in kind.listing ? kind.listing.parts : [];
}

async function lookAt(client: Client, name: string, part: Part, kind: Kind | null): Promise<Sight> {
  const sight = { kind: name, part: part.name };
  try {
    const searchParams = { ...part.query, page: 1, per_page: 1 };
    await client.get(part.path, { ...callOptions('sync_full'), searchParams });
    return { ...sight, sees: 'sees', remark: null };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.reason === 'forbidden') return { ...sight, sees: 'may not', remark: `needs ${scopeOf(name, kind)}` };
    return { ...sight, sees: 'unknown', remark: error.message };
  }
}

function scopeOf(name: string, kind: Kind | null): string {
  const told = kind !== null && 'scope' in kind && typeof kind.scope === 'string' ? kind.scope : null;
  return told ?? (name === 'project' ? 'project:read' : `the scope that reads ${name}`);
}

function sightsFinding(sights: readonly Sight[]): Finding {
  const blind = sights.filter(({ sees }) => sees === 'may not').map(({ kind }) => kind);
  if (blind.length === 0) return ok('scopes', `the token sees all ${sights.length} lists that were tried`);
  return warn(
    'scopes',
    `the token may not see ${[...new Set(blind)].join(', ')}`,
    'Give it the scopes below, if these kinds are to be mirrored; nothing is deleted because of it.',
  );
}
