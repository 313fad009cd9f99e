import { randomUUID } from 'node:crypto';
import type { Clock } from '../../src/base/clock.ts';
import { type Client, createClient } from '../../src/digitalocean/client.ts';
import { tokensFrom } from '../../src/digitalocean/tokens.ts';
import type { JobInHand } from '../../src/jobs/port.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { defaultBreaker } from '../../src/sync/breaker.ts';
import { requestRun } from '../../src/sync/requests.ts';
import { approveRun } from '../../src/sync/runs.ts';
import { fullSyncQueue, jobIdOf, workOnRun } from '../../src/sync/work.ts';
import { createTestDatabase, silentLog, type TestDatabase } from '../support/database.ts';

/** The kinds that the simulation changes by hand. */
export const kinds = ['droplet', 'volume'];

/** How an attempt at a sync comes to its end too early. */
export type Death =
  /** The process is gone: whatever it was doing stops. */
  | { readonly way: 'kill'; readonly afterRequests: number }
  /** It is frozen, somebody else takes over, and then it goes on as if nothing had happened. */
  | { readonly way: 'freeze'; readonly afterRequests: number };

/** One account, one mirror, and processes that come and go. */
export interface World {
  /** Of everybody in it: whoever looked by another one could be taken for older than what is known. */
  readonly clock: Clock;
  readonly simulator: Simulator;
  readonly database: TestDatabase;
  /** Syncs to the end, through every death. @returns the run's status. */
  sync(deaths?: readonly Death[]): Promise<string>;
  close(): Promise<void>;
}

/** Never twice the same moment, so that what came first is never in doubt. */
function createClock(): Clock {
  let last = 0;
  return {
    now: () => {
      last = Math.max(last + 1, Date.now());
      return new Date(last);
    },
  };
}

export async function createWorld(seed: number, droplets: number): Promise<World> {
  const clock = createClock();
  const database = await createTestDatabase();
  const simulator = await startSimulator({ seed, droplets, limits: false, now: () => clock.now() });
  const client = createClient({
    baseUrl: simulator.url,
    tokens: tokensFrom(new Map([['default', 'simulation']])),
    log: silentLog,
    clock,
    timeouts: { response: 500, request: 800 },
    retries: { limit: 1, firstBackoffMs: 1, longestBackoffMs: 2, longestRetryAfterMs: 5000 },
    // Nobody waits in a simulation; who is told to come back in a second comes back at once.
    pause: async (_ms, signal) => signal.throwIfAborted(),
  });
  const db = database.system;

  /** One process's attempt at a job. What a step gave outlives it, as the engine's tables do. */
  const attempt = (jobId: string, memory: Map<string, unknown>, death: Death | undefined) => {
    const dying = new AbortController();
    let freeze = () => {};
    const frozen = new Promise<void>((resolve) => {
      freeze = resolve;
    });
    let thaw = () => {};
    const thawed = new Promise<void>((resolve) => {
      thaw = resolve;
    });
    let left = death?.afterRequests ?? Number.POSITIVE_INFINITY;
    const beforeEach = async () => {
      left -= 1;
      if (left !== 0 || death === undefined) return;
      if (death.way === 'kill') dying.abort(new Error('killed'));
      else {
        freeze();
        await thawed;
      }
    };
    const mortal: Client = {
      ...client,
      clock,
      get: async (path, options) => {
        await beforeEach();
        return client.get(path, options);
      },
    };
    let owner = true;
    const job: JobInHand = {
      id: jobId,
      queue: fullSyncQueue,
      lane: 'lane',
      signal: dying.signal,
      step: async <Result>(name: string, work: () => Promise<Result>) => {
        if (memory.has(name)) return structuredClone(memory.get(name)) as Result; // what the same step gave before
        const result = await work();
        if (!owner) await new Promise(() => {}); // the engine fences whoever lost the job at its next step
        memory.set(name, structuredClone(result));
        return result;
      },
    };
    const ended = workOnRun(job, {
      db,
      client: mortal,
      spaces: null,
      clock,
      log: silentLog,
      instance: randomUUID(),
      strikeSpacingMs: 0,
      internalProject: 'skyai-internal',
      breaker: defaultBreaker,
    }).then(
      () => 'ended' as const,
      (error: unknown) => {
        if (dying.signal.aborted) return 'died' as const;
        throw error;
      },
    );
    return {
      outcome: Promise.race([ended, frozen.then(() => 'frozen' as const)]),
      async thawAndSettle() {
        owner = false;
        thaw();
        await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 60))]);
      },
    };
  };

  const workToTheEnd = async (jobId: string, deaths: readonly Death[]) => {
    const memory = new Map<string, unknown>();
    const zombies: { thawAndSettle(): Promise<void> }[] = [];
    for (const death of [...deaths, undefined]) {
      const life = attempt(jobId, memory, death);
      const outcome = await life.outcome;
      if (outcome === 'ended') break;
      if (outcome === 'frozen') {
        // It thaws while its successor is at work.
        zombies.push(life);
        setTimeout(() => void life.thawAndSettle(), 5);
      }
    }
    for (const zombie of zombies) await zombie.thawAndSettle();
  };

  return {
    clock,
    simulator,
    database,
    async sync(deaths = []) {
      const { runId } = await requestRun(db, { kinds, trigger: 'schedule', requestedBy: null, lane: 'lane' });
      await workToTheEnd(jobIdOf(runId, false), deaths);
      if (await approveRun(db, runId, 'admin')) await workToTheEnd(jobIdOf(runId, true), []);
      const [run] = await db.query<{ status: string }>('select status from sync_runs where id = $1', [runId]);
      return run?.status ?? 'missing';
    },
    async close() {
      client.close();
      await simulator.close();
      await database.drop();
    },
  };
}
