import { readFileSync } from 'node:fs';

/** Persisted operations: id → text. */
export type OperationList = ReadonlyMap<string, string>;

/**
 * Reads lists of operations as code generators write them: JSON objects of ids and texts.
 *
 * @param paths  Of the files; several frontends have a list each.
 * @returns      All of them, or what is wrong with the first file that is none.
 */
export function readOperationLists(paths: readonly string[]): OperationList | { readonly wrong: string } {
  const operations = new Map<string, string>();
  for (const path of paths) {
    let list: unknown;
    try {
      list = JSON.parse(readFileSync(path, 'utf8'));
    } catch {
      return { wrong: path };
    }
    if (typeof list !== 'object' || list === null || Array.isArray(list)) return { wrong: path };
    for (const [id, text] of Object.entries(list)) {
      if (typeof text !== 'string') return { wrong: path };
      operations.set(id, text);
    }
  }
  return operations;
}
