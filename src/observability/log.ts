import pino from 'pino';

/** JSON lines; pretty on a terminal. `child` adds fields that stand on every line, such as a run's id. */
export type Log = pino.Logger;

export function createLog(level: string, pretty: boolean = process.stdout.isTTY === true): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: ['*.authorization', '*.token', '*.secret', '*.password'],
  };
  return pretty
    ? pino({
        ...options,
        transport: { target: 'pino-pretty', options: { translateTime: 'HH:MM:ss', ignore: 'pid,hostname' } },
      })
    : pino(options);
}
