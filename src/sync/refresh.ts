import { messageOf } from '../base/errors.ts';
import type { SystemDb } from '../db/sql.ts';
import type { Client } from '../digitalocean/client.ts';
import type { InputProblem } from '../inventory/classify.ts';
import { kindsByName } from '../kinds/index.ts';
import { canBeLookedAt, isAnswerMissing, type Looked, lookAt } from './look.ts';

const longestMs = 20_000;

/**
 * One look at a resource, now, for a person who waits. It never deletes: a single 404 proves too little.
 *
 * @returns  Why there is nothing new; null when what DigitalOcean says was taken in.
 */
export async function refresh(
  world: { readonly db: SystemDb; readonly client: Client },
  resourceId: string,
  actor: string,
): Promise<InputProblem | null> {
  const [row] = await world.db.query<Looked & { kind: string }>(
    'select kind, part, provider_id as "providerId" from cloud_resources where id = $1',
    [resourceId],
  );
  const kind = kindsByName.get(row?.kind ?? '');
  if (row === undefined || kind === undefined)
    return problem('NOT_FOUND', 'There is no such resource. Take an id that `resources` lists.');
  if (!canBeLookedAt(kind)) {
    return problem('INVALID', `A single ${kind.name} cannot be asked for; trigger a sync of the kind instead.`);
  }
  try {
    const answer = await lookAt(world, kind, row, {
      cause: { runId: null, actor },
      projectOf: new Map(),
      call: { priority: 'person', signal: AbortSignal.timeout(longestMs) },
    });
    if (answer === 'seen') return null;
    return problem('NOT_FOUND', 'DigitalOcean does not know it (404). The next syncs confirm that and delete it.');
  } catch (error) {
    if (isAnswerMissing(error) || (error instanceof Error && error.name === 'AbortError')) {
      return problem('INVALID', messageOf(error));
    }
    throw error;
  }
}

function problem(code: InputProblem['code'], message: string): InputProblem {
  return { code, message, path: ['input', 'resourceId'] };
}
