import pg from 'pg';

/** Those of the pool that viewers' statements go through. */
const viewersConnections = new WeakSet<object>();

/** To be called once, before the first connection is used. */
export function noteViewersConnections(): void {
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...parameters: never[]) {
    // Neither is in its types.
    const { connection, connectionParameters } = this as never as {
      connection: object;
      connectionParameters: { application_name: string };
    };
    if (connectionParameters.application_name === 'arcadia viewers') viewersConnections.add(connection);
    return Reflect.apply(query, this, parameters);
  } as typeof query;
}

interface Statement {
  readonly text: string;
  submit(connection: object): unknown;
  handleDataRow(message: unknown): unknown;
}

/** What the viewers' door is asked while `work` runs, as `pg` sends and receives it. Only this test is there to ask. */
export async function spent(work: () => Promise<unknown>): Promise<{ statements: number; rows: number }> {
  const sending = pg.Query.prototype as never as Statement; // its types do not have these two
  const { submit, handleDataRow } = sending;
  const viewers = new WeakSet<Statement>();
  let statements = 0;
  let rows = 0;
  sending.submit = function (connection) {
    if (!this.text.includes('set_config') && viewersConnections.has(connection)) {
      viewers.add(this);
      statements += 1;
    }
    return submit.call(this, connection);
  };
  sending.handleDataRow = function (message) {
    if (viewers.has(this)) rows += 1;
    return handleDataRow.call(this, message);
  };
  try {
    await work();
    return { statements, rows };
  } finally {
    Object.assign(sending, { submit, handleDataRow });
  }
}
