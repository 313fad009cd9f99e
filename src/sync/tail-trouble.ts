import { messageOf } from '../base/errors.ts';
import { ProviderError, type ProviderReason } from '../digitalocean/errors.ts';
import type { Log } from '../observability/log.ts';

/** What keeps a list from being followed, told to whoever reads the log. A list is read every half a minute, for months. */
export interface TailTrouble {
  /** A refusal, which only a person can mend, is said once, until the list is read again; what passes by itself is a detail. */
  readonly failed: (list: string, error: unknown) => void;
  readonly worked: (list: string) => void;
}

const refusals: readonly ProviderReason[] = ['unauthorized', 'forbidden'];

export function createTailTrouble(log: Log): TailTrouble {
  const told = new Set<string>();
  return {
    failed(list, error) {
      const about = { list, error: messageOf(error) };
      if (!(error instanceof ProviderError) || !refusals.includes(error.reason)) {
        log.debug(about, 'The tail could not be read.');
      } else if (!told.has(list)) {
        told.add(list);
        log.warn(
          about,
          'A list that is followed between syncs may not be read: what changes there is seen by syncs alone.',
        );
      }
    },
    worked: (list) => void told.delete(list),
  };
}
