import { createRequire } from 'node:module';
import { sep } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { DBOS } from '@dbos-inc/dbos-sdk';
import { messageOf } from '../base/errors.ts';
import type { SystemDb } from '../db/sql.ts';
import type { Log } from '../observability/log.ts';
import { dropLease, idleLeaseMs, leaseMs, livingInstances, renewLease, takeLease, withLease } from './leases.ts';
import type { Job, JobInHand, Jobs, JobWork } from './port.ts';

//  enqueue ─► DBOS: a workflow in a queue, partitioned by lane ─► some instance takes it ─► work, step by step ─► done
//                                        ▲
//      sweep, every second on each instance: whose instance has no lease any more is given back to its queue
//
// What DBOS leaves to us: who is alive, and whose work is therefore given to others; that two do not migrate at once; how long
// ended work is kept; and that a release goes on with the work of the one before.

export interface JobsOptions {
  readonly db: SystemDb;
  /** Of the same database. */
  readonly url: string;
  /** Behind a transaction-mode pooler a connection's own settings cannot be given with it. */
  readonly pooling: 'session' | 'transaction';
  readonly instance: string;
  readonly log: Log;
  readonly queues: Readonly<Record<string, JobWork>>;
}

const heartbeatMs = 1000;
/** How soon a job is seen that another process asked for. */
const pollMs = 100;
/** Instances that come and go cost one each; a job is not a danger to the process. */
const mostAttempts = 1000;
const keptMs = 7 * 24 * 60 * 60 * 1000;
const retentionEveryMs = 60 * 60 * 1000;

/** A new one only when running jobs must not go on under the new code; else a release goes on with what it finds. */
const applicationVersion = '1';

type Dbos = typeof DBOS;

/** Starts to work on jobs, as one instance among all that share the database. */
export async function startJobs(options: JobsOptions): Promise<Jobs> {
  const engine = new Engine(options, loadDbos());
  try {
    await engine.start();
  } catch (error) {
    await engine.stop();
    throw error;
  }
  return engine;
}

/** DBOS keeps everything it has in statics, so that each instance gets a copy of its code of its own. */
function loadDbos(): Dbos {
  const require = createRequire(import.meta.url);
  for (const path of Object.keys(require.cache)) {
    if (path.includes(`${sep}@dbos-inc${sep}`)) delete require.cache[path];
  }
  // What require gives has no type; this is what the package says it exports.
  return (require('@dbos-inc/dbos-sdk') as { DBOS: Dbos }).DBOS;
}

/** A workflow that ends, well or not, is over for good. One that is let go of must not: its successor goes on with it. */
function untilProcessEnds(): Promise<never> {
  return new Promise(() => {});
}

class Engine implements Jobs {
  readonly #options: JobsOptions;
  readonly #dbos: Dbos;
  readonly #workflow: (job: Job) => Promise<void>;
  readonly #stopping = new AbortController();
  readonly #inHand = new Map<string, AbortController>();
  /** Jobs of this instance that are in nobody's hand, since when. */
  #orphans = new Map<string, number>();
  /** Since when the database has answered without a gap: after an outage everybody gets the time to show up again. */
  #steadySinceMs = performance.now() - leaseMs;
  /** When this instance is to say again that it lives. */
  #renewAtMs = 0;
  #trouble: string | null = null;
  #beating: Promise<void> = Promise.resolve();
  #launched = false;

