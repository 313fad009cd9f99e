import { AsyncLocalStorage } from 'node:async_hooks';
import pino from 'pino';
import { traceFields } from './trace.ts';

/** JSON lines; pretty on a terminal. `child` adds fields that stand on every line of it. */
export type Log = pino.Logger;

/**
 * @param options.pretty       For people; absent: when the stream is a terminal.
 * @param options.destination  A command whose output is an answer logs to stderr.
 */
export function createLog(
  level: string,
  pretty?: boolean,
  { destination = 'stdout' }: { readonly destination?: 'stdout' | 'stderr' } = {},
): Log {
  const fd = destination === 'stdout' ? 1 : 2;
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    mixin: () => ({ ...fields.getStore(), ...traceFields() }),
    // Nobody logs these; it is the second net.
    redact: ['authorization', 'token', 'secret', 'password', '*.authorization', '*.token', '*.secret', '*.password'],
  };
  return (pretty ?? process[destination].isTTY === true)
    ? pino({
        ...options,
        transport: {
          target: 'pino-pretty',
          options: { translateTime: 'HH:MM:ss', ignore: 'pid,hostname', destination: fd },
        },
      })
    : pino(options, pino.destination({ fd, sync: true }));
}

// Who asks and what for, carried to whatever is logged underneath: a request's id, a run's. Fields for people who read logs
// and nothing else: what decides anything is handed on as an argument.
const fields = new AsyncLocalStorage<Readonly<Record<string, string>>>();

/** Puts fields on every line that is logged while `work` runs, whoever logs it. */
export function withLogFields<Result>(added: Readonly<Record<string, string>>, work: () => Result): Result {
  return fields.run({ ...fields.getStore(), ...added }, work);
}
