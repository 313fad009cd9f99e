import { eventTypes } from '../../events/types.ts';
import { projectPurposes } from '../../inventory/classify.ts';
import { kinds } from '../../kinds/index.ts';
import { builder } from '../builder.ts';

export const ResourceKind = builder.enumType('ResourceKind', {
  description:
    'What kind of thing a resource is. PROJECT stands in sync reports only: projects are a type of their own.',
  values: Object.fromEntries([
    ['PROJECT', { value: 'project', description: 'A project of the provider.' }],
    ...kinds.map((kind) => [kind.name.toUpperCase(), { value: kind.name, description: kind.description }]),
  ]) as Record<string, { value: string; description: string }>,
});

const eventTypeDescriptions: Record<(typeof eventTypes)[number], string> = {
  discovered: 'Seen for the first time.',
  updated: 'A field that matters differs, or it moved to another project.',
  deleted: 'Gone: three complete listings did not show it, and the provider confirmed that it does not exist.',
  drift_detected: 'What is observed differs from what was declared, in a way not reported before.',
  tagged: 'Its tags differ, and nothing else does.',
  restored: 'Seen again after it was deleted.',
};

export const ResourceEventType = builder.enumType('ResourceEventType', {
  description: 'What happened to a resource.',
  values: Object.fromEntries(
    eventTypes.map((type) => [type.toUpperCase(), { value: type, description: eventTypeDescriptions[type] }]),
  ) as Record<string, { value: (typeof eventTypes)[number]; description: string }>,
});

const purposeDescriptions: Record<(typeof projectPurposes)[number], string> = {
  INTERNAL: "The platform's own.",
  TENANT: "One tenant's.",
  SHARED: 'Serves several tenants; platform admins see it, tenants do not.',
  UNCLASSIFIED: 'Nobody has said yet whose it is; platform admins see it.',
};

export const ProjectPurpose = builder.enumType('ProjectPurpose', {
  description: 'Whose a project is.',
  values: Object.fromEntries(
    projectPurposes.map((purpose) => [purpose, { value: purpose, description: purposeDescriptions[purpose] }]),
  ) as Record<string, { value: (typeof projectPurposes)[number]; description: string }>,
});

export const SortDirection = builder.enumType('SortDirection', {
  description: 'Rows without a value come last when ascending, first when descending.',
  values: {
    ASC: { value: 'asc', description: 'From the smallest on.' },
    DESC: { value: 'desc', description: 'From the greatest on.' },
  } as const,
});

export const ClassifiedBy = builder.enumType('ClassifiedBy', {
  description: 'Who said whose a project is.',
  values: {
    HAND: { value: 'HAND', description: 'Somebody, with classifyProject. No rule changes it until it is released.' },
    RULE: { value: 'RULE', description: 'A classification rule.' },
  } as const,
});
