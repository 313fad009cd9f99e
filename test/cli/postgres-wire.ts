import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

// As much of Postgres's protocol as it takes to stand in its way. After the startup every message is a letter, a length that
// counts itself, and a body; a `Z` tells that the server is idle (`I`) or within a transaction.

export interface Stand {
  readonly port: number;
  close(): Promise<void>;
}

/** A pooler in transaction mode: whoever sends a statement gets one of two server connections, until that is idle again. */
export async function startPooler(target: URL): Promise<Stand> {
  const free: Backend[] = [];
  const waiting: ((backend: Backend) => void)[] = [];
  const release = (backend: Backend) => {
    const next = waiting.shift();
    if (next) next(backend);
    else free.push(backend);
  };
  const sockets = new Set<Socket>();
  let opened = 0;
  return listen(
    createServer((client) => {
      sockets.add(client);
      client.on('error', () => {});
      let backend: Backend | null = null;
      // A newcomer signs in on a connection of the server, while there may be another; later ones are simply let in.
      onMessages(client, { startup: true }, async (message, isStartup) => {
        if (isStartup && opened < 2) {
          opened += 1;
          const upstream = connect(Number(target.port), target.hostname);
          sockets.add(upstream);
          upstream.on('error', () => {});
          const fresh: Backend = { socket: upstream, client };
          backend = fresh;
          onMessages(upstream, { startup: false }, (answer) => {
            fresh.client?.write(answer);
            if (answer[0] !== 0x5a || answer[5] !== 0x49) return;
            fresh.client = null;
            if (backend === fresh) backend = null;
            fresh.freed?.();
            release(fresh);
          });
          upstream.write(message);
          return;
        }
        if (isStartup) {
          client.write(Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]));
          return;
        }
        if (message[0] === 0x58) {
          // Goodbye: the server's connection stays, and whatever was begun on it is undone.
          if (backend !== null) backend.socket.write(Buffer.from('Q\0\0\0\rrollback\0', 'latin1'));
          return;
        }
        const lent: Backend = backend ?? free.pop() ?? (await new Promise<Backend>((resolve) => waiting.push(resolve)));
        backend = lent;
        lent.client = client;
        lent.freed = () => {
          backend = null;
        };
        lent.socket.write(message);
      });
    }),
    sockets,
  );
}

interface Backend {
  readonly socket: Socket;
  client: Socket | null;
  freed?: () => void;
}

/** Lets everybody in, and answers whatever is asked with one column of one row. */
export function startOldPostgres(value: string): Promise<Stand> {
  const sockets = new Set<Socket>();
  const text = Buffer.from(value);
  const int = (bytes: 2 | 4, number: number) => {
    const buffer = Buffer.alloc(bytes);
    if (bytes === 2) buffer.writeInt16BE(number);
    else buffer.writeInt32BE(number);
    return buffer;
  };
  const message = (letter: string, ...body: Buffer[]) => {
    const whole = Buffer.concat(body);
    return Buffer.concat([Buffer.from(letter), int(4, whole.length + 4), whole]);
  };
  const idle = message('Z', Buffer.from('I'));
  const answer = Buffer.concat([
    message(
      'T',
      int(2, 1),
      Buffer.from('version\0'),
      int(4, 0),
      int(2, 0),
      int(4, 25),
      int(2, -1),
      int(4, -1),
      int(2, 0),
    ),
    message('D', int(2, 1), int(4, text.length), text),
    message('C', Buffer.from('SELECT 1\0')),
    idle,
  ]);
  return listen(
    createServer((client) => {
      sockets.add(client);
      client.on('error', () => {});
      onMessages(client, { startup: true }, (asked, isStartup) => {
        if (isStartup) client.write(Buffer.concat([message('R', int(4, 0)), idle]));
        else if (asked[0] === 0x51) client.write(answer);
      });
    }),
    sockets,
  );
}

function onMessages(
  socket: Socket,
  { startup }: { startup: boolean },
  take: (message: Buffer, isStartup: boolean) => unknown,
): void {
  let rest = Buffer.alloc(0);
  let isStartup = startup;
  socket.on('data', (data) => {
    rest = Buffer.concat([rest, data]);
    for (;;) {
      const head = isStartup ? 0 : 1;
      if (rest.length < head + 4) return;
      const length = head + rest.readInt32BE(head);
      if (rest.length < length) return;
      const message = rest.subarray(0, length);
      rest = rest.subarray(length);
      take(message, isStartup);
      isStartup = false;
    }
  });
}

async function listen(server: Server, sockets: Set<Socket>): Promise<Stand> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port, // it listens on a port
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
