import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PgAggregatesPreset } from '@graphile/pg-aggregates';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { jsonPgSmartTags } from 'postgraphile/utils';
import { databaseUrl, poolSize, serve } from './serve.ts';

// PostGraphile over the same tables and the same row-level security: each request reads as arcadia_viewer, with the scope of its
// viewer in pgSettings. Facts are computed columns (peers/database.ts), and events hang on their resource by a smart tag.

const tags = jsonPgSmartTags({
  version: 1,
  config: {
    class: {
      cloud_resource_events: { tags: { foreignKey: '(resource_id) references cloud_resources (id)' } },
      cloud_resources: { tags: { unique: 'urn', aggregates: 'on' } },
    },
  },
});

const instance = postgraphile({
  extends: [PostGraphileAmberPreset, PgAggregatesPreset],
  plugins: [tags],
  // Else it filters and orders by indexed columns alone, and leaves out the way back from a row without an index.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  pgServices: [makePgService({ connectionString: databaseUrl, schemas: ['public'], poolConfig: { max: poolSize } })],
  gather: { pgStrictFunctions: true },
  schema: { defaultBehavior: '-aggregates' },
  grafast: {
    explain: false,
    context: (requestContext) => ({
      pgSettings: {
        role: 'arcadia_viewer',
        'arcadia.tenants': (requestContext.node?.req.headers['x-tenant'] as string | undefined) ?? '*', // sent once
      },
    }),
  },
  grafserv: { graphqlPath: '/graphql', watch: false, graphiql: false },
});
const http = createServer();
const served = instance.createServ(grafserv);
await served.addTo(http);
await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
serve(`http://127.0.0.1:${(http.address() as AddressInfo).port}/graphql`, () => instance.release());
