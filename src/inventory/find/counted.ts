import type { ResourceCriteria } from './criteria.ts';
import type { Source } from './source.ts';

// Counting reads every living resource of the scope. What it needs of them stands in a narrow table of their own, which the
// database keeps in step and no sighting touches; facts that are added up are numbers there.

/** What can be counted by; no list is read from it. */
export const counted: Omit<Source, 'columns'> = {
  // It holds the living alone, of whom nobody is deleted.
  table: '(select *, null::timestamptz as deleted_at from counted_resources) r',
  id: 'r.resource_id',
  conditions: [],
};

/** Fact → what gives it. */
export const summedColumns = {
  vcpus: 'r.vcpus',
  memoryMib: 'r.memory_mib',
  diskGib: 'r.disk_gib',
  sizeGib: 'r.size_gib',
  priceMonthly: 'r.price_monthly',
} as const;

const known: ReadonlySet<string> = new Set<keyof ResourceCriteria>([
  'ids',
  'kinds',
  'regions',
  'statuses',
  'tenantIds',
  'projectId',
  'tagsAll',
  'tagsAny',
]);

/** Whether all that is asked of resources stands in the narrow table. */
export function isCounted(criteria: ResourceCriteria): boolean {
  return (
    !criteria.includeDeleted &&
    Object.entries(criteria).every(
      ([name, value]) => value === undefined || name === 'includeDeleted' || known.has(name),
    )
  );
}
