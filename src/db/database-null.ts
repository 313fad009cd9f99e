import { Prisma } from './generated/prisma/client.ts';

/** SQL's null in a JSON column, as filters of Prisma name it. */
export const databaseNull = Prisma.DbNull;
