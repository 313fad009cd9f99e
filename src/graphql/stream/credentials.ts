import type { Authenticator } from '../../auth/authenticate.ts';
import type { Viewer } from '../../auth/viewer.ts';

interface Watched {
  readonly viewer: Viewer;
  readonly onInvalid: Set<() => void>;
  asking: boolean;
}

/** How soon an expired or revoked credential is noticed. */
const checkMs = 2500;

/** Asks about the credentials of open sockets and streams, once for all that came with the same. */
export class CredentialWatch {
  readonly #authenticator: Pick<Authenticator, 'stillValid'>;
  readonly #watched = new Map<string, Watched>();
  readonly #timer: NodeJS.Timeout;

  constructor(authenticator: Pick<Authenticator, 'stillValid'>, everyMs = checkMs) {
    this.#authenticator = authenticator;
    this.#timer = setInterval(() => this.#check(), everyMs).unref();
  }

  /**
   * @param onInvalid  Called once, when the viewer's credential has expired or was revoked.
   * @returns          What ends the watch.
   */
  watch(viewer: Viewer, onInvalid: () => void): () => void {
    const key = JSON.stringify([viewer.credential, viewer.id, viewer.expiresAt]);
    const watched = this.#watched.get(key) ?? { viewer, onInvalid: new Set(), asking: false };
    this.#watched.set(key, watched);
    watched.onInvalid.add(onInvalid);
    return () => {
      watched.onInvalid.delete(onInvalid);
      if (watched.onInvalid.size === 0 && this.#watched.get(key) === watched) this.#watched.delete(key);
    };
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #check(): void {
    for (const [key, watched] of this.#watched) {
      if (watched.asking) continue;
      watched.asking = true;
      this.#authenticator
        .stillValid(watched.viewer)
        .then(
          (valid) => {
            if (valid) return;
            this.#watched.delete(key);
            for (const tell of watched.onInvalid) tell();
          },
          // While the database is away nobody can be told from revoked; the next check asks again.
          () => {},
        )
        .finally(() => {
          watched.asking = false;
        });
    }
  }
}
