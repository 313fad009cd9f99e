/** Names for texts that come often: Postgres then parses them once a connection, and keeps a plan where one fits all values. */
export interface StatementNames {
  /** @returns undefined for a text that is not worth one. */
  nameFor(text: string): string | undefined;
}

/** Before, a text may be one that nobody asks again. */
const timesBefore = 3;
/** Each connection keeps what it has prepared until it ends, so there are never more names than this. */
const mostNames = 200;
/** Of texts that have no name yet, the latest are counted. */
const mostCounted = 2000;

export function createStatementNames(): StatementNames {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  return {
    nameFor(text) {
      const known = names.get(text);
      if (known !== undefined || names.size >= mostNames) return known;
      const count = (counts.get(text) ?? 0) + 1;
      counts.delete(text);
      if (count > timesBefore) {
        const name = `arcadia-${names.size}`;
        names.set(text, name);
        return name;
      }
      counts.set(text, count);
      if (counts.size > mostCounted) counts.delete(counts.keys().next().value ?? '');
      return undefined;
    },
  };
}