  constructor(options: JobsOptions, dbos: Dbos) {
    this.#options = options;
    this.#dbos = dbos;
    this.#workflow = dbos.registerWorkflow((job: Job) => this.#work(job), {
      name: 'job',
      maxRecoveryAttempts: mostAttempts,
    });
  }

  get trouble(): string | null {
    return this.#trouble;
  }

  async start(): Promise<void> {
    const { db, instance, log, queues } = this.#options;
    await takeLease(db, instance, leaseMs);
    this.#dbos.setConfig({
      name: 'arcadia',
      systemDatabaseUrl: engineUrl(this.#options),
      systemDatabasePoolSize: 6,
      executorID: instance,
      applicationVersion,
      // Nothing here waits for the engine's messages; behind a transaction-mode pooler it could not anyway.
      useListenNotify: false,
      logger: quietLogger(log),
    });
    // Two that migrate a fresh schema at once would fail.
    await withLease(db, 'engine migration', async () => {
      this.#launched = true;
      await this.#dbos.launch();
      if (!(await this.#registerQueues(Object.keys(queues)))) return;
      // It polls the queues that it finds as it launches, and looks for others a second later: too long for a first sync.
      await this.#dbos.shutdown();
      await this.#dbos.launch();
    });
    this.#beating = this.#beat();
  }

  /** @returns whether the database did not have one of them. */
  async #registerQueues(names: readonly string[]): Promise<boolean> {
    let isNew = false;
    for (const name of names) {
      isNew = isNew || (await this.#dbos.retrieveQueue(name)) === null;
      await this.#dbos.registerQueue(name, {
        partitionConcurrency: 1,
        minPollingIntervalMs: pollMs,
        onConflict: 'always_update',
      });
    }
    return isNew;
  }

  async enqueue(job: Job): Promise<void> {
    await this.#dbos.startWorkflow(this.#workflow, {
      workflowID: job.id,
      queueName: job.queue,
      enqueueOptions: { queuePartitionKey: job.lane },
    })(job);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    for (const inHand of this.#inHand.values()) inHand.abort(new Error('This process stops.'));
    await this.#beating;
    if (this.#launched) await this.#dbos.shutdown();
    // Without a lease, others go on with what was in hand at their next look.
    await dropLease(this.#options.db, this.#options.instance).catch(() => {});
  }

  async #work(job: Job): Promise<void> {
    const work = this.#options.queues[job.queue];
    if (work === undefined || this.#stopping.signal.aborted) return untilProcessEnds();
    const letGo = new AbortController();
    this.#inHand.set(job.id, letGo);
    if (this.#inHand.size === 1) await this.#saySoonerThatItLives();
    const inHand: JobInHand = {
      ...job,
      signal: letGo.signal,
      step: (name, piece) => this.#dbos.runStep(() => orNever(piece(), letGo.signal), { name }),
    };
    try {
      await work(inHand);
    } catch (error) {
      if (letGo.signal.aborted) return await untilProcessEnds();
      this.#options.log.error({ err: error, job: job.id }, 'A job failed.');
      throw error;
    } finally {
      if (this.#inHand.get(job.id) === letGo) this.#inHand.delete(job.id);
    }
    // What was finished after it was let go of is somebody else's by now.
    if (letGo.signal.aborted) await untilProcessEnds();
  }

  async #beat(): Promise<void> {
    const { log } = this.#options;
    const { signal } = this.#stopping;
    let retainAtMs = performance.now() + retentionEveryMs / 60;
    while (!signal.aborted) {
      try {
        if (performance.now() >= this.#renewAtMs) await this.#renew();
        if (performance.now() - this.#steadySinceMs >= leaseMs) await this.#sweep();
        if (performance.now() >= retainAtMs) {
          retainAtMs = performance.now() + retentionEveryMs;
          await this.#retain();
        }
        this.#trouble = null;
      } catch (error) {
        if (this.#trouble === null) log.warn({ error: messageOf(error) }, 'Jobs cannot be kept at present.');
        this.#trouble = `Jobs cannot be kept: ${messageOf(error)}`;
        // So that the next beat asks the database, whatever else there is to do.
        this.#renewAtMs = 0;
        this.#steadySinceMs = performance.now();
      }
      await delay(heartbeatMs, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  /** From the first job on its death is to be found out soon. Where the database does not answer, the next beat says so. */
  async #saySoonerThatItLives(): Promise<void> {
    this.#renewAtMs = 0;
    await this.#renew().catch(() => {});
  }

  async #renew(): Promise<void> {
    const { db, instance, log } = this.#options;
    const forMs = this.#inHand.size > 0 ? leaseMs : idleLeaseMs;
    // Eight times in a lease: of eight signs seven may fail.
    const live = await renewLease(db, instance, forMs);
    this.#renewAtMs = performance.now() + forMs / 8 - heartbeatMs / 2;
    if (live) return;
    // Frozen for long enough to be taken for dead: what was in hand is somebody else's.
    log.warn({ jobs: [...this.#inHand.keys()] }, 'This instance was taken for dead; it lets go of its jobs.');
    for (const inHand of this.#inHand.values()) inHand.abort(new Error('This instance was taken for dead.'));
    this.#inHand.clear();
    await takeLease(db, instance, idleLeaseMs);
  }

  /** Gives jobs back to their queues whose instance is dead, or has let go of them. */
  async #sweep(): Promise<void> {
    const { db, instance, log } = this.#options;
    const living = await livingInstances(db);
    const pending = await this.#dbos.listWorkflows({ status: 'PENDING', loadInput: false, loadOutput: false });
    const orphans = new Map<string, number>();
    for (const { workflowID, executorId, queueName } of pending) {
      const mine = executorId === instance;
      if (mine ? this.#inHand.has(workflowID) : living.has(executorId ?? '')) continue;
      const since = this.#orphans.get(workflowID) ?? performance.now();
      orphans.set(workflowID, since);
      // One of ours may be on its way from the queue into our hands.
      if (mine && performance.now() - since < 2 * heartbeatMs) continue;
      log.info({ job: workflowID, was: executorId }, 'A job whose instance is gone goes back to its queue.');
      await this.#dbos.resumeWorkflow(workflowID, queueName === undefined ? {} : { queueName });
    }
    this.#orphans = orphans;
  }

  async #retain(): Promise<void> {
    const before = new Date((await this.#nowMs()) - keptMs);
    const ended = await this.#dbos.listWorkflows({
      status: ['SUCCESS', 'ERROR', 'CANCELLED'],
      endTime: before.toISOString(),
      limit: 500,
      loadInput: false,
      loadOutput: false,
    });
    await this.#dbos.deleteWorkflows(ended.map(({ workflowID }) => workflowID));
  }

  /** The database's own time: the rows to be forgotten carry it. */
  async #nowMs(): Promise<number> {
    const [row] = await this.#options.db.query<{ now: Date }>('select now() as now');
    return (row?.now ?? new Date(0)).getTime();
  }
}

/** Passes a result on; but an end that comes after the job was let go of is not to be written down. */
async function orNever<Result>(result: Promise<Result>, signal: AbortSignal): Promise<Result> {
  try {
    return await result;
  } finally {
    if (signal.aborted) await untilProcessEnds();
  }
}

/** A process that is frozen in the middle of a transaction must not keep its locks from everybody else. */
function engineUrl({ url, pooling }: JobsOptions): string {
  const engines = new URL(url);
  if (pooling === 'session' && !engines.searchParams.has('options')) {
    engines.searchParams.set('options', '-c idle_in_transaction_session_timeout=10000');
  }
  return engines.href;
}

/** The engine's own words are for whoever debugs it; its troubles show in ours. */
function quietLogger(log: Log) {
  const say = (entry: unknown) => log.debug({ engine: entry instanceof Error ? entry.message : entry }, 'jobs engine');
  return { info: say, debug: say, warn: say, error: say };
}
