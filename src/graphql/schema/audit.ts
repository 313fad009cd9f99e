import type { Prisma } from '../../db/generated/prisma/client.ts';
import { builder } from '../builder.ts';
import { type PageArguments, readCursor, readPageWish, toConnection, writeCursor } from '../paging.ts';

const AuditEntry = builder.prismaObject('AuditEntry', {
  description: 'Something that somebody did, or looked at in the name of a tenant. Entries are never changed.',
  fields: (t) => ({
    id: t.id({ description: 'Later entries have greater ones.', resolve: (entry) => String(entry.id) }),
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    actor: t.exposeString('actor', { description: "Who: a token's subject, or an API key." }),
    action: t.exposeString('action', {
      description: 'What: the name of the mutation, or viewAs when an admin began to look as a tenant.',
    }),
    target: t.exposeString('target', { nullable: true, description: 'To what: an id, or a URN.' }),
    details: t.field({ type: 'JSON', description: 'With what.', resolve: (entry) => entry.details }),
  }),
});

const list = 'auditLog';
const anyId = /^[1-9]\d{0,17}$/;

builder.queryField('auditLog', (t) =>
  t.connection(
    {
      type: AuditEntry,
      authScopes: { may: 'readAudit' },
      description: 'Who did what, newest first. For platform admins.',
      resolve: async (_root, args, context) => {
        const wish = readPageWish(args);
        const entries = await context.db.prisma.auditEntry.findMany({
          where: { id: between(args) },
          orderBy: { id: wish.fromEnd ? 'asc' : 'desc' },
          take: wish.size + 1,
        });
        const shown = wish.fromEnd ? entries.reverse() : entries;
        return toConnection(shown, wish, args, ({ id }) => writeCursor(list, { value: null, id: String(id) }));
      },
    },
    { name: 'QueryAuditLogConnection' },
    { name: 'QueryAuditLogConnectionEdge' },
  ),
);

/** Newest first: what comes after a cursor is older than it. */
function between({ after, before }: PageArguments): Prisma.BigIntFilter {
  const idIn = (cursor: string) => BigInt(readCursor(list, cursor, anyId).id);
  return { ...(after ? { lt: idIn(after) } : {}), ...(before ? { gt: idIn(before) } : {}) };
}
