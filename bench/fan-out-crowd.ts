import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Arrivals, Order, Report } from './fan-out-clients.ts';
import { nodePath } from './process.ts';

/** Where subscribers connect, and what they follow. */
export interface Target {
  readonly url: string;
  /** Dealt out in turn: one viewer may not have ten thousand sockets. */
  readonly tokens: readonly string[];
  /** null: nothing is said, whatever comes is counted. */
  readonly query: string | null;
}

/** Many subscribers, in a process of their own. */
export interface Clients {
  /** More of them. Resolves when each follows. */
  open(target: Target, sockets: number): Promise<void>;
  /** Resolves when so many messages more have come, all together. */
  received(messages: number): Promise<void>;
  /** Of a sample of the sockets: which of the marked events came when. */
  arrivals(): Promise<Arrivals>;
  cpuMs(): Promise<number>;
  close(): Promise<void>;
}

export async function openClients(target: Target, sockets: number): Promise<Clients> {
  const script = fileURLToPath(new URL('fan-out-clients.ts', import.meta.url));
  const child: ChildProcess = fork(script, {
    execPath: nodePath,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const ended = once(child, 'exit');
  const ask = async (order: Order): Promise<Report> => {
    const reported = Promise.race([once(child, 'message'), ended.then(() => null)]);
    child.send(order);
    const answer = await reported;
    if (answer === null) throw new Error('The clients ended.');
    return answer[0] as Report; // the script of the other side sends nothing else
  };
  const clients: Clients = {
    async open(to, count) {
      await ask({ do: 'open', sockets: count, ...to });
      // Until every subscription has been taken up.
      await delay(500 + count / 10);
    },
    received: (messages) => ask({ do: 'await', messages }).then(() => {}),
    async arrivals() {
      const report = await ask({ do: 'arrivals' });
      if (report.done !== 'arrivals') throw new Error('The clients did not say what came.');
      return report.arrivals;
    },
    async cpuMs() {
      const report = await ask({ do: 'usage' });
      if (report.done !== 'usage') throw new Error('The clients did not say what they use.');
      return report.cpuMs;
    },
    async close() {
      await ask({ do: 'close' });
      child.kill();
      await ended;
    },
  };
  await clients.open(target, sockets);
  return clients;
}
