import { AsyncResource } from 'node:async_hooks';
import { childSpan, isTracing } from './trace.ts';

/** A pool of `pg`, as far as its statements are to be seen. */
export interface TracedPool {
  connect: (...parameters: never[]) => unknown;
  on(event: 'connect', listener: (connection: object) => void): unknown;
}

type Call = (this: unknown, ...parameters: unknown[]) => unknown;

/** Makes a span of each statement that is run for something that has one. Values are not in them: they travel apart. */
export function traceStatements(name: string, pool: TracedPool): void {
  if (!isTracing()) return;
  const connect = pool.connect as Call;
  // A connection that is waited for comes in the context of whoever gave it back.
  pool.connect = function (this: unknown, ...parameters: unknown[]) {
    return Reflect.apply(connect, this, parameters.map(bound));
  } as TracedPool['connect'];
  pool.on('connect', (connection) => {
    const client = connection as { query: Call };
    const { query } = client;
    client.query = function (this: unknown, ...parameters) {
      const text = textOf(parameters[0]);
      const span =
        text === null ? null : childSpan(verbOf(text), { kind: 'client', attributes: attributesOf(name, text) });
      if (span === null) return Reflect.apply(query, this, parameters);
      const done = parameters.at(-1);
      if (typeof done === 'function') {
        const told = (error: unknown, ...rest: unknown[]) => {
          span.end(error ? 'DatabaseError' : undefined);
          done(error, ...rest);
        };
        return Reflect.apply(query, this, [...parameters.slice(0, -1), told]);
      }
      const result = Reflect.apply(query, this, parameters);
      if (result instanceof Promise) {
        result.then(
          () => span.end(),
          () => span.end('DatabaseError'),
        );
      }
      return result;
    };
  });
}

function bound(parameter: unknown): unknown {
  return typeof parameter === 'function' ? AsyncResource.bind(parameter as () => void) : parameter; // whatever it takes
}

function textOf(statement: unknown): string | null {
  if (typeof statement === 'string') return statement;
  const isConfig =
    typeof statement === 'object' && statement !== null && 'text' in statement && !('submit' in statement);
  return isConfig ? String(statement.text) : null;
}

const longestText = 2000;

function attributesOf(pool: string, text: string) {
  return { 'db.system.name': 'postgresql', 'db.query.text': text.slice(0, longestText), 'arcadia.pool': pool };
}

function verbOf(text: string): string {
  return /\w+/.exec(text)?.[0]?.toUpperCase() ?? 'SQL';
}
