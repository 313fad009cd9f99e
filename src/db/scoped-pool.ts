import pg from 'pg';

// Pools that open nothing: they borrow connections of a shared one, and see to it that Postgres knows with whose eyes each
// statement reads. Prisma's adapter takes them for pools of its own.

/** What Postgres is told about a viewer. */
export interface ViewerSession {
  /** The value of `arcadia.tenants`: `*`, or ids with commas between. Ids are slugs, so it needs no quoting. */
  readonly tenants: string;
  readonly statementTimeoutMs: number;
  /**
   * `session`: told to a connection once, and again when its next viewer is another.
   * `transaction`: told at the beginning of each transaction and gone at its end; every statement gets a transaction.
   */
  readonly pooling: 'session' | 'transaction';
}

export function scopedPool(shared: pg.Pool, session: ViewerSession): pg.Pool {
  return session.pooling === 'session' ? new SessionPool(shared, session) : new TransactionPool(shared, session);
}

type Connected = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (error?: boolean | Error) => void,
) => void;

abstract class BorrowingPool extends pg.Pool {
  protected abstract borrow(): Promise<pg.PoolClient>;

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.PoolClient> | undefined {
    const borrowed = this.borrow();
    if (callback === undefined) return borrowed;
    borrowed.then(
      (client) => callback(undefined, client, (error) => client.release(error)),
      (error: Error) => callback(error, undefined, () => {}),
    );
    return undefined;
  }
}

/** A connection in the middle of a transaction would take back what it is told when that ends: such a one is destroyed. */
async function borrowIdle(shared: pg.Pool): Promise<pg.PoolClient> {
  const client = await shared.connect();
  if (client.getTransactionStatus() === 'I') return client;
  client.release(true);
  return borrowIdle(shared);
}

/** What each connection was last told. */
const lastTold = new WeakMap<pg.PoolClient, string>();

class SessionPool extends BorrowingPool {
  readonly #shared: pg.Pool;
  readonly #session: ViewerSession;

  constructor(shared: pg.Pool, session: ViewerSession) {
    super();
    this.#shared = shared;
    this.#session = session;
  }

  protected override async borrow(): Promise<pg.PoolClient> {
    const { tenants, statementTimeoutMs } = this.#session;
    const client = await borrowIdle(this.#shared);
    if (lastTold.get(client) === tenants) return client;
    try {
      lastTold.delete(client);
      await client.query({
        name: 'arcadia-scope',
        text: `select set_config('role', 'arcadia_viewer', false), set_config('arcadia.tenants', $1, false),
                      set_config('default_transaction_read_only', 'on', false), set_config('statement_timeout', $2, false)`,
        values: [tenants, `${statementTimeoutMs}`],
      });
      lastTold.set(client, tenants);
      return client;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }
}

class TransactionPool extends BorrowingPool {
  readonly #shared: pg.Pool;
  readonly #begin: string;

  constructor(shared: pg.Pool, { tenants, statementTimeoutMs }: ViewerSession) {
    super();
    this.#shared = shared;
    // SET takes no snapshot, so a transaction may still choose its isolation level after it.
    this.#begin = `begin read only; set local role arcadia_viewer; set local arcadia.tenants = '${tenants}';
                   set local statement_timeout = ${statementTimeoutMs}`;
    this.query = this.#query.bind(this) as typeof this.query; // its seven overloads come down to these three arguments
  }

  /** For transactions alone: whatever comes before BEGIN would run as the owner, and is refused. */
  protected override async borrow(): Promise<pg.PoolClient> {
    const client = await borrowIdle(this.#shared);
    const { query, release } = client;
    let begun = false;
    const checked = (statement: unknown, ...rest: unknown[]) => {
      const begins = textOf(statement).trim().toLowerCase() === 'begin';
      if (!begins && !begun) throw new Error('a viewer without a session reads in transactions only');
      begun = true;
      return Reflect.apply(query, client, [begins ? this.#begin : statement, ...(begins ? [] : rest)]);
    };
    client.query = checked as typeof query; // as above
    client.release = (error) => {
      client.query = query;
      release(error);
    };
    return client;
  }

  async #run(statement: string | pg.QueryConfig, values: unknown[] | undefined): Promise<pg.QueryResult> {
    const client = await borrowIdle(this.#shared);
    let broken = true;
    try {
      await client.query(this.#begin);
      const result = await client.query(statement, values);
      await client.query('commit');
      broken = false;
      return result;
    } finally {
      client.release(broken);
    }
  }

  #query(statement: string | pg.QueryConfig, values?: unknown[] | QueryDone, callback?: QueryDone) {
    const done = typeof values === 'function' ? values : callback;
    const running = this.#run(statement, typeof values === 'function' ? undefined : values);
    if (done === undefined) return running;
    running.then(
      (result) => done(null, result),
      (error: Error) => done(error, undefined),
    );
    return undefined;
  }
}

type QueryDone = (error: Error | null, result: pg.QueryResult | undefined) => void;

function textOf(statement: unknown): string {
  if (typeof statement === 'string') return statement;
  return typeof statement === 'object' && statement !== null && 'text' in statement ? String(statement.text) : '';
}
