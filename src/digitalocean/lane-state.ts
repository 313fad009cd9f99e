import type { Priority } from './budget.ts';
import { type RateLimits, shareOf } from './limits.ts';
import type { RateLimit } from './rolling-window.ts';

// What a fleet has used of one token's limits, as one value that any instance can take, change and put back: decisions only.

/** `[last moment at which they may be sent, how many]`, oldest first. */
type Grants = readonly (readonly [atMs: number, count: number])[];

export interface LaneState {
  /** By `minute`, `hour` or the path that has a limit of its own. */
  readonly grants?: Readonly<Record<string, Grants>>;
  /** Requests in the hour that are not the fleet's, as the provider's count told. */
  readonly others?: { readonly count: number; readonly learntAtMs: number };
  /** The provider asked for silence until then. */
  readonly closedUntilMs?: number;
}

export interface Wish {
  /** The path with a limit of its own that the requests go to; null: none. */
  readonly endpoint: string | null;
  readonly priority: Priority;
  readonly count: number;
  /** When they will have been sent at the latest: from then on they stay in the windows. */
  readonly sentByMs: number;
}

export interface NamedWindow extends RateLimit {
  readonly name: string;
}

export function windowsOf(limits: RateLimits, endpoint: string | null): NamedWindow[] {
  const own = limits.endpoints.filter(({ path }) => path === endpoint).map((each) => ({ ...each, name: each.path }));
  return [{ ...limits.minute, name: 'minute' }, { ...limits.hour, name: 'hour' }, ...own];
}

/** The path with a limit of its own at or above which a request's path lies. */
export function endpointOf(limits: RateLimits, path: string): string | null {
  const own = limits.endpoints.find((endpoint) => path === endpoint.path || path.startsWith(`${endpoint.path}/`));
  return own?.path ?? null;
}

/** How many requests are in a window now, those of others included. */
export function usedOf(state: LaneState, window: NamedWindow, nowMs: number): number {
  const sinceMs = nowMs - window.lengthSeconds * 1000;
  const grants = state.grants?.[window.name] ?? [];
  const ours = grants.reduce((sum, [atMs, count]) => (atMs > sinceMs ? sum + count : sum), 0);
  return ours + othersIn(state, window, nowMs);
}

// When the others' requests were made is unknown: they are taken as spread over the hour, and leave it evenly.
function othersIn({ others }: LaneState, window: NamedWindow, nowMs: number): number {
  if (others === undefined || window.name !== 'hour') return 0;
  return Math.max(0, others.count * (1 - (nowMs - others.learntAtMs) / (window.lengthSeconds * 1000)));
}

/**
 * Takes as many as there is room for.
 *
 * @returns  `retryAtMs`: when there may be room again, when fewer than wished were granted.
 */
export function reserve(
  state: LaneState,
  limits: RateLimits,
  wish: Wish,
  nowMs: number,
): { readonly state: LaneState; readonly granted: number; readonly retryAtMs: number | null } {
  if ((state.closedUntilMs ?? 0) > nowMs) return { state, granted: 0, retryAtMs: state.closedUntilMs ?? null };
  const windows = windowsOf(limits, wish.endpoint);
  const rooms = windows.map((window) =>
    Math.floor(shareOf(window.limit, wish.priority) - usedOf(state, window, nowMs)),
  );
  const granted = Math.max(0, Math.min(wish.count, ...rooms));
  const full = windows.filter((_, index) => (rooms[index] ?? 0) < wish.count);
  const retryAtMs = full.length === 0 ? null : Math.max(...full.map((window) => nextRoomMs(state, window, nowMs)));
  return { state: granted === 0 ? state : take(state, windows, wish.sentByMs, granted, nowMs), granted, retryAtMs };
}

/** Puts back what was granted and will not be used. */
export function giveBack(state: LaneState, limits: RateLimits, wish: Omit<Wish, 'priority'>): LaneState {
  return take(state, windowsOf(limits, wish.endpoint), wish.sentByMs, -wish.count, Number.NEGATIVE_INFINITY);
}

/** The provider counts fewer left than we do: somebody else uses the token. Our own count is never talked down. */
export function correct(state: LaneState, limits: RateLimits, remaining: number, nowMs: number): LaneState {
  const hour = { ...limits.hour, name: 'hour' };
  const ours = usedOf({ ...state, others: { count: 0, learntAtMs: nowMs } }, hour, nowMs);
  return { ...state, others: { count: Math.max(0, limits.hour.limit - remaining - ours), learntAtMs: nowMs } };
}

export function close(state: LaneState, untilMs: number): LaneState {
  return { ...state, closedUntilMs: Math.max(state.closedUntilMs ?? 0, untilMs) };
}

function take(
  state: LaneState,
  windows: readonly NamedWindow[],
  atMs: number,
  count: number,
  nowMs: number,
): LaneState {
  const grants = { ...state.grants };
  for (const { name, lengthSeconds } of windows) {
    // Coarse enough that a row stays small: some sixty entries a window. Rounded up, so never freed too early.
    const grainMs = Math.max(250, (lengthSeconds * 1000) / 60);
    const roundedMs = Math.ceil(atMs / grainMs) * grainMs;
    const kept = (grants[name] ?? []).filter(([each]) => each > nowMs - lengthSeconds * 1000);
    const known = kept.find(([each]) => each === roundedMs)?.[1] ?? 0;
    const others = kept.filter(([each]) => each !== roundedMs);
    grants[name] = [...others, [roundedMs, Math.max(0, known + count)] as const].sort((a, b) => a[0] - b[0]);
  }
  return { ...state, grants };
}

function nextRoomMs(state: LaneState, window: NamedWindow, nowMs: number): number {
  const lengthMs = window.lengthSeconds * 1000;
  const oldest = (state.grants?.[window.name] ?? []).find(([atMs, count]) => atMs > nowMs - lengthMs && count > 0);
  const ours = oldest === undefined ? Number.POSITIVE_INFINITY : oldest[0] + lengthMs;
  const others = othersIn(state, window, nowMs);
  return Math.min(ours, others > 0 ? nowMs + lengthMs / others : Number.POSITIVE_INFINITY, nowMs + lengthMs);
}
