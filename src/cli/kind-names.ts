import { kindsByName } from '../kinds/index.ts';
import { UsageError } from './command.ts';

/** @throws UsageError  when there is no such kind. */
export function readKinds(names: readonly string[]): string[] {
  const kinds = names.flatMap((name) => name.toLowerCase().split(','));
  const unknown = kinds.find((kind) => !kindsByName.has(kind));
  if (unknown === undefined) return kinds;
  throw new UsageError(`There is no kind "${unknown}"; there are ${[...kindsByName.keys()].join(', ')}.`);
}
