import { systemClock } from '../../base/clock.ts';
import type { Config, TokenPurpose } from '../../base/config.ts';
import { type Account, readAccount } from '../../digitalocean/account.ts';
import { type Client, createClient } from '../../digitalocean/client.ts';
import { ProviderError } from '../../digitalocean/errors.ts';
import { createRateBudget } from '../../digitalocean/rate-budget.ts';
import { createSpaces } from '../../digitalocean/spaces.ts';
import { tokensFrom } from '../../digitalocean/tokens.ts';
import { type Finding, fail, ok, warn } from '../../observability/finding.ts';
import type { Log } from '../../observability/log.ts';
import { callOptions } from './call-options.ts';
import { lookAtKinds, type Sight, sightsFinding } from './sights.ts';
import { lookAtSpaces } from './spaces.ts';

export interface ProviderLook {
  readonly findings: readonly Finding[];
  readonly sights: readonly Sight[];
}

/** Tokens of identity providers are forgiven so much; beyond it, whoever has a fresh one is turned away. */
const clockToleranceSeconds = 30;
/** Who is asked how things are does not wait long. */
const retries = { limit: 1 };

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
    retries,
  });
  const { spaces: settings } = config;
  const spaces = settings && createSpaces({ settings, log, clock: systemClock, retries });
  try {
    const listing = await lookAtToken(client, 'sync_full', mirrored);
    const targeted = config.providerTokens.has('sync_targeted')
      ? await lookAtToken(client, 'sync_targeted', mirrored)
      : { findings: [], works: true };
    const findings = [...listing.findings, ...targeted.findings];
    if (!listing.works) return { findings, sights: [] };
    const sights = await lookAtKinds(client);
    const buckets = await lookAtSpaces(client, spaces);
    const seen = [...sights, ...buckets.sights];
    return { findings: [...findings, sightsFinding(seen), ...buckets.findings], sights: seen };
  } finally {
    client.close();
    spaces?.close();
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
