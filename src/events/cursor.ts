import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { ArcadiaError } from '../base/errors.ts';
import type { Sql } from '../db/sql.ts';
import { readHead } from './epoch.ts';

/**
 * Opaque cursors: the log's epoch and a position, sealed with a key that lives in the database. They work on every instance,
 * and tell a tenant nothing about how much others do.
 */
export interface Cursors {
  seal(position: bigint): string;
  /**
   * For a place in the log that is no event of the reader's: the same place looks different each time, so that a reader who
   * asks again and again does not learn whether others have been busy.
   */
  sealBlind(position: bigint): string;
  /**
   * @param text  A cursor; `"0"` is the beginning.
   * @throws ArcadiaError  BAD_USER_INPUT when it is no cursor at all, CURSOR_EXPIRED when it belongs to another epoch.
   */
  open(text: string): bigint;
}

// One block of AES, 16 bytes: half a tag of the epoch, half the position. A single block needs no mode and no nonce, equal
// positions give equal cursors, and a forged block shows the right tag once in 2^64. A blind cursor has half the tag and four
// random bytes in its place; who forges one in 2^32 tries has a place somewhere in the log, and sees no more from there.
export function createCursors(epoch: string, key: Uint8Array): Cursors {
  const digest = createHash('sha256').update(epoch).digest();
  const tag = digest.subarray(0, 8);
  const blindTag = digest.subarray(8, 12);
  // Without a mode and padding a block has nothing to do with the one before, so one cipher does for all: to make one costs
  // more than everything else about a cursor.
  const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  const decipher = createDecipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  const sealWith = (start: Uint8Array, position: bigint) => {
    const block = Buffer.alloc(16);
    block.set(start);
    block.writeBigUInt64BE(position, 8);
    return cipher.update(block).toString('base64url');
  };
  return {
    seal: (position) => sealWith(tag, position),
    sealBlind: (position) => sealWith(Buffer.concat([blindTag, randomBytes(4)]), position),
    open(text) {
      if (text === '0') return 0n;
      if (!/^[A-Za-z0-9_-]{22}$/.test(text)) {
        throw new ArcadiaError(
          'BAD_USER_INPUT',
          'That is not a cursor. Use the cursor of an event, or "0" for the beginning.',
        );
      }
      const block = decipher.update(Buffer.from(text, 'base64url'));
      if (!block.subarray(0, 8).equals(tag) && !block.subarray(0, 4).equals(blindTag)) throw cursorExpired();
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
  return (await readHead(db)).cursorKey;
}
