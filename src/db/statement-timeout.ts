import { z } from 'zod';

// Postgres's code of a statement that it broke off, from `pg` itself or out of Prisma's wrapping of it.
const queryCanceled = '57014';
const brokenOff = z.union([
  z.object({ code: z.literal(queryCanceled) }),
  z.object({
    meta: z.object({ driverAdapterError: z.object({ cause: z.object({ originalCode: z.literal(queryCanceled) }) }) }),
  }),
]);

/** Whether Postgres broke a statement off because it took too long. */
export function isStatementTimeout(error: unknown): boolean {
  return error instanceof Error && brokenOff.safeParse(error).success;
}
