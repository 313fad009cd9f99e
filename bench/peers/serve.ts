import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FromServer } from '../process.ts';

export const tell = (message: FromServer) => process.send?.(message);

/** Says where this process serves, answers what it uses, and ends when it is told to. */
export function serve(url: string, close: () => unknown, details: Readonly<Record<string, string>> = {}): void {
  process.on('message', async (message) => {
    if (message === 'usage') {
      const { user, system } = process.cpuUsage();
      tell({ usage: { cpuMs: (user + system) / 1000, residentMib: process.memoryUsage.rss() / 1_048_576 } });
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
