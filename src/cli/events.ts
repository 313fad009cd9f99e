import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readConfig } from '../base/config.ts';
import { everything } from '../base/scope.ts';
import { createCursors, cursorExpired } from '../events/cursor.ts';
import { readHead, renewEpochAfterRestore } from '../events/epoch.ts';
import { readEnds, readEvents } from '../events/read.ts';
import { eventsChannel, type LoggedEvent } from '../events/types.ts';
import { openStore, type Store } from '../store.ts';
import { type Command, commandLog, stopRequested, withOpen } from './command.ts';
import { printable, type Style, styled, write } from './terminal.ts';

const pageSize = 500;
/** What is shown without --after. */
const latestShown = 50;
/** In case that the doorbell does not ring. */
const pollMs = 1000;

export const events: Command = {
  name: 'events',
  usage: 'events [--after <cursor>] [--follow] [--json]',
  summary: `Shows the log, oldest first: from a cursor on ("0": from the beginning), or the latest ${latestShown}. --json: an object a line.`,
  options: ['--after', '--follow', '--json'],
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        after: { type: 'string' },
        follow: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const config = readConfig();
    const stop = stopRequested();
    return withOpen(openStore(config, commandLog(config)), async (store) => {
      const log = await openLogBook(store);
      const show = async (page: readonly LoggedEvent[]) => {
        const lines = page.map((event) => (values.json ? log.toJson(event) : toLine(event)));
        if (lines.length > 0) await write(`${lines.join('\n')}\n`);
      };
      let position = values.after === undefined ? await log.beforeLatest() : await log.positionOf(values.after);
      const showNew = async () => {
        for (;;) {
          const page = await readEvents(store.database.system, everything, {}, { after: position, limit: pageSize });
          await show(page);
          position = page.at(-1)?.position ?? position;
          if (page.length < pageSize || stop.aborted) return;
        }
      };
      await showNew();
      if (values.follow) await onEachRing(store, stop, showNew);
      return 0;
    });
  },
};

async function openLogBook({ database, log }: Store) {
  await renewEpochAfterRestore(database.system, log);
  const { epoch, cursorKey } = await readHead(database.system);
  const cursors = createCursors(epoch, cursorKey);
  return {
    async positionOf(text: string): Promise<bigint> {
      const position = cursors.open(text);
      const { first, last } = await readEnds(database.system);
      if (position > last || (position !== 0n && position < first - 1n)) throw cursorExpired();
      return position;
    },
    async beforeLatest(): Promise<bigint> {
      const { last } = await readEnds(database.system);
      return last > BigInt(latestShown) ? last - BigInt(latestShown) : 0n;
    },
    toJson: ({ position, moveId: _, ...event }: LoggedEvent) =>
      JSON.stringify({ cursor: cursors.seal(position), ...event }),
  };
}

/** Looks whenever the database rings, and every second all the same. */
async function onEachRing({ database }: Store, stop: AbortSignal, look: () => Promise<void>): Promise<void> {
  let ring = new AbortController();
  const listener = database.listen(eventsChannel, () => ring.abort());
  try {
    while (!stop.aborted) {
      await delay(pollMs, undefined, { signal: AbortSignal.any([stop, ring.signal]) }).catch(() => {});
      ring = new AbortController();
      await look();
    }
  } finally {
    await listener.stop();
  }
}

const styles: Readonly<Record<LoggedEvent['type'], Style>> = {
  discovered: 'green',
  restored: 'green',
  updated: 'yellow',
  tagged: 'yellow',
  drift_detected: 'red',
  deleted: 'red',
};

function toLine({ recordedAt, type, urn, name, tenantId, changes }: LoggedEvent): string {
  const changed = Object.entries(changes).map(
    ([field, { before, after }]) => `${field}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`,
  );
  const parts = [urn, name, tenantId === null ? '' : `(${tenantId})`, changed.join(', ')];
  const rest = parts.filter((part) => part !== '').join('  ');
  return `${recordedAt.toISOString()}  ${styled(styles[type], type.padEnd(14))}  ${printable(rest)}`;
}
