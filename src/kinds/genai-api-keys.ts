import { z } from 'zod';
import type { Reading } from './define.ts';
import { wire } from './facts.ts';

/** Of a key only that there is one: `secret_key` is never read. */
export const apiKeyWire = z.object({ uuid: wire.id, name: wire.maybe(wire.text), created_at: wire.maybe(wire.time) });

export function apiKeyRead(item: z.output<typeof apiKeyWire>): Reading<Record<never, never>> {
  return { id: item.uuid, name: item.name || item.uuid, createdAt: item.created_at, facts: {} };
}
