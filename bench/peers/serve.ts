import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { FromServer, Weight } from '../process.ts';

export const tell = (message: FromServer) => process.send?.(message);

/** Says where this process serves, answers what it uses, and ends when it is told to. */
export function serve(url: string, close: () => unknown, details: Readonly<Record<string, string>> = {}): void {
  process.on('message', async (message) => {
    if (message === 'usage') {
      const { user, system } = process.cpuUsage();
      const peakMib = process.resourceUsage().maxRSS / 1024;
      tell({ usage: { cpuMs: (user + system) / 1000, residentMib: process.memoryUsage.rss() / 1_048_576, peakMib } });
      return;
    }
    if (message === 'weigh') {
      tell({ weight: await weigh() });
      return;
    }
    if (message !== 'stop') return;
    await close();
    process.exit();
  });
  // Nobody asks any more.
  process.on('disconnect', () => process.exit());
  tell({ ready: url, details });
}

async function weigh(): Promise<Weight> {
  setFlagsFromString('--expose-gc');
  const collectGarbage: () => void = runInNewContext('gc');
  // What one collection lets go of may hold on to more.
  for (let i = 0; i < 4; i += 1) {
    collectGarbage();
    await delay(100);
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heapBytes: heapUsed + external, residentBytes: rss };
}

/** The same for a server that is one request listener. */
export async function serveListener(listener: RequestListener, close: () => unknown): Promise<void> {
  const http = createServer(listener);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  serve(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, close); // of TCP, as it was asked to listen
}

/** Where the database is, for a role that owns the tables. */
export const databaseUrl = process.env.DATABASE_URL ?? '';
/** As many connections to Postgres for everybody. */
export const poolSize = 16;
