/** A rolling window: at most so many requests in any stretch of that length. */
class Window {
  readonly limit: number;
  readonly #lengthMs: number;
  #times: number[] = [];
  #oldest = 0;

  constructor(limit: number, lengthMs: number) {
    this.limit = limit;
    this.#lengthMs = lengthMs;
  }

  used(now: number): number {
    while (this.#oldest < this.#times.length && (this.#times[this.#oldest] ?? now) <= now - this.#lengthMs) {
      this.#oldest += 1;
    }
    // Moving the rest down once in a while keeps both the memory and the cost of a request small.
    if (this.#oldest > this.limit) {
      this.#times = this.#times.slice(this.#oldest);
      this.#oldest = 0;
    }
    return this.#times.length - this.#oldest;
  }

  take(now: number): void {
    this.#times.push(now);
  }

  secondsUntilFree(now: number): number {
    const oldest = this.#times[this.#oldest] ?? now;
    return Math.max(1, Math.ceil((oldest + this.#lengthMs - now) / 1000));
  }
}

const perHour = { limit: 5000, lengthMs: 3_600_000 };
const perMinute = { limit: 250, lengthMs: 60_000 };

/** Endpoints that have limits of their own, besides the two for all. */
const special = [
  { method: 'GET', path: /^\/v2\/account\/keys$/, limit: 10, lengthMs: 60_000 },
  { method: null, path: /^\/v2\/cdn\/endpoints/, limit: 5, lengthMs: 10_000 },
] as const;

const tokensKept = 1000;

interface Lanes {
  readonly hour: Window;
  readonly minute: Window;
  readonly special: ReadonlyMap<(typeof special)[number], Window>;
}

export interface Ruling {
  readonly allowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** DigitalOcean's limits for each bearer token. Lifted, they count nothing and refuse nobody. */
export class RateLimits {
  readonly #lifted: boolean;
  readonly #lanes = new Map<string, Lanes>();

  constructor(options: { readonly lifted: boolean }) {
    this.#lifted = options.lifted;
  }

  /** Counts the request when it is allowed. */
  rule(token: string, method: string, path: string, now: number): Ruling {
    if (this.#lifted) return { allowed: true, headers: headers(0, now) };
    const lanes = this.#lanesOf(token);
    const own = special.filter((each) => each.path.test(path) && (each.method === null || each.method === method));
    const bursts = [lanes.minute, ...own.flatMap((each) => lanes.special.get(each) ?? [])];
    const full = bursts.find((window) => window.used(now) >= window.limit);
    const used = lanes.hour.used(now);
    if (used >= lanes.hour.limit) return { allowed: false, headers: headers(used, now) };
    if (full !== undefined) {
      // Only a burst is told how long to wait.
      return { allowed: false, headers: { ...headers(used, now), 'retry-after': String(full.secondsUntilFree(now)) } };
    }
    for (const window of [lanes.hour, ...bursts]) window.take(now);
    return { allowed: true, headers: headers(used + 1, now) };
  }

  #lanesOf(token: string): Lanes {
    const known = this.#lanes.get(token);
    if (known !== undefined) return known;
    for (const oldest of this.#lanes.keys()) {
      if (this.#lanes.size < tokensKept) break;
      this.#lanes.delete(oldest);
    }
    const lanes: Lanes = {
      hour: new Window(perHour.limit, perHour.lengthMs),
      minute: new Window(perMinute.limit, perMinute.lengthMs),
      special: new Map(special.map((each) => [each, new Window(each.limit, each.lengthMs)])),
    };
    this.#lanes.set(token, lanes);
    return lanes;
  }
}

function headers(used: number, now: number): Record<string, string> {
  return {
    'ratelimit-limit': String(perHour.limit),
    'ratelimit-remaining': String(perHour.limit - used),
    // As recorded: 267 to 395 seconds in the past, which is why nobody may sleep until it.
    'ratelimit-reset': String(Math.floor(now / 1000) - 267 - ((used * 37) % 129)),
  };
}
