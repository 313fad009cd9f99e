import type { TokenPurpose } from '../base/config.ts';

/** Someone is waiting for the answer, or only the calendar is. */
export type Priority = 'person' | 'schedule';

export interface BudgetRequest {
  readonly purpose: TokenPurpose;
  /** Without its query: some endpoints have limits of their own. */
  readonly path: string;
  readonly priority: Priority;
  readonly signal: AbortSignal;
}

export interface BudgetAnswer {
  readonly purpose: TokenPurpose;
  readonly path: string;
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

interface WindowSnapshot {
  /** `minute`, `hour`, or the path that has a limit of its own. */
  readonly name: string;
  readonly limit: number;
  readonly lengthSeconds: number;
  /** Requests in the rolling window, those of others with the same token included as far as the provider told. */
  readonly used: number;
  readonly remaining: number;
}

export interface LaneSnapshot {
  readonly lane: string;
  readonly windows: readonly WindowSnapshot[];
  readonly waiting: Readonly<Record<Priority, number>>;
  /** Until when the provider asked for silence; null when it did not. */
  readonly closedUntil: Date | null;
}

/** Room for requests, for each resolved token. One process keeps its own; a fleet can share one. */
export interface Budget {
  /**
   * Waits until there is room for one request, and takes it. People go before schedules.
   *
   * @throws  The signal's reason, at once, when it aborts; the room is then not taken.
   */
  acquire(request: BudgetRequest): Promise<void>;
  /** Corrects the estimate by what an answer tells. Never throws and never waits. */
  learn(answer: BudgetAnswer): void;
  snapshot(): Promise<readonly LaneSnapshot[]>;
}
