import { afterEach } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/server.ts';

const running = new Set<Simulator>();

afterEach(async () => {
  for (const simulator of running) await simulator.close();
  running.clear();
});

/** A simulator that ends with its test. */
export async function simulate(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator(options);
  running.add(simulator);
  return simulator;
}

export async function stop(simulator: Simulator): Promise<void> {
  running.delete(simulator);
  await simulator.close();
}

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

export interface Refusal {
  readonly id: string;
  readonly message: string;
  readonly request_id?: string;
}

/** One request, answered in JSON or with nothing. The test says what shape it expects. */
export async function ask<T = Refusal>(
  simulator: Simulator,
  method: string,
  path: string,
  body?: unknown,
  token: string | null = 'test',
): Promise<Answer<T>> {
  const response = await fetch(path.startsWith('http') ? path : `${simulator.url}${path}`, {
    method,
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (text === '' ? null : JSON.parse(text)) as T };
}

export function get<T = Refusal>(simulator: Simulator, path: string): Promise<Answer<T>> {
  return ask<T>(simulator, 'GET', path);
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly links: Readonly<Partial<Record<'first' | 'prev' | 'next' | 'last', string>>>;
}

export async function page<T = Wire>(simulator: Simulator, path: string, key: string): Promise<Page<T>> {
  const { body } = await get<Record<string, unknown>>(simulator, path);
  const links = body.links as { pages?: Page<T>['links'] } | undefined;
  return {
    items: body[key] as readonly T[],
    total: (body.meta as { total: number }).total,
    links: links?.pages ?? {},
  };
}

/** Follows `next` until there is none. */
export async function walk<T = Wire>(simulator: Simulator, path: string, key: string): Promise<T[]> {
  const items: T[] = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const read: Page<T> = await page<T>(simulator, next, key);
    items.push(...read.items);
    next = read.links.next;
  }
  return items;
}

/** What tests look at of droplets, volumes, projects and actions. */
export interface Wire {
  readonly id: number | string;
  readonly name: string;
  readonly status: string;
  readonly tags: readonly string[] | null;
  readonly size_slug: string;
  readonly volume_ids: readonly string[];
  readonly droplet_ids: readonly number[];
  readonly created_at: string;
}

export interface ProjectResource {
  readonly urn: string;
  readonly assigned_at?: string;
  readonly links?: { readonly self: string };
  readonly status: string;
}

export function ids(items: readonly { readonly id: number | string }[]): (number | string)[] {
  return items.map(({ id }) => id);
}

/** A clock that stands still until the test moves it. */
export function clockAt(start: string): { readonly now: () => Date; readonly forward: (ms: number) => void } {
  let at = new Date(start).getTime();
  return {
    now: () => new Date(at),
    forward: (ms) => {
      at += ms;
    },
  };
}
