import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type App, startApp } from '../../src/app.ts';
import { signToken } from '../../src/auth/development-key.ts';
import { systemClock } from '../../src/base/clock.ts';
import { readConfig } from '../../src/base/config.ts';
import type { SystemDb } from '../../src/db/sql.ts';
import type { Log } from '../../src/observability/log.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/server.ts';
import {
  ClassifyProjectDocument,
  CreateTenantDocument,
  ProjectsDocument,
  type ResourceKind,
  SyncRunDocument,
  type SyncRunQuery,
  TriggerSyncDocument,
  type TypedDocumentString,
} from '../operations/generated/graphql.ts';
import { createTestDatabase, silentLog } from './database.ts';

/** An answer as it came. */
interface Answer<Data> {
  readonly status: number;
  readonly data: Data | null;
  readonly errors: readonly { readonly message: string; readonly extensions: { readonly code?: string } }[];
}

type Run = Extract<NonNullable<SyncRunQuery['node']>, { status: unknown }>;

function isRun(node: SyncRunQuery['node']): node is Run {
  return node !== null && 'status' in node;
}

/** All that there are: a sync of them takes seconds, so only a test that is about them asks for it. */
export const everyKind: readonly ResourceKind[] = [];

/** The whole service over a database of its own, with a simulated account that is driven by hand. */
export interface Service {
  readonly app: App;
  /** Without a path. */
  readonly url: string;
  readonly simulator: Simulator;
  readonly system: SystemDb;
  readonly admin: string;
  /** A token of these tenants. */
  tenant(...ids: string[]): Promise<string>;
  /** One operation over HTTP. @throws Error  when the answer has errors. */
  query<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
    token: string | null,
  ): Promise<Data>;
  /** The same, for answers that are expected to have errors. Variables may be wrong on purpose. */
  ask<Data = Record<string, unknown>>(
    document: { toString(): string },
    variables: Record<string, unknown>,
    token: string | null,
  ): Promise<Answer<Data>>;
  /** Asks for a sync as an admin does, and waits for its end. Of droplets and volumes, unless others are wanted. */
  syncAndWait(kinds?: readonly ResourceKind[]): Promise<Run>;
  /** Makes tenants acme and globex, and gives them the projects that are named after them. */
  classifyDemoProjects(): Promise<void>;
  close(): Promise<void>;
}

export async function startService(
  options: {
    readonly simulator?: SimulatorOptions;
    readonly env?: Record<string, string>;
    /** Default: a silent one. */
    readonly log?: Log;
  } = {},
): Promise<Service> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'arcadia-service-'));
  const simulator = await startSimulator({ limits: false, ...options.simulator });
  const clearAway = async () => {
    await simulator.close();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  };
  const app = await startApp(
    readConfig({
      PORT: '0',
      DATABASE_URL: database.url,
      ARCADIA_DATA_DIR: dataDir,
      DO_API_TOKEN: 'test-token',
      DO_API_URL: simulator.url,
      SPACES_ENDPOINT_URL: simulator.spaces.endpoint,
      SPACES_ACCESS_KEY_ID: simulator.spaces.accessKeyId,
      SPACES_SECRET_ACCESS_KEY: simulator.spaces.secretAccessKey,
      ARCADIA_SYNC_CRON: 'off',
      // The simulator's are lifted too, unless a test wants them.
      ARCADIA_RATE_LIMITS: options.simulator?.limits === true ? 'on' : 'off',
      ARCADIA_STRIKE_SPACING: '0',
      ...options.env,
    }),
    options.log ?? silentLog,
  ).catch(async (error) => {
    await clearAway();
    throw error;
  });
  const key = app.core.developmentKey;
  if (key === null) throw new Error('A test service has a development key.');
  const sign = (sub: string, roles: readonly 'platform_admin'[], tenants: readonly string[]) =>
    signToken(key, { sub, roles, tenants, ttlSeconds: 3600 }, systemClock.now());
  const admin = await sign('admin', ['platform_admin'], []);

  const ask: Service['ask'] = async (document, variables, token) => {
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query: String(document), variables }),
    });
    const body = (await response.json()) as { data?: never; errors?: Answer<never>['errors'] }; // GraphQL's form
    return { status: response.status, data: body.data ?? null, errors: body.errors ?? [] };
  };
  const query: Service['query'] = async (document, variables, token) => {
    const { data, errors } = await ask(document, variables as Record<string, unknown>, token);
    const [error] = errors;
    if (error !== undefined) throw new Error(`${error.extensions.code}: ${error.message}`);
    if (data === null) throw new Error('The answer has no data.');
    return data as never; // what the document asks for, or the server would have said otherwise
  };

  return {
    app,
    url: app.url,
    simulator,
    system: database.system,
    admin,
    tenant: (...ids) => sign(`of ${ids.join()}`, [], ids),
    query,
    ask,
    async syncAndWait(kinds = ['DROPLET', 'VOLUME']) {
      const { triggerSync } = await query(TriggerSyncDocument, { kinds: [...kinds] }, admin);
      const id = triggerSync.syncRun?.id;
      if (id === undefined) throw new Error('No sync was begun.');
      for (;;) {
        const { node } = await query(SyncRunDocument, { id }, admin);
        if (isRun(node) && node.status !== 'QUEUED' && node.status !== 'RUNNING') return node;
        await delay(15);
      }
    },
    async classifyDemoProjects() {
      const { projects } = await query(ProjectsDocument, {}, admin);
      for (const tenantId of ['acme', 'globex']) {
        await query(CreateTenantDocument, { id: tenantId, name: tenantId }, admin);
        for (const { node } of projects.edges) {
          if (!node.name.startsWith(`${tenantId}-`)) continue;
          await query(ClassifyProjectDocument, { projectId: node.id, purpose: 'TENANT', tenantId }, admin);
        }
      }
    },
    async close() {
      await app.close();
      await clearAway();
    },
  };
}
