import type { Viewer } from '../../auth/viewer.ts';

/** Thrown where an answer that many are to share asks for the person. */
export class PersonAskedError extends Error {
  constructor() {
    super('An answer that is shared by many must not depend on who asks.');
    this.name = 'PersonAskedError';
  }
}

/** A viewer with the rights and the scope of many, and nothing that tells one of them from another. */
export interface Anybody {
  readonly viewer: Viewer;
  /** Whether somebody asked for the person: then what was answered must not be shared, whoever caught the error. */
  readonly personAsked: boolean;
}

const shared: ReadonlySet<PropertyKey> = new Set(['roles', 'scope', 'viewingAs'] satisfies (keyof Viewer)[]);

/** What is not listed as shared is personal, so a field that is added to Viewer later cannot leak by being forgotten. */
export function anybodyLike(viewer: Viewer): Anybody {
  let personAsked = false;
  const guarded = new Proxy(viewer, {
    get(target, property) {
      if (shared.has(property)) return Reflect.get(target, property);
      personAsked = true;
      throw new PersonAskedError();
    },
    has(target, property) {
      if (!shared.has(property)) personAsked = true;
      return Reflect.has(target, property);
    },
    // Copying, printing or listing it would read the person as well.
    ownKeys() {
      personAsked = true;
      throw new PersonAskedError();
    },
  });
  return {
    viewer: guarded,
    get personAsked() {
      return personAsked;
    },
  };
}
