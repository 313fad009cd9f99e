/** Plain SQL, as far as the rest of the house needs to know it. Values travel as `$1`, `$2`, …; never in the text. */
export interface Sql {
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** The system's door: the role that owns the tables and under which syncs write. */
export interface SystemDb extends Sql {
  /** Runs `work` in one transaction; rolls back and rethrows whatever it throws. Keep it short, and no HTTP inside. */
  transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result>;
  end(): Promise<void>;
}
