import { builder } from '../builder.ts';

interface Change {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

export const FieldChange = builder.objectRef<Change>('FieldChange').implement({
  description: 'One field, and its value on both sides.',
  fields: (t) => ({
    field: t.exposeString('field', { description: "Name of the field: a common one, or one of the kind's facts." }),
    before: t.expose('before', { type: 'JSON', nullable: true, description: 'What it was.' }),
    after: t.expose('after', { type: 'JSON', nullable: true, description: 'What it is.' }),
  }),
});

/** @param changes  Field → both sides, as the log and the drift of a row have it. */
export function toFieldChanges(changes: unknown): Change[] {
  if (changes === null || changes === undefined) return [];
  const sides = changes as Record<string, { before: unknown; after: unknown }>;
  return Object.entries(sides).map(([field, { before, after }]) => ({ field, before, after }));
}
