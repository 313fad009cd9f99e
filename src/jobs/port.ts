/** A piece of work that is done once, however many processes die on the way. */
export interface Job {
  /** The idempotency key: asking again with the same one is no second job. */
  readonly id: string;
  /** One a purpose. */
  readonly queue: string;
  /** In each lane of a queue one job at a time goes on, in the whole fleet. */
  readonly lane: string;
}

export interface JobInHand extends Job {
  /**
   * Does a piece of the job once: a later attempt gets the recorded result instead. What is under way when a process dies is
   * done again, so it must bear that. Names may not depend on anything but recorded results.
   *
   * @param work  Gives what survives JSON; dates do.
   */
  step<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
  /** Aborts when this process is to let go of the job: it stops, or was taken for dead. Somebody else goes on. */
  readonly signal: AbortSignal;
}

/**
 * Does a job of a queue. May be called again after a crash, here or elsewhere.
 * Whatever it throws while its signal is not aborted ends the job for good.
 */
export type JobWork = (job: JobInHand) => Promise<void>;

/** Durable jobs: the port that syncs use, and sagas and bills will. */
export interface Jobs {
  enqueue(job: Job): Promise<void>;
  /** Why this instance does not work on jobs at present; null while it does. */
  readonly trouble: string | null;
  /** Lets go of the jobs in hand, so that others go on with them at once. */
  stop(): Promise<void>;
}
