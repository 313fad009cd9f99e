import type { InputProblem, NewApiKey } from '../../auth/api-keys.ts';
import { isRole, type Role as RoleName } from '../../auth/viewer.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { idOf } from '../ids.ts';
import { notFound, UserError } from './user-error.ts';
import { Role } from './viewer.ts';

type ApiKeyRow = NonNullable<Awaited<ReturnType<typeof findKey>>>;

// Prisma leaves the hash out, which viewers have no right to.
const findKey = (id: string, context: Context) => context.db.prisma.apiKey.findUnique({ where: { id } });

const ApiKey = builder.node(builder.objectRef<ApiKeyRow>('ApiKey'), {
  id: { resolve: (key) => key.id },
  loadOne: (id, context) => findKey(String(id), context),
  authScopes: { may: 'readApiKeys' },
  description: "A machine's credential. Its secret is shown once, when it is made, and kept as a hash.",
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it is for, in the words of who made it.' }),
    roles: t.field({
      type: [Role],
      description: 'What it makes of whoever shows it, beyond looking at tenants.',
      resolve: (key) => key.roles.filter(isRole),
    }),
    tenants: t.exposeStringList('tenants', { description: 'Whose estate it sees.' }),
    createdBy: t.exposeString('createdBy', { description: 'Who made it.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', nullable: true, description: 'Null: never.' }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'To the minute; null when it was never used.',
    }),
    revokedAt: t.expose('revokedAt', { type: 'DateTime', nullable: true, description: 'Null while it is good.' }),
  }),
});

builder.queryField('apiKeys', (t) =>
  t.field({
    type: [ApiKey],
    authScopes: { may: 'readApiKeys' },
    description: 'Every key that was ever made, newest first. For platform admins.',
    resolve: (_root, _args, context) =>
      context.db.prisma.apiKey.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] }),
  }),
);

const CreateApiKeyInput = builder.inputType('CreateApiKeyInput', {
  description: 'A key to be made. It needs a role or a tenant.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'What it is for: 1 to 100 characters.' }),
    roles: t.field({ type: [Role], description: 'PLATFORM_ADMIN sees and may do everything.' }),
    tenants: t.stringList({ description: 'The tenants whose estate it sees.' }),
    expiresAt: t.field({ type: 'DateTime', description: 'Absent: it is good until it is revoked.' }),
  }),
});

interface KeyOutcome {
  readonly apiKeyId: string | null;
  readonly secret: string | null;
  readonly userErrors: InputProblem[];
}

const CreateApiKeyPayload = builder.objectRef<KeyOutcome>('CreateApiKeyPayload').implement({
  description: 'The key, or what is wrong with the input.',
  fields: (t) => ({
    apiKey: t.field({
      type: ApiKey,
      nullable: true,
      description: 'Null on failure.',
      resolve: ({ apiKeyId }, _args, context) => (apiKeyId === null ? null : findKey(apiKeyId, context)),
    }),
    secret: t.exposeString('secret', {
      nullable: true,
      description: 'The whole key, as it is sent in the authorization header. It is shown this once. Null on failure.',
    }),
    userErrors: t.field({ type: [UserError], description: 'Empty on success.', resolve: (made) => made.userErrors }),
  }),
});

builder.mutationField('createApiKey', (t) =>
  t.field({
    type: CreateApiKeyPayload,
    authScopes: { may: 'manageApiKeys' },
    description: 'Makes a key for a machine.',
    args: { input: t.arg({ type: CreateApiKeyInput, required: true, description: 'What is wanted.' }) },
    resolve: async (_root, { input }, context): Promise<KeyOutcome> => {
      const wished: NewApiKey = {
        name: input.name,
        roles: input.roles ?? ([] as RoleName[]),
        tenants: input.tenants ?? [],
        expiresAt: input.expiresAt ?? null,
      };
      const made = await context.actions.createApiKey(wished, context.viewer?.id ?? '');
      if ('secret' in made) return { ...made, userErrors: [] };
      return { apiKeyId: null, secret: null, userErrors: [made] };
    },
  }),
);

const RevokeApiKeyInput = builder.inputType('RevokeApiKeyInput', {
  description: 'Which key is to end.',
  fields: (t) => ({ apiKeyId: t.id({ required: true, description: 'The key.' }) }),
});

const RevokeApiKeyPayload = builder.objectRef<Omit<KeyOutcome, 'secret'>>('RevokeApiKeyPayload').implement({
  description: 'The key as it is now, or what is wrong with the input.',
  fields: (t) => ({
    apiKey: t.field({
      type: ApiKey,
      nullable: true,
      description: 'Null on failure.',
      resolve: ({ apiKeyId }, _args, context) => (apiKeyId === null ? null : findKey(apiKeyId, context)),
    }),
    userErrors: t.field({ type: [UserError], description: 'Empty on success.', resolve: (ended) => ended.userErrors }),
  }),
});

builder.mutationField('revokeApiKey', (t) =>
  t.field({
    type: RevokeApiKeyPayload,
    authScopes: { may: 'manageApiKeys' },
    description: 'Ends a key: for new requests at once, for open sockets and streams within seconds.',
    args: { input: t.arg({ type: RevokeApiKeyInput, required: true, description: 'What is wanted.' }) },
    resolve: async (_root, { input }, context) => {
      const apiKeyId = idOf('ApiKey', input.apiKeyId);
      if (apiKeyId === null) return { apiKeyId, userErrors: [notFound('apiKeyId', 'API key', 'apiKeys')] };
      const problem = await context.actions.revokeApiKey(apiKeyId, context.viewer?.id ?? '');
      return problem === null ? { apiKeyId, userErrors: [] } : { apiKeyId: null, userErrors: [problem] };
    },
  }),
);
