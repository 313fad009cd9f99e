import type { Clock } from '../base/clock.ts';
import type { TokenPurpose } from '../base/config.ts';
import type { Budget, BudgetAnswer, BudgetRequest, LaneSnapshot, Priority } from './budget.ts';
import { digitalOceanLimits, longestSilenceSeconds, type RateLimits, shareOf } from './limits.ts';
import { type Pause, pause as realPause } from './pause.ts';
import { retryAfterSeconds } from './retry-after.ts';
import { RollingWindow } from './rolling-window.ts';

//   acquire ─► [ people | schedules ] ─► every window of the request has room? ─► go
//                     ▲                     minute, hour, the endpoint's own
//                     └── asked again when something leaves a window, or the provider's silence ends
//
//   learn  ◄── ratelimit-remaining: others use the token too     retry-after: the whole lane is silent

interface Waiter {
  readonly request: BudgetRequest;
  readonly windows: readonly RollingWindow[];
  readonly admit: () => void;
}

class Lane {
  readonly #clock: Clock;
  readonly #pause: Pause;
  readonly #minute: RollingWindow;
  readonly #hour: RollingWindow;
  readonly #endpoints: readonly { readonly path: string; readonly window: RollingWindow }[];
  readonly #waiting: Readonly<Record<Priority, Set<Waiter>>> = { person: new Set(), schedule: new Set() };
  #closedUntilMs = 0;
  #alarm: { readonly atMs: number; readonly stop: AbortController } | null = null;

  constructor(limits: RateLimits, clock: Clock, pause: Pause) {
    this.#clock = clock;
    this.#pause = pause;
    this.#minute = new RollingWindow(limits.minute);
    this.#hour = new RollingWindow(limits.hour);
    this.#endpoints = limits.endpoints.map((endpoint) => ({
      path: endpoint.path,
      window: new RollingWindow(endpoint),
    }));
  }

  acquire(request: BudgetRequest): Promise<void> {
    const { signal, priority, path } = request;
    if (signal.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const queue = this.#waiting[priority];
      const leave = () => {
        queue.delete(waiter);
        signal.removeEventListener('abort', giveUp);
      };
      const giveUp = () => {
        leave();
        reject(signal.reason);
        this.#admit();
      };
      const waiter: Waiter = {
        request,
        windows: [this.#minute, this.#hour, ...this.#windowsOf(path)],
        admit: () => {
          leave();
          resolve();
        },
      };
      queue.add(waiter);
      signal.addEventListener('abort', giveUp, { once: true });
      this.#admit();
    });
  }

  learn({ path, status, headers }: BudgetAnswer): void {
    const now = this.#clock.now();
    if (status === 429) {
      const seconds = Math.min(retryAfterSeconds(headers, now) ?? 0, longestSilenceSeconds);
      this.#closedUntilMs = Math.max(this.#closedUntilMs, now.getTime() + seconds * 1000);
    }
    const remaining = wholeNumber(headers['ratelimit-remaining']);
    if (remaining !== null) {
      const limit = wholeNumber(headers['ratelimit-limit']);
      // The header says whose remainder it is by its limit alone; the hour's is what the provider documents.
      const window = [this.#minute, ...this.#windowsOf(path)].find((each) => each.limit === limit) ?? this.#hour;
      window.correct(remaining, now.getTime());
    }
    this.#admit();
  }

  snapshot(lane: string): LaneSnapshot {
    const now = this.#clock.now().getTime();
    const windows = [
      { name: 'minute', window: this.#minute },
      { name: 'hour', window: this.#hour },
      ...this.#endpoints.map(({ path, window }) => ({ name: path, window })),
    ];
    return {
      lane,
      windows: windows.map(({ name, window }) => {
        const used = Math.min(window.limit, Math.ceil(window.used(now)));
        return { name, limit: window.limit, lengthSeconds: window.lengthSeconds, used, remaining: window.limit - used };
      }),
      waiting: { person: this.#waiting.person.size, schedule: this.#waiting.schedule.size },
      closedUntil: this.#closedUntilMs > now ? new Date(this.#closedUntilMs) : null,
    };
  }

  #windowsOf(path: string): RollingWindow[] {
    return this.#endpoints
      .filter((endpoint) => path === endpoint.path || path.startsWith(`${endpoint.path}/`))
      .map((endpoint) => endpoint.window);
  }

  /** Lets go whoever has room: people first, then in the order of arrival. One who waits for an endpoint stops nobody else. */
  #admit(): void {
    const now = this.#clock.now().getTime();
    if (now >= this.#closedUntilMs) {
      for (const priority of ['person', 'schedule'] as const) {
        for (const waiter of this.#waiting[priority]) {
          if (waiter.windows.some((window) => !window.hasRoom(now, window.limit - shareOf(window.limit, priority))))
            continue;
          for (const window of waiter.windows) window.take(now);
          waiter.admit();
        }
      }
    }
    this.#setAlarm(now);
  }

  #setAlarm(now: number): void {
    const waiters = [...this.#waiting.person, ...this.#waiting.schedule];
    const windows = new Set(waiters.flatMap((waiter) => waiter.windows));
    const nextChange = Math.min(...[...windows].map((window) => window.nextChange(now)));
    const atMs = this.#closedUntilMs > now ? this.#closedUntilMs : nextChange;
    if (waiters.length > 0 && this.#alarm?.atMs === atMs) return;

    this.#alarm?.stop.abort();
    this.#alarm = null;
    if (waiters.length === 0) return;
    const alarm = { atMs, stop: new AbortController() };
    this.#alarm = alarm;
    this.#pause(Math.max(1, Math.ceil(atMs - now)), alarm.stop.signal).then(
      () => {
        this.#alarm = null;
        this.#admit();
      },
      () => {},
    );
  }
}

/**
 * Keeps one process within the limits.
 *
 * @param laneOf  The lane of a purpose's token: purposes that share a token share its room.
 */
export function createRateBudget(options: {
  readonly laneOf: (purpose: TokenPurpose) => string;
  readonly clock: Clock;
  readonly pause?: Pause;
  readonly limits?: RateLimits;
}): Budget {
  const { laneOf, clock, pause = realPause, limits = digitalOceanLimits } = options;
  const lanes = new Map<string, Lane>();
  const laneFor = (purpose: TokenPurpose) => {
    const name = laneOf(purpose);
    const lane = lanes.get(name) ?? new Lane(limits, clock, pause);
    lanes.set(name, lane);
    return lane;
  };
  return {
    acquire: async (request) => laneFor(request.purpose).acquire(request),
    learn: (answer) => laneFor(answer.purpose).learn(answer),
    snapshot: async () => [...lanes].map(([name, lane]) => lane.snapshot(name)),
  };
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text.trim()) ? Number(text) : null;
}
