import DataLoader from 'dataloader';
import { ArcadiaError } from '../../base/errors.ts';
import type { ResourceCriteria } from '../../inventory/find/criteria.ts';
import type { FoundResource } from '../../inventory/find/source.ts';
import { findVersions } from '../../inventory/find/versions.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { shapeOf } from '../found-rows.ts';
import { scopeOf } from '../scope.ts';
import { CloudResource } from './resource.ts';

/** Clocks differ, and a client may mean its own present. */
const clockToleranceMs = 5 * 60_000;

/** @throws ArcadiaError  BAD_USER_INPUT for a moment that has not come. */
export function momentOf(moment: Date | null | undefined, argument: string, { clock }: Context): Date | null {
  if (!moment) return null;
  if (moment.getTime() <= clock.now().getTime() + clockToleranceMs) return moment;
  throw new ArcadiaError(
    'BAD_USER_INPUT',
    `${argument} lies in the future; nothing is known of it yet. Give a moment of the past.`,
  );
}

/** @throws ArcadiaError  BAD_USER_INPUT when the past is asked for what is known of the present alone. */
export function refuseSightings(asOf: Date | null, { stale }: ResourceCriteria): void {
  if (asOf === null || stale === undefined) return;
  throw new ArcadiaError(
    'BAD_USER_INPUT',
    'where.stale is of the present only: past sightings are not kept. Leave it out.',
  );
}

type VersionLoader = DataLoader<string, FoundResource | null>;

/** For each operation, a loader for each moment. */
const loaders = new WeakMap<Context, Map<number, VersionLoader>>();

function versionsAt(moment: Date, context: Context): VersionLoader {
  const moments = loaders.get(context) ?? new Map<number, VersionLoader>();
  loaders.set(context, moments);
  const known = moments.get(moment.getTime());
  if (known) return known;
  const loader: VersionLoader = new DataLoader(
    async (ids) => {
      const found = await findVersions(context.db, scopeOf(context), ids, moment);
      return ids.map((id) => found.get(id) ?? null);
    },
    { cache: false },
  );
  moments.set(moment.getTime(), loader);
  return loader;
}

builder.interfaceField(CloudResource, 'at', (t) =>
  t.field({
    type: CloudResource,
    nullable: true,
    description:
      'The same resource as it was at a moment: null when it was not known then, or not the viewer’s to see. Its links are those of today, lastSeenAt is when that state was recorded, and staleStrikeCount is 0: past links and sightings are not kept.',
    args: { time: t.arg({ type: 'DateTime', required: true, description: 'A moment of the past.' }) },
    resolve: async (resource, { time }, context) => {
      const moment = momentOf(time, 'time', context) ?? time;
      return shapeOf(await versionsAt(moment, context).load(resource.id));
    },
  }),
);
