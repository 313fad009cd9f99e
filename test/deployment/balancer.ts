import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

/** A load balancer as they come: it asks each instance's /readyz, sends to those that are ready, and retries nothing. */
export interface Balancer {
  readonly url: string;
  /** Ports that take requests, as far as it knows. */
  readonly ready: ReadonlySet<number>;
  add(port: number): void;
  remove(port: number): void;
  close(): Promise<void>;
}

const probeEveryMs = 50;

export async function startBalancer(): Promise<Balancer> {
  const ports = new Set<number>();
  const ready = new Set<number>();
  const agent = new Agent({ keepAlive: true });
  let turn = 0;
  const next = () => {
    const candidates = [...ready];
    turn += 1;
    return candidates[turn % candidates.length];
  };

  const forward = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const port = next();
    const fail = () => {
      if (!outgoing.headersSent) outgoing.writeHead(502);
      outgoing.end();
    };
    if (port === undefined) return fail();
    const { method, url, headers } = incoming;
    const upstream = request({ host: '127.0.0.1', port, agent, method, path: url, headers }, (answer) => {
      const { connection: _, 'keep-alive': __, ...kept } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 502, kept);
      // What an instance had not sent yet when it ended is missing: the client must see that its answer broke off.
      answer.on('aborted', () => outgoing.destroy());
      answer.pipe(outgoing);
    });
    upstream.on('error', fail);
    outgoing.on('close', () => upstream.destroy());
    incoming.pipe(upstream);
  };

  const server = createServer(forward);
  server.on('upgrade', (incoming, socket, head) => {
    const port = next();
    if (port === undefined) return socket.destroy();
    const upstream = connect(port, '127.0.0.1', () => {
      const lines = [`${incoming.method} ${incoming.url} HTTP/1.1`];
      for (let i = 0; i < incoming.rawHeaders.length; i += 2) {
        lines.push(`${incoming.rawHeaders[i]}: ${incoming.rawHeaders[i + 1]}`);
      }
      upstream.write(`${lines.join('\r\n')}\r\n\r\n`);
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
    return undefined;
  });
  const probes = setInterval(() => {
    for (const port of ports) {
      fetch(`http://127.0.0.1:${port}/readyz`).then(
        ({ ok }) => (ok && ports.has(port) ? ready.add(port) : ready.delete(port)),
        () => ready.delete(port),
      );
    }
  }, probeEveryMs);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    url: `http://127.0.0.1:${port}`,
    ready,
    add: (added) => void ports.add(added),
    remove(removed) {
      ports.delete(removed);
      ready.delete(removed);
    },
    async close() {
      clearInterval(probes);
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
