type Path = readonly (string | number)[];

/** Where something stands in an item, from the outside in: all places, objects and lists among them. */
export function* pathsIn(value: unknown, path: Path = []): Generator<Path> {
  if (path.length > 0) yield path;
  if (Array.isArray(value)) for (const [index, each] of value.entries()) yield* pathsIn(each, [...path, index]);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, each] of Object.entries(value)) yield* pathsIn(each, [...path, name]);
  }
}

export function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((each, step) => (each as Record<string | number, unknown>)[step], value);
}

/** Whether there is such a place: a change further out may have taken it away. */
export function isThere(value: unknown, path: Path): boolean {
  const above = path.slice(0, -1).reduce<unknown>((each, step) => {
    return typeof each === 'object' && each !== null ? Reflect.get(each, step) : undefined;
  }, value);
  return typeof above === 'object' && above !== null && Object.hasOwn(above, path.at(-1) ?? '');
}

/** A copy that differs in one place; undefined: without it. */
export function withAt(value: unknown, [step, ...rest]: Path, changed: unknown): unknown {
  if (step === undefined) return changed;
  const inner = withAt((value as Record<string | number, unknown>)[step], rest, changed);
  if (Array.isArray(value))
    return value.flatMap((each, index) => (index !== step ? [each] : inner === undefined ? [] : [inner]));
  const { [step]: _before, ...others } = value as Record<string | number, unknown>;
  return inner === undefined ? others : { ...others, [step]: inner };
}

/** `node_pools[].name`: the place, whichever entry of a list it is in. */
export function spell(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? '[]' : `.${step}`))
    .join('')
    .slice(1);
}
