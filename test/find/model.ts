import fc from 'fast-check';
import type { Scope } from '../../src/base/scope.ts';
import type { ResourceCriteria } from '../../src/inventory/find/criteria.ts';
import type { FactOperator, KindFacts } from '../../src/inventory/find/facts.ts';
import type { FoundResource } from '../../src/inventory/find/source.ts';
import type { OrderField } from '../../src/inventory/find/window.ts';
import { tenants } from './histories.ts';

// The same questions, answered in memory.

export const scopes = fc.constantFrom<Scope>({ tenants: 'all' }, ...tenants.map((id) => ({ tenants: [id] })), {
  tenants: [...tenants],
});

// Seldom, or nothing would ever be found.
const optional = <Value>(arbitrary: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const number = fc.constantFrom(1, 2, 9, 10, 2048);
const numberOperators = fc.constantFrom<FactOperator>('eq', 'gt', 'gte', 'lt', 'lte');

/** Facts of one kind that are asked for. */
export const facts: fc.Arbitrary<KindFacts> = fc.oneof(
  fc.record({
    kind: fc.constant('droplet'),
    criteria: fc.array(
      fc.oneof(
        fc.record({ fact: fc.constantFrom('vcpus', 'memoryMib'), operator: numberOperators, value: number }),
        fc.record({
          fact: fc.constant('vcpus'),
          operator: fc.constant<FactOperator>('in'),
          value: fc.subarray([1, 2, 9]),
        }),
        fc.record({
          fact: fc.constant('priceMonthly'),
          operator: numberOperators,
          value: fc.constantFrom('6', '24.00', '99.9', '100.50'),
        }),
        fc.record({
          fact: fc.constant('sizeSlug'),
          operator: fc.constant<FactOperator>('contains'),
          value: fc.constantFrom('S-1', '%', 'zz'),
        }),
        fc.record({
          fact: fc.constant('sizeSlug'),
          operator: fc.constant<FactOperator>('eq'),
          value: fc.constantFrom('s-1', 'S-1'),
        }),
        fc.record({
          fact: fc.constant('publicIpv4'),
          operator: fc.constantFrom<FactOperator>('hasAll', 'hasAny'),
          value: fc.subarray(['203.0.113.1', '203.0.113.3']),
        }),
        fc.record({
          fact: fc.constantFrom('priceMonthly', 'vcpus', 'gpuCount'),
          operator: fc.constant<FactOperator>('isNull'),
          value: fc.boolean(),
        }),
      ),
      { maxLength: 2 },
    ),
  }),
  fc.record({
    kind: fc.constant('volume'),
    criteria: fc.array(
      fc.oneof(
        fc.record({ fact: fc.constant('sizeGib'), operator: numberOperators, value: fc.constantFrom(10, 90, 95) }),
        fc.record({ fact: fc.constant('attached'), operator: fc.constant<FactOperator>('eq'), value: fc.boolean() }),
      ),
      { maxLength: 2 },
    ),
  }),
);

export function criteriaIn(projectIds: readonly string[]): fc.Arbitrary<ResourceCriteria> {
  return fc
    .record({
      kinds: optional(fc.subarray(['droplet', 'volume', 'vpc'])),
      regions: optional(fc.subarray(['ams3', 'nyc1'])),
      statuses: optional(fc.subarray(['active', 'off'])),
      tagsAll: optional(fc.subarray(['env:prod', 'team:a'])),
      tagsAny: optional(fc.subarray(['env:dev', 'team:b'])),
      projectId: optional(fc.constantFrom(...projectIds)),
      tenantIds: optional(fc.subarray([...tenants])),
      nameContains: optional(fc.constantFrom('api', 'ÜBER', '_', '%', 'b')),
      includeDeleted: optional(fc.boolean()),
      drifted: optional(fc.boolean()),
      facts: optional(fc.array(facts, { minLength: 1, maxLength: 2 })),
    })
    .map((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));
}

export function meets(row: FoundResource, scope: Scope, criteria: ResourceCriteria): boolean {
  const oneOf = (value: string | null, values: readonly string[] | undefined) =>
    values === undefined || (value !== null && values.includes(value));
  const { tagsAll, tagsAny, nameContains, projectId, drifted } = criteria;
  return (
    (scope.tenants === 'all' || (row.tenantId !== null && scope.tenants.includes(row.tenantId))) &&
    oneOf(row.kind, criteria.kinds) &&
    oneOf(row.region, criteria.regions) &&
    oneOf(row.status, criteria.statuses) &&
    oneOf(row.tenantId, criteria.tenantIds) &&
    (criteria.includeDeleted === true || row.deletedAt === null) &&
    (tagsAll === undefined || tagsAll.every((tag) => row.tags.includes(tag))) &&
    (tagsAny === undefined || tagsAny.some((tag) => row.tags.includes(tag))) &&
    (projectId === undefined || row.projectId === projectId) &&
    (nameContains === undefined || row.name.toLowerCase().includes(nameContains.toLowerCase())) &&
    (drifted === undefined || (row.drift !== null) === drifted) &&
    (criteria.facts === undefined || criteria.facts.some((kind) => hasFacts(row, kind)))
  );
}

function hasFacts(row: FoundResource, { kind, criteria }: KindFacts): boolean {
  return (
    row.kind === kind &&
    criteria.every(({ fact, operator, value }) => holds(row.attrs[fact] ?? null, operator, value, fact))
  );
}

function holds(known: unknown, operator: FactOperator, value: unknown, fact: string): boolean {
  if (operator === 'isNull') return (known === null) === value;
  if (known === null) return false;
  const list = known as readonly string[]; // of the facts above, those with such operators
  const asked = value as readonly never[]; // as they are generated
  if (operator === 'hasAll') return asked.every((one) => list.includes(one));
  if (operator === 'hasAny') return asked.some((one) => list.includes(one));
  if (operator === 'in') return asked.includes(known as never);
  if (operator === 'contains') return String(known).toLowerCase().includes(String(value).toLowerCase());
  const [left, right] = fact === 'priceMonthly' ? [Number(known), Number(value)] : [known as number, value as number];
  switch (operator) {
    case 'gt':
      return left > right;
    case 'gte':
      return left >= right;
    case 'lt':
      return left < right;
    case 'lte':
      return left <= right;
    default:
      return left === right;
  }
}

export type Order = { readonly field: Exclude<OrderField, 'rank'>; readonly direction: 'asc' | 'desc' };

export const orders: fc.Arbitrary<Order> = fc.record({
  field: fc.constantFrom(
    'id',
    'name',
    'kind',
    'region',
    'status',
    'urn',
    'providerId',
    'tenantId',
    'firstSeenAt',
    'lastSeenAt',
    'providerCreatedAt',
    'deletedAt',
  ),
  direction: fc.constantFrom('asc', 'desc'),
});

/** Nulls are above every value; equal ones stand by id, in the same direction. */
export function compareBy({ field, direction }: Order): (a: FoundResource, b: FoundResource) => number {
  const sign = direction === 'asc' ? 1 : -1;
  const key = (row: FoundResource) => {
    const value = row[field];
    return value instanceof Date ? value.getTime() : value;
  };
  return (a, b) => sign * (compare(key(a), key(b)) || compare(a.id, b.id));
}

function compare(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  // The words of the estates are all within the first plane of Unicode, where JavaScript's order is that of the bytes.
  return a < b ? -1 : 1;
}
