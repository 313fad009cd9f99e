import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { ArcadiaError } from '../base/errors.ts';
import type { Sql } from '../db/sql.ts';

/**
 * Opaque cursors: the log's epoch and a position, sealed with a key that lives in the database. They work on every instance,
 * and tell a tenant nothing about how much others do.
 */
export interface Cursors {
  seal(position: bigint): string;
  /**
   * @param text  A cursor; `"0"` is the beginning.
   * @throws ArcadiaError  BAD_USER_INPUT when it is no cursor at all, CURSOR_EXPIRED when it belongs to another epoch.
   */
  open(text: string): bigint;
}

export async function openCursors(db: Sql): Promise<Cursors> {
  const [head] = await db.query<{ epoch: string; key: Buffer }>('select epoch, cursor_key as key from event_head');
  if (head === undefined) throw new Error('The event log has no head row; run the migrations.');
  return createCursors(head.epoch, head.key);
}

// One block of AES, 16 bytes: half a tag of the epoch, half the position. A single block needs no mode and no nonce, equal
// positions give equal cursors, and a forged block shows the right tag once in 2^64.
export function createCursors(epoch: string, key: Uint8Array): Cursors {
  const tag = createHash('sha256').update(epoch).digest().subarray(0, 8);
  return {
    seal(position) {
      const block = Buffer.alloc(16);
      tag.copy(block);
      block.writeBigUInt64BE(position, 8);
      const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
      return cipher.update(block).toString('base64url');
    },
    open(text) {
      if (text === '0') return 0n;
      if (!/^[A-Za-z0-9_-]{22}$/.test(text)) {
        throw new ArcadiaError(
          'BAD_USER_INPUT',
          'That is not a cursor. Use the cursor of an event, or "0" for the beginning.',
        );
      }
      const decipher = createDecipheriv('aes-256-ecb', key, null).setAutoPadding(false);
      const block = decipher.update(Buffer.from(text, 'base64url'));
      if (!block.subarray(0, 8).equals(tag)) throw cursorExpired();
      return block.readBigUInt64BE(8);
    },
  };
}

/** @param oldest  The oldest cursor that is still good, when there is one. */
export function cursorExpired(oldest?: string): ArcadiaError {
  return new ArcadiaError(
    'CURSOR_EXPIRED',
    'The log no longer reaches back to this cursor. Read the list anew, and go on after its eventHead.',
    oldest === undefined ? {} : { extensions: { oldestCursor: oldest } },
  );
}

/** A secret that all instances of an installation share, and nobody else. */
export async function installationKey(db: Sql): Promise<Uint8Array> {
  const [head] = await db.query<{ key: Buffer }>('select cursor_key as key from event_head');
  if (head === undefined) throw new Error('The event log has no head row; run the migrations.');
  return head.key;
}
