import SchemaBuilder from '@pothos/core';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import { type Action, require } from '../auth/permissions.ts';
import type { Context } from './context.ts';
import type PrismaTypes from './generated/pothos-types.ts';
import { getDatamodel } from './generated/pothos-types.ts';
import { decodeId, encodeId, isNodeId } from './ids.ts';
import { relayWords } from './relay-words.ts';
import { dateTime, json } from './scalars.ts';

export const builder = new SchemaBuilder<{
  PrismaTypes: PrismaTypes;
  Context: Context;
  AuthScopes: { may: Action };
  Scalars: {
    DateTime: { Input: Date; Output: Date };
    JSON: { Input: unknown; Output: unknown };
    ID: { Input: string; Output: string };
  };
  DefaultFieldNullability: false;
  DefaultEdgesNullability: false;
  DefaultNodeNullability: false;
}>({
  defaultFieldNullability: false,
  plugins: [ScopeAuthPlugin, PrismaPlugin, RelayPlugin],
  scopeAuth: {
    // Else a subscription is asked about at its first event, and whoever may not have it waits in silence.
    authorizeOnSubscribe: true,
    // Anonymous and not allowed are two refusals, and each says what to do: so it is thrown here, where both are known.
    authScopes: (context) => ({ may: (action) => require(context.viewer, action) !== null }),
  },
  prisma: {
    client: (context) => context.db.prisma,
    dmmf: getDatamodel(),
    onUnusedQuery: null,
  },
  relay: {
    ...relayWords,
    edgesFieldOptions: { nullable: false, description: 'Those on this page, in the order of the list.' },
    nodeFieldOptions: { nullable: false, description: 'The thing itself.' },
    encodeGlobalID: (typename, id) => encodeId(typename, String(id)),
    // What is no id at all has no type; node() then finds nothing, as for every id that is not the viewer's.
    decodeGlobalID: (globalId) => decodeId(globalId) ?? { typename: '', id: '' },
    nodeQueryOptions: {
      nullable: true,
      description: 'An object by its global id; null when there is none that the viewer may see.',
      authScopes: { may: 'readEstate' },
      args: { id: { description: 'Its global id.' } },
      resolve: (_root, { id }, _context, _info, resolveNode) => (isNodeId(id) ? (resolveNode(id) as never) : null),
    },
    nodesQueryOptions: {
      nullable: { list: false, items: true },
      description:
        'Objects by their global ids, in the order of the ids; null where there is none that the viewer may see.',
      authScopes: { may: 'readEstate' },
      args: { ids: { description: 'Their global ids.' } },
      resolve: (_root, args, _context, _info, resolveNodes) => {
        // The plugin loads what stands in the arguments, whatever it is handed here, and leaves out what is null.
        Object.assign(args, { ids: args.ids.map((id) => (isNodeId(id) ? id : null)) });
        return resolveNodes(args.ids) as never;
      },
    },
  },
});

builder.addScalarType('DateTime', dateTime);
builder.addScalarType('JSON', json);
