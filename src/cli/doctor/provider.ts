import { systemClock } from '../../base/clock.ts';
import type { Config, TokenPurpose } from '../../base/config.ts';
import { type Account, readAccount } from '../../digitalocean/account.ts';
import { type Client, createClient } from '../../digitalocean/client.ts';
import { ProviderError } from '../../digitalocean/errors.ts';
import { createRateBudget } from '../../digitalocean/rate-budget.ts';
import { tokensFrom } from '../../digitalocean/tokens.ts';
import { type Kind, type Parent, type Part, UnreadableItemError } from '../../kinds/define.ts';
import { kinds } from '../../kinds/index.ts';
import { type Finding, fail, ok, warn } from '../../observability/finding.ts';
import type { Log } from '../../observability/log.ts';

/** What the listing token may see of one part of a kind. */
export interface Sight {
  readonly kind: string;
  readonly part: string;
  readonly sees: 'sees' | 'may not' | 'unknown' | 'not tried';
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
  const projects = await lookAt(client, { name: 'project', scope: 'project:read' }, { name: '', path: '/v2/projects' });
  const sights = [projects.sight];
  // A first member of each kind, for those whose lists stand under one.
  const members = new Map<string, Parent>();
  for (const kind of kinds) {
    const { rides } = kind.listing;
    if (rides !== undefined) {
      const sees = sights.find((sight) => sight.kind === rides.on)?.sees ?? 'not tried';
      sights.push({ kind: kind.name, part: '', sees, remark: `read with ${rides.on}` });
      continue;
    }
    const parts = partsToTry(kind, members);
    if (parts.length === 0) {
      const remark = `needs ${kind.scope}, and a ${kind.listing.parent ?? 'parent'} to look under`;
      sights.push({ kind: kind.name, part: '', sees: 'not tried', remark });
    }
    for (const part of parts) {
      const { sight, item } = await lookAt(client, kind, part);
      sights.push(sight);
      const member = item === undefined ? null : memberOf(kind, item);
      if (member !== null && !members.has(kind.name)) members.set(kind.name, member);
    }
  }
  return sights;
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
  kind: { readonly name: string; readonly scope: string; readonly listing?: Kind['listing'] },
  part: Part,
): Promise<{ sight: Sight; item?: unknown }> {
  const about = { kind: kind.name, part: part.name };
  try {
    const paged = kind.listing?.paging === 'single' ? {} : { page: 1, per_page: 1 };
    const { body } = await client.get(part.path, {
      ...callOptions('sync_full'),
      searchParams: { ...part.query, ...paged },
    });
    const list = (body as Readonly<Record<string, unknown>> | null)?.[kind.listing?.key ?? '']; // JSON, or null
    return { sight: { ...about, sees: 'sees', remark: null }, item: Array.isArray(list) ? list[0] : undefined };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const refused = error.reason === 'forbidden';
    const remark = refused ? `needs ${kind.scope}` : error.message;
    return { sight: { ...about, sees: refused ? 'may not' : 'unknown', remark } };
  }
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
