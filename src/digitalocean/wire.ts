/** The keys of a JSON object; of anything else, none. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  // A record of unknowns claims nothing about an object but that it has keys.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
