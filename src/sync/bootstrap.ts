import { messageOf } from '../base/errors.ts';
import { ProviderError } from '../digitalocean/errors.ts';
import { classify } from '../inventory/classify.ts';
import { observeProjects } from '../inventory/projects.ts';
import type { RunContext } from './context.ts';
import { readProject, syncProjects } from './projects.ts';

/**
 * On the first sync of an account: makes sure that the internal project exists and is classified INTERNAL. Found by name,
 * created if missing, adopted if someone created it meanwhile; with a token that may not create it warns and goes on.
 */
export async function bootstrapInternalProject(context: RunContext, name: string): Promise<void> {
  const { db, log, clock } = context;
  const [mirror] = await db.query<{ bootstrappedAt: Date | null }>(
    'select bootstrapped_at as "bootstrappedAt" from mirrored_account',
  );
  if (mirror?.bootstrappedAt !== null) return;
  const id = (await findByName(context, name)) ?? (await create(context, name));
  if (id === null) return;
  const problem = await classify(db, { projectId: id, purpose: 'INTERNAL', tenantId: null }, 'bootstrap', clock.now());
  if (problem !== null) {
    log.warn({ project: name, problem: problem.message }, 'The internal project could not be classified.');
    return;
  }
  await db.query('update mirrored_account set bootstrapped_at = $1', [clock.now()]);
}

async function findByName({ db }: RunContext, name: string): Promise<string | null> {
  const [project] = await db.query<{ id: string }>(
    'select id from cloud_projects where name = $1 and deleted_at is null order by first_seen_at limit 1',
    [name],
  );
  return project?.id ?? null;
}

async function create(context: RunContext, name: string): Promise<string | null> {
  const { client, db, log, signal, priority } = context;
  try {
    const answer = await client.send(
      'POST',
      '/v2/projects',
      {
        name,
        description: 'Resources of the platform itself.',
        purpose: 'Operational / Developer tooling',
        environment: 'Production',
      },
      { purpose: 'sync_full', priority, signal },
    );
    const made = readProject((answer.body as { project?: unknown } | null)?.project);
    if (made === null) return null;
    const ids = await observeProjects(db, [made], answer.beganAt);
    return ids.get(made.providerId) ?? null;
  } catch (error) {
    if (!(error instanceof ProviderError) || error.reason === 'cancelled') throw error;
    // Someone else may have made it since the list was read: names of projects are unique.
    await syncProjects(context);
    const adopted = await findByName(context, name);
    if (adopted === null) {
      log.warn(
        { project: name, error: messageOf(error) },
        'The internal project does not exist and could not be created; create it, or give the token project:create.',
      );
    }
    return adopted;
  }
}
