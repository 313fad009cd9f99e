import type { Client } from '../../digitalocean/client.ts';
import { ProviderError } from '../../digitalocean/errors.ts';
import type { Spaces } from '../../digitalocean/spaces.ts';
import { kinds } from '../../kinds/index.ts';
import { type Finding, fail, ok, warn } from '../../observability/finding.ts';
import { type Bound, boundOfSpaces } from '../../sync/spaces.ts';
import { callOptions } from './call-options.ts';
import type { Sight } from './sights.ts';

const subject = 'Spaces keys';

/** Buckets: not the token shows them, but the pair of Spaces keys. */
export async function lookAtSpaces(
  client: Client,
  spaces: Spaces | null,
): Promise<{ readonly findings: readonly Finding[]; readonly sights: readonly Sight[] }> {
  const bound = await boundOfSpaces({ client, spaces, ...callOptions('sync_full') });
  const region = spaces?.regions[0] ?? '';
  const refusal = spaces === null || bound?.verdict === 'FAILED' ? null : await refusalIn(spaces, region);
  const sees = spaces === null ? 'not tried' : refusal === null && bound?.verdict !== 'FAILED' ? 'sees' : 'unknown';
  const remark = refusal ?? bound?.reason ?? null;
  const sights = kinds
    .filter(({ listing }) => listing.service === 'spaces')
    .map(({ name, scope }): Sight => ({ kind: name, part: region, scope, sees, remark }));
  return { findings: [findingOf(spaces, bound, refusal)], sights };
}

/** null: it lists its buckets. */
async function refusalIn(spaces: Spaces, region: string): Promise<string | null> {
  try {
    await spaces.get(`/${region}`, callOptions('sync_full'));
    return null;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return error.message;
  }
}

function findingOf(spaces: Spaces | null, bound: Bound | null, refusal: string | null): Finding {
  if (spaces === null) return ok(subject, 'none: buckets are not mirrored. SPACES_ACCESS_KEY_ID names one');
  const [finding = '', ...mend] = (refusal ?? bound?.reason ?? '').split(/(?<=\.) /);
  const told = [finding.replace(/\.$/, ''), mend.join(' ')] as const;
  if (refusal !== null || bound?.verdict === 'FAILED') return fail(subject, ...told);
  return bound === null ? ok(subject, 'the key shows all buckets of this account') : warn(subject, ...told);
}
