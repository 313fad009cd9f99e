// Fails, with the difference, when prisma/migrations do not lead to prisma/schema.prisma. Part of `npm run check`.

import { diffMigrations } from '../src/db/schema-difference.ts';
import { createLog } from '../src/observability/log.ts';

const sql = await diffMigrations(createLog('warn'));
if (sql !== null) {
  console.error(
    'prisma/migrations do not lead to prisma/schema.prisma. Missing ("npm run db:migration -- <name>" writes it):',
  );
  console.error(sql);
  process.exit(1);
}
