import type { TokenPurpose } from '../../base/config.ts';

const patienceMs = 20_000;

/** A person waits for the answer. */
export function callOptions(purpose: TokenPurpose) {
  return { purpose, priority: 'person', signal: AbortSignal.timeout(patienceMs) } as const;
}
