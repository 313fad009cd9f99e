import { kindsByName } from '../kinds/index.ts';
import { UsageError } from './command.ts';
import { nearest } from './nearest.ts';

/** @throws UsageError  when there is no such kind. */
export function readKinds(names: readonly string[]): string[] {
  const kinds = names.flatMap((name) => name.toLowerCase().split(','));
  const unknown = kinds.find((kind) => !kindsByName.has(kind));
  if (unknown === undefined) return kinds;
  const known = [...kindsByName.keys()];
  const near = nearest(unknown.replaceAll('-', '_'), known);
  if (near !== null) throw new UsageError(`There is no kind "${unknown}"; did you mean ${near}?`);
  throw new UsageError(`There is no kind "${unknown}"; there are ${known.join(', ')}.`);
}
