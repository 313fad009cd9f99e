import { Gauge, type Registry } from 'prom-client';

/** How well the mirror stands, for whoever looks at /metrics. */
export interface SyncCensus {
  readonly kinds: readonly {
    readonly kind: string;
    /** Since the last listing that was complete in all its parts, those that are not there aside; null: never. */
    readonly ageSeconds: number | null;
    readonly live: number;
    readonly stale: number;
  }[];
  readonly lanes: readonly {
    readonly lane: string;
    readonly windows: readonly { readonly name: string; readonly used: number; readonly limit: number }[];
    readonly closedUntil: Date | null;
  }[];
}

/** Shows it as it is when somebody looks. While the database is away, as it was when somebody looked last. */
export function watchSync(registry: Registry, read: () => Promise<SyncCensus>): void {
  let reading: Promise<SyncCensus | null> | null = null;
  // All gauges are asked at the same time; one look serves them.
  const census = () => {
    reading ??= read()
      .catch(() => null)
      .finally(() => {
        reading = null;
      });
    return reading;
  };
  const gauge = (
    [name, help, ...labelNames]: readonly [name: string, help: string, ...labels: string[]],
    set: (gauge: Gauge, census: SyncCensus) => void,
  ) =>
    new Gauge({
      name: `arcadia_${name}`,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        const now = await census();
        if (now !== null) set(this, now);
      },
    });

  gauge(
    [
      'sync_age_seconds',
      'Seconds since the last listing of a kind that was complete in all its parts, those that are not there aside.',
      'kind',
    ],
    (age, { kinds }) => {
      for (const { kind, ageSeconds } of kinds) if (ageSeconds !== null) age.set({ kind }, ageSeconds);
    },
  );
  gauge(['resources_live', 'Mirrored resources that live.', 'kind'], (live, { kinds }) => {
    for (const each of kinds) live.set({ kind: each.kind }, each.live);
  });
  gauge(['resources_stale', 'Those of them that a complete listing did not show.', 'kind'], (stale, { kinds }) => {
    for (const each of kinds) stale.set({ kind: each.kind }, each.stale);
  });
  gauge(
    ['rate_used_requests', "Requests in a window of a token's rate limit, in the whole fleet.", 'lane', 'window'],
    (used, { lanes }) => {
      for (const { lane, windows } of lanes)
        for (const each of windows) used.set({ lane, window: each.name }, each.used);
    },
  );
  gauge(['rate_limit_requests', 'Requests that fit into that window.', 'lane', 'window'], (limit, { lanes }) => {
    for (const { lane, windows } of lanes)
      for (const each of windows) limit.set({ lane, window: each.name }, each.limit);
  });
  gauge(['rate_closed', '1 while the provider asked for silence.', 'lane'], (closed, { lanes }) => {
    for (const { lane, closedUntil } of lanes) closed.set({ lane }, closedUntil === null ? 0 : 1);
  });
}
