import type { RawData, WebSocket } from 'ws';
import type { Clock } from '../../base/clock.ts';
import type { Limits } from './limits.ts';
import { createSeats } from './seats.ts';

/** Holds clients of sockets to the limits; whoever breaks one is closed and hurts nobody else. */
export interface SocketGuard {
  /** A new socket, which nobody has signed in on. Where too many wait, the one that has waited longest is closed. */
  opened(socket: WebSocket): void;
  /** The viewer of a socket is known. @returns false when it was closed: the viewer has too many, or it has left already. */
  signedIn(socket: WebSocket, viewerId: string | null): boolean;
}

const waitedTooLong = { code: 1013, reason: 'Too many sockets wait here; come back, and sign in at once.' };
const tooMany = { code: 4429, reason: 'You have too many sockets; close some first.' };
const flooding = { code: 4429, reason: 'Too many messages; send fewer.' };

/** A bucket of messages holds what comes in so many seconds: clients send bursts when they come back. */
const burstSeconds = 5;
/** A message counts once more for each so many bytes: to read a large one takes as long as many small ones. */
const bytesOfOneMessage = 4096;
/** How often it is looked at what a client leaves unread. */
const unreadCheckMs = 1000;
/** How long a client that is sent away may take over its side of the farewell. */
const farewellMs = 1000;

export function createSocketGuard(limits: Limits, clock: Clock): SocketGuard {
  /** In the order in which they came. */
  const waiting = new Set<WebSocket>();
  const viewers = createSeats<string>(limits.socketsPerViewer);

  return {
    opened(socket) {
      forgiveLateSends(socket);
      guardMessages(socket, limits, clock);
      guardUnread(socket, limits);
      waiting.add(socket);
      socket.once('close', () => waiting.delete(socket));
      if (waiting.size <= limits.socketsWithoutViewer) return;
      // Who means to sign in does so at once: the one that has waited longest goes, and newcomers are not kept out.
      const [longest] = waiting;
      if (longest === undefined) return;
      waiting.delete(longest);
      sendAway(longest, waitedTooLong);
    },
    signedIn(socket, viewerId) {
      waiting.delete(socket);
      // It closed while it was looked up who it is: nothing would give the seat back.
      if (socket.readyState !== socket.OPEN) return false;
      // Anonymous sockets may do so little that they share the seats of one viewer.
      const release = viewers.take(viewerId ?? '');
      if (release === null) {
        sendAway(socket, tooMany);
        return false;
      }
      socket.once('close', release);
      return true;
    },
  };
}

/** Whoever does not say goodbye as well is cut off: it would keep its connection for half a minute. */
function sendAway(socket: WebSocket, { code, reason }: typeof tooMany): void {
  socket.close(code, reason);
  setTimeout(() => socket.terminate(), farewellMs).unref();
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

function guardMessages(socket: WebSocket, { messagesPerSecond, unsentBytes }: Limits, clock: Clock): void {
  const most = messagesPerSecond * burstSeconds;
  let left = most;
  let atMs = clock.now().getTime();
  socket.on('message', (data) => {
    // Who asks again and again and reads no answer would fill the memory between two looks at what waits for it.
    if (socket.bufferedAmount > unsentBytes) return socket.terminate();
    const nowMs = clock.now().getTime();
    const gained = (Math.max(0, nowMs - atMs) * messagesPerSecond) / 1000;
    left = Math.min(most, left + gained) - 1 - Math.floor(sizeOf(data) / bytesOfOneMessage);
    atMs = nowMs;
    if (left >= 0) return;
    // What it has sent already must not be worked through, and who floods may not wait for a farewell either.
    socket.removeAllListeners('message');
    sendAway(socket, flooding);
    socket.pause();
  });
}

function sizeOf(data: RawData): number {
  return Array.isArray(data) ? data.reduce((sum, part) => sum + part.length, 0) : data.byteLength;
}

/** Terminated rather than closed: the farewell would wait behind everything that is not read. */
function guardUnread(socket: WebSocket, { unsentBytes }: Limits): void {
  const check = setInterval(() => {
    if (socket.bufferedAmount > unsentBytes) socket.terminate();
  }, unreadCheckMs).unref();
  socket.once('close', () => clearInterval(check));
}
