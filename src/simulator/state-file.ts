import { readFileSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Account, Counters } from './account.ts';
import { Estate } from './estate.ts';
import { type EstateWish, fillIn } from './generate.ts';
import { kinds } from './kinds/index.ts';
import type { Stored } from './shelf.ts';

interface Saved {
  readonly version: 1;
  readonly seed: number;
  readonly plannedDroplets: number;
  readonly account: Account;
  readonly counters: Counters;
  readonly records: Readonly<Record<string, readonly Stored[]>>;
  readonly gone: readonly { readonly kind: string; readonly record: Stored }[];
}

/**
 * Reads an estate that was saved. Its own seed and size win over the wish.
 *
 * @returns       Undefined when there is no such file.
 * @throws Error  The file is there and is not an estate: the message says to remove it.
 */
export function loadEstate(path: string, wish: Pick<EstateWish, 'now' | 'settleMs'>): Estate | undefined {
  const saved = read(path);
  if (saved === undefined) return undefined;
  const { seed, plannedDroplets, account, counters } = saved;
  const estate = new Estate({ kinds, seed, plannedDroplets, account, counters, ...wish });
  for (const [kind, records] of Object.entries(saved.records)) for (const record of records) estate.load(kind, record);
  for (const { kind: name, record } of saved.gone) {
    const kind = kinds.find((each) => each.name === name);
    if (kind !== undefined) estate.gone.set(estate.urn(kind, record.id), { kind, record });
  }
  fillIn(estate, new Set(Object.keys(saved.records)));
  return estate;
}

function read(path: string): Saved | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  let saved: Partial<Saved> | null = null;
  try {
    saved = JSON.parse(text) as Partial<Saved> | null;
  } catch {
    // Said below, as for any other file that is no estate.
  }
  if (saved?.version !== 1 || saved.records === undefined) {
    throw new Error(`${path} is not a simulated estate; remove it to begin with a new one.`);
  }
  // Nobody but saveText below writes version 1.
  return saved as Saved;
}

function saveText(estate: Estate): string {
  const records = kinds.map((kind) => [kind.name, [...estate.shelf(kind).values()]]);
  const saved: Saved = {
    version: 1,
    seed: estate.seed,
    plannedDroplets: estate.plannedDroplets,
    account: estate.account,
    counters: estate.counters,
    records: Object.fromEntries(records),
    gone: [...estate.gone.values()].map(({ kind, record }) => ({ kind: kind.name, record })),
  };
  return JSON.stringify(saved);
}

/** Saves an estate soon after it changes: what a kill can lose is the last moment. */
export interface StateKeeper {
  /** Saves what is not saved yet, and stops. */
  close(): Promise<void>;
}

const saveAfterMs = 250;

/** The file is replaced in one step, so whoever reads it finds an estate before the change or after, never half of one. */
export function keepState(estate: Estate, path: string): StateKeeper {
  let timer: NodeJS.Timeout | undefined;
  let saving: Promise<void> = Promise.resolve();
  let closed = false;

  const save = () => {
    timer = undefined;
    const text = saveText(estate);
    // One after the other: two writers of one temporary file would tear it.
    const saved = saving.then(() => replaceFile(path, text));
    saving = saved.catch(() => {});
    return saved;
  };
  const saveLater = () => {
    save().catch((error: unknown) => process.emitWarning(`The simulated estate was not saved: ${String(error)}`));
  };
  const changed = () => {
    // Not put off by further changes, or an estate that never rests would never be saved.
    if (!closed) timer ??= setTimeout(saveLater, saveAfterMs);
  };
  estate.onChange(changed);
  changed();
  return {
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await save();
    },
  };
}

async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  await mkdir(dirname(path), { recursive: true });
  const file = await open(temporary, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
