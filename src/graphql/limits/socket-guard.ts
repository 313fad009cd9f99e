import type { WebSocket } from 'ws';
import type { Clock } from '../../base/clock.ts';
import type { Limits } from './limits.ts';
import { createSeats } from './seats.ts';

/** Holds clients of sockets to the limits; whoever breaks one is closed and hurts nobody else. */
export interface SocketGuard {
  /** Counts a new socket, which nobody has signed in on. @returns false when it was closed at once. */
  opened(socket: WebSocket): boolean;
  /** The viewer of a socket is known. @returns false when it was closed: the viewer has too many, or it has left already. */
  signedIn(socket: WebSocket, viewerId: string | null): boolean;
}

const tryAgainLater = { code: 1013, reason: 'Too many sockets wait here; try again later.' };
const tooMany = { code: 4429, reason: 'You have too many sockets; close some first.' };
const flooding = { code: 4429, reason: 'Too many messages; send fewer.' };

/** A bucket of messages holds what comes in so many seconds: clients send bursts when they come back. */
const burstSeconds = 5;
/** How often it is looked at what a client leaves unread. */
const unreadCheckMs = 1000;

export function createSocketGuard(limits: Limits, clock: Clock): SocketGuard {
  const waiting = createSeats<string>(limits.socketsWithoutViewer);
  const viewers = createSeats<string>(limits.socketsPerViewer);
  const releases = new WeakMap<WebSocket, () => void>();

  const hold = (socket: WebSocket, release: (() => void) | null, refusal: typeof tooMany): boolean => {
    releases.get(socket)?.();
    // It closed while it was looked up who it is: nothing would give the seat back.
    if (socket.readyState !== socket.OPEN) {
      release?.();
      return false;
    }
    if (release === null) {
      socket.close(refusal.code, refusal.reason);
      return false;
    }
    releases.set(socket, release);
    return true;
  };

  return {
    opened(socket) {
      socket.once('close', () => releases.get(socket)?.());
      forgiveLateSends(socket);
      guardMessages(socket, limits, clock);
      guardUnread(socket, limits);
      return hold(socket, waiting.take(''), tryAgainLater);
    },
    // Anonymous sockets may do so little that they share the seats of one viewer.
    signedIn: (socket, viewerId) => hold(socket, viewers.take(viewerId ?? ''), tooMany),
  };
}

/**
 * What was still to be sent as a socket was cut off is nobody's mistake; graphql-ws would write a line to the console for each.
 */
function forgiveLateSends(socket: WebSocket): void {
  const send = socket.send.bind(socket) as (...parameters: unknown[]) => void; // whatever its overloads take
  const forgiving = (...parameters: unknown[]) => {
    const done = parameters.at(-1);
    if (typeof done !== 'function') return send(...parameters);
    send(...parameters.slice(0, -1), (error?: Error) => done(socket.readyState === socket.OPEN ? error : undefined));
  };
  socket.send = forgiving as typeof socket.send; // with a callback last or without one, as all its overloads
}

function guardMessages(socket: WebSocket, { messagesPerSecond }: Limits, clock: Clock): void {
  const most = messagesPerSecond * burstSeconds;
  let left = most;
  let atMs = clock.now().getTime();
  socket.on('message', () => {
    const nowMs = clock.now().getTime();
    left = Math.min(most, left + (Math.max(0, nowMs - atMs) * messagesPerSecond) / 1000) - 1;
    atMs = nowMs;
    if (left >= 0) return;
    socket.close(flooding.code, flooding.reason);
    // What it has sent already must not be worked through, and who floods may not wait for a farewell either.
    socket.removeAllListeners('message');
    socket.pause();
    setTimeout(() => socket.terminate(), unreadCheckMs).unref();
  });
}

/** Terminated rather than closed: the farewell would wait behind everything that is not read. */
function guardUnread(socket: WebSocket, { unsentBytes }: Limits): void {
  const check = setInterval(() => {
    if (socket.bufferedAmount > unsentBytes) socket.terminate();
  }, unreadCheckMs).unref();
  socket.once('close', () => clearInterval(check));
}
