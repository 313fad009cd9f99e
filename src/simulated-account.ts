import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from './base/errors.ts';
import { type SpacesSettings, spacesRegions } from './base/spaces.ts';
import { markIsAlive, ownMark, withLock } from './db/process-lock.ts';
import type { Log } from './observability/log.ts';
import { spacesEndpoint } from './simulator/api/spaces.ts';
import { keyPair } from './simulator/kinds/space.ts';
import { startSimulator } from './simulator/server.ts';

// The simulated account of a data folder is played once, however many processes look at it: two that play it apart would
// each see an account of their own, and the mirror would strike what only the other one has.
//
//   <dataDir>/simulated-account.lock     held while somebody starts or stops playing
//   <dataDir>/simulated-account.address  where it answers, and which process plays it
//
// Whoever comes second uses what answers already. When the one who plays leaves or dies, one of the others goes on from the
// saved estate at the same address, so that nobody's client has to learn a new one.

export interface SimulatedAccount {
  /** Stays the same as long as this process uses the account. */
  readonly url: string;
  /** Whether this process plays it at present. */
  readonly playing: boolean;
  close(): Promise<void>;
}

interface Address {
  readonly port: number;
  /** Of the process that plays; null when it has left. */
  readonly mark: string | null;
}

/** How often the simulated account changes by itself. */
const lifeMs = 20_000;
/** A request that meets the gap between two players is tried again for longer than this. */
const takeOverCheckMs = 250;
const lockTimeoutMs = 30_000;

/** Plays the simulated account of a data folder, or joins the process that plays it. */
export async function openSimulatedAccount(dataDir: string, log: Log): Promise<SimulatedAccount> {
  mkdirSync(dataDir, { recursive: true });
  const files = { lock: join(dataDir, 'simulated-account.lock'), address: join(dataDir, 'simulated-account.address') };
  const statePath = join(dataDir, 'simulated-account.json');
  let simulator: Awaited<ReturnType<typeof startSimulator>> | null = null;
  let closed = false;

  const play = async (port: number) => {
    simulator = await startSimulator({ statePath, port, life: { everyMs: lifeMs } });
    const playedPort = Number(new URL(simulator.url).port);
    writeAddress(files.address, { port: playedPort, mark: ownMark() });
    return playedPort;
  };
  const joinOrPlay = async () => {
    const known = readAddress(files.address);
    if (known !== null && isPlayed(known)) return known.port;
    // The port of before, if it is still to be had: somebody may be about to take over from the same player.
    return play(known?.port ?? 0).catch(() => play(0));
  };
  const port = await withLock(files.lock, lockTimeoutMs, joinOrPlay);

  const takeOver = async () => {
    if (simulator !== null || isPlayed(readAddress(files.address))) return;
    await withLock(files.lock, lockTimeoutMs, async () => {
      if (closed || isPlayed(readAddress(files.address))) return;
      await play(port);
      log.info({ port }, 'This process plays the simulated account from now on.');
    });
  };
  let takingOver: Promise<void> = Promise.resolve();
  let warned = false;
  const watch = setInterval(() => {
    takingOver = takeOver().catch((error: unknown) => {
      if (!warned) log.warn({ reason: messageOf(error) }, 'Nobody plays the simulated account; trying again.');
      warned = true;
    });
  }, takeOverCheckMs).unref();

  return {
    url: `http://127.0.0.1:${port}`,
    get playing() {
      return simulator !== null;
    },
    async close() {
      closed = true;
      clearInterval(watch);
      await takingOver;
      const mine = simulator;
      simulator = null;
      if (mine === null) return;
      await withLock(files.lock, lockTimeoutMs, async () => {
        // Saved before anybody else may go on from it.
        await mine.close();
        writeAddress(files.address, { port, mark: null });
      });
    },
  };
}

/** How the buckets of the account at this address are listed, whichever process plays it. */
export function simulatedSpaces(url: string): SpacesSettings {
  return { ...keyPair(), endpoint: spacesEndpoint(url), regions: spacesRegions, regionsAreNamed: false };
}

function isPlayed(address: Address | null): boolean {
  return address !== null && address.mark !== null && markIsAlive(address.mark);
}

/** null: never written, or torn by a full disk; then it is played anew. */
function readAddress(path: string): Address | null {
  try {
    const { port, mark }: Partial<Address> = JSON.parse(readFileSync(path, 'utf8'));
    return typeof port === 'number' && (mark === null || typeof mark === 'string') ? { port, mark } : null;
  } catch {
    return null;
  }
}

function writeAddress(path: string, address: Address): void {
  writeFileSync(`${path}.${process.pid}`, JSON.stringify(address));
  renameSync(`${path}.${process.pid}`, path);
}
