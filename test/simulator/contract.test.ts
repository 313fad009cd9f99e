import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '../../src/simulator/kinds/index.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';

// DigitalOcean's own description of its API lies beside the project, and is no part of it.
const fromRoot = '../shared/digitalocean/openapi.json';
const descriptionPath = fileURLToPath(new URL(`../../${fromRoot}`, import.meta.url));
const described = existsSync(descriptionPath);

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Schema = { readonly [key: string]: Json };
type Paths = Readonly<Record<string, { get?: { responses: Readonly<Record<string, Schema>> } }>>;

/** Documented and yet not sent with every item. Paths of properties, `[]` for an item. */
const mayBeMissing: readonly { readonly path: RegExp; readonly because: string }[] = [
  { path: /^tags?(\[\])?\.resources\.imgages$/, because: 'misspelt in the description; the API says images' },
  {
    path: /\.resources(\.\w+)?\.last_tagged_uri$/,
    because: "DigitalOcean's own example has none where the count is 0",
  },
  { path: /^droplets?(\[\])?(\.size)?\.gpu_info$/, because: 'only machines with GPUs have it' },
  {
    path: /^apps?(\[\])?\.(spec|domains|\w+_deployment)(\[\])?\./,
    because: 'an application is sent with what it is made of, and with nothing where it has no such part',
  },
  {
    path: /^keys$/,
    because: 'the description of a single Spaces key is that of a list; its example has the one under key',
  },
  { path: /^meta\.pages?$/, because: 'the lists of the AI endpoints count their pages too, which nobody needs' },
  {
    path: /^agents?(\[\])?\.(model|model_router|template)\.|^agent\.\w+$|^workspaces?(\[\])?\.agents(\[\])?\./,
    because: 'an agent repeats whole what it is made of and who made it, two levels deep',
  },
  {
    path: /^links\.pages\.(first|previous)$/,
    because: 'the AI endpoints name the page before otherwise; there is none',
  },
  { path: /^(database_status|max_threshold)$/, because: "what stands beside the thing itself is nobody's fact" },
  { path: /^topic\.(partitions|config)$/, because: 'what goes on in a topic is nothing that anybody mirrors' },
  {
    path: /^(custom_)?model_routers?(\[\])?\.config\./,
    because: 'a policy has a task of its own, or one of the catalogue',
  },
  { path: /^links\.pages$/, because: "DigitalOcean's own example of a single page says only {}" },
];

/** Documented and met with no item of the default account. */
const mayBeUnmet: readonly { readonly path: RegExp; readonly because: string }[] = [
  { path: /^tags?(\[\])?\.resources\.imgages/, because: 'misspelt in the description; the API says images' },
  {
    path: /^apps\[\]\.(spec|domains|\w+_deployment)(\[\])?\./,
    because: 'the applications of the default account are made of a few parts only',
  },
  { path: /^meta\.pages?$/, because: 'the lists of the AI endpoints count their pages too, which nobody needs' },
  {
    path: /^agents\[\]\.(model|model_router|template)\.|^workspaces\[\]\.(agents|evaluation_test_cases)\[\]\./,
    because: 'an agent repeats whole what it is made of and who made it, two levels deep',
  },
  {
    path: /^links\.pages\.(first|previous)$/,
    because: 'the AI endpoints name the page before otherwise; there is none',
  },
  { path: /^max_threshold$/, because: "what stands beside the list is nobody's fact" },
  { path: /^api_key_infos\[\]\.models\[\]\./, because: 'a key repeats whole the models that it is for' },
  { path: /^model_routers\[\]\.config\./, because: 'a policy has a task of its own, or one of the catalogue' },
];

/** What stands for `:id`, by the path before it. */
const samples: Readonly<Record<string, (simulator: Simulator) => string | number | undefined>> = {
  '/v2/account/keys': firstOf('ssh_key'),
  '/v2/actions': ({ estate }) => estate.truth().action?.ids.at(-1),
  '/v2/apps': firstOf('app'),
  '/v2/cdn/endpoints': firstOf('cdn_endpoint'),
  '/v2/certificates': firstOf('certificate'),
  '/v2/databases': firstOf('database_cluster'),
  '/v2/domains': firstOf('domain'),
  '/v2/droplets': firstOf('droplet'),
  '/v2/droplets/autoscale': firstOf('droplet_autoscale_pool'),
  '/v2/firewalls': firstOf('firewall'),
  '/v2/images': firstOf('image'),
  '/v2/kubernetes/clusters': firstOf('kubernetes_cluster'),
  '/v2/load_balancers': firstOf('load_balancer'),
  '/v2/monitoring/alerts': firstOf('alert_policy'),
  '/v2/projects': ({ estate }) => estate.projectNamed('acme-production')?.id,
  '/v2/registries': firstOf('registry'),
  '/v2/reserved_ips': firstOf('reserved_ip'),
  '/v2/reserved_ipv6': firstOf('reserved_ipv6'),
  '/v2/snapshots': firstOf('snapshot'),
  '/v2/spaces/keys': firstOf('spaces_key'),
  '/v2/tags': () => 'env:production',
  '/v2/uptime/checks': firstOf('uptime_check'),
  '/v2/volumes': firstOf('volume'),
  '/v2/add-ons/saas': firstOf('addon'),
  '/v2/byoip_prefixes': firstOf('byoip_prefix'),
  '/v2/dedicated-inferences': firstOf('dedicated_inference'),
  '/v2/functions/namespaces': firstOf('function_namespace'),
  '/v2/gen-ai/agents': firstOf('genai_agent'),
  '/v2/gen-ai/anthropic/keys': firstOf('genai_anthropic_api_key'),
  '/v2/gen-ai/custom_models': firstOf('genai_custom_model'),
  '/v2/gen-ai/indexing_jobs': firstOf('genai_indexing_job'),
  '/v2/gen-ai/knowledge_bases': firstOf('genai_knowledge_base'),
  '/v2/gen-ai/models/routers': firstOf('genai_model_router'),
  '/v2/gen-ai/openai/keys': firstOf('genai_openai_api_key'),
  '/v2/gen-ai/workspaces': firstOf('genai_workspace'),
  '/v2/monitoring/sinks/destinations': firstOf('monitoring_sink_destination'),
  '/v2/nfs': firstOf('nfs_share'),
  '/v2/nfs/access_points': firstOf('nfs_access_point'),
  '/v2/nfs/shares': firstOf('nfs_share'),
  '/v2/nfs/snapshots': firstOf('nfs_snapshot'),
  '/v2/partner_network_connect/attachments': firstOf('partner_attachment'),
  '/v2/security/scans': firstOf('security_scan'),
  '/v2/vector-databases': firstOf('vector_database'),
  '/v2/vpc_nat_gateways': firstOf('vpc_nat_gateway'),
  '/v2/vpc_peerings': firstOf('vpc_peering'),
  '/v2/vpcs': firstOf('vpc'),
};

/** Databases of the engine that has what is asked for. */
const databaseOf: Readonly<Record<string, string>> = {
  pools: 'pg',
  topics: 'kafka',
  'schema-registry': 'kafka',
  indexes: 'opensearch',
};

/** What stands for `:own`, by the path's last words: the first one that is within the parent. */
const children: Readonly<Record<string, string>> = {
  records: 'domain_record',
  dbs: 'database_db',
  users: 'database_user',
  pools: 'database_pool',
  topics: 'database_topic',
  alerts: 'uptime_alert',
  triggers: 'function_trigger',
  accelerators: 'dedicated_inference_accelerator',
};

function ownIdIn({ estate }: Simulator, path: string, parent: string): string {
  const [, words = ''] = /\/([\w-]+)\/:own$/.exec(path) ?? [];
  if (words === 'node_pools') {
    const cluster = estate.wire(`do:kubernetes:${parent}`) as { node_pools: { id: string }[] }; // as the API shows it
    return cluster.node_pools[0]?.id ?? '';
  }
  const ids = (estate.truth()[children[words] ?? '']?.ids ?? []).map(String);
  const own = ids.find((id) => id.startsWith(`${parent}/`)) ?? ids[0] ?? '';
  return own.replace(`${parent}/`, '');
}

function firstOf(kind: string) {
  return ({ estate }: Simulator) => estate.truth()[kind]?.ids[0];
}

/** Queries that make an endpoint answer otherwise; the plain one is always asked. */
const variants: Readonly<Record<string, readonly string[]>> = {
  '/v2/droplets': ['?per_page=200', '?type=gpus', '?page=2', '?page=99'],
  '/v2/images': ['?per_page=200&private=true'],
  '/v2/tags': ['?per_page=200'],
  '/v2/volumes': ['?per_page=200'],
};

const played = routes.filter(({ method }) => method === 'GET').map(({ path }) => path);

describe.skipIf(!described)(`against DigitalOcean's description (skipped where ${fromRoot} is absent)`, () => {
  let simulator: Simulator;
  let paths: Paths;
  let document: Schema;
  let ajv: Ajv;

  beforeAll(async () => {
    document = JSON.parse(readFileSync(descriptionPath, 'utf8'));
    paths = document.paths as unknown as Paths;
    ajv = new Ajv({ strict: false, unicodeRegExp: false, allErrors: true, logger: false });
    addFormats.default(ajv);
    ajv.addSchema({ $id: 'do', components: document.components, paths: document.paths });
    // Some lists may be asked five times in ten seconds; that has tests of its own.
    simulator = await startSimulator({ limits: false });
  });

  afterAll(() => simulator.close());

  /** The description names its parameters otherwise than our routes do. */
  function documentedPath(path: string): string {
    const shape = (each: string) => each.replace(/\{\w+\}|:\w+/g, '{}');
    const found = Object.keys(paths).find((each) => paths[each]?.get !== undefined && shape(each) === shape(path));
    if (found === undefined) throw new Error(`${path} is not in the description`);
    return found;
  }

  function deref(schema: Schema): Schema {
    if (typeof schema.$ref !== 'string') return schema;
    const segments = schema.$ref.slice(2).split('/').map(decode);
    return deref(segments.reduce<Schema>((at, segment) => at[segment] as Schema, document));
  }

  function responseOf(path: string): { readonly schema: Schema; readonly pointer: string } {
    const own = paths[documentedPath(path)]?.get?.responses['200'] ?? {};
    const content = (deref(own).content as Schema)['application/json'] as Schema;
    const at = typeof own.$ref === 'string' ? own.$ref : `#/paths/${encode(documentedPath(path))}/get/responses/200`;
    return { schema: content.schema as Schema, pointer: `do${at}/content/application~1json/schema` };
  }

  function parentOf(path: string, before: string): string {
    const engine = databaseOf[path.split('/')[4] ?? ''];
    const databases = (simulator.estate.truth().database_cluster?.ids ?? []).map(String);
    const engineOf = (id: string) => (simulator.estate.wire(`do:dbaas:${id}`) as { engine: string }).engine;
    if (before === '/v2/databases') return databases.find((id) => engineOf(id) === (engine ?? 'pg')) ?? '';
    return String(samples[before]?.(simulator));
  }

  async function answers(path: string): Promise<{ readonly url: string; readonly body: Json }[]> {
    const [before = '', ...rest] = path.split('/:id');
    const parent = parentOf(path, before);
    const below = rest.join('').replace(':own', () => encodeURIComponent(ownIdIn(simulator, path, parent)));
    const url = rest.length === 0 ? path : `${before}/${encodeURIComponent(parent)}${below}`;
    const urls = ['', ...(variants[path] ?? ['?per_page=1'])].map((query) => `${url}${query}`);
    return await Promise.all(
      urls.map(async (each) => {
        const response = await fetch(`${simulator.url}${each}`, { headers: { authorization: 'Bearer contract' } });
        expect([each, response.status]).toEqual([each, 200]);
        return { url: each, body: await response.json() };
      }),
    );
  }

  test.each(played)('GET %s is valid by its schema', async (path) => {
    const validate = ajv.compile({ $ref: responseOf(path).pointer });
    for (const { url, body } of await answers(path)) {
      validate(body);
      expect([url, validate.errors ?? []]).toEqual([url, []]);
    }
  });

  test.each(played)('GET %s sends every documented property with every item', async (path) => {
    const { schema } = responseOf(path);
    for (const { url, body } of await answers(path)) {
      const missing = new Set(missingFrom(deref, schema, body, ''));
      const unexcused = [...missing].filter((each) => !mayBeMissing.some((excuse) => excuse.path.test(each)));
      expect([url, unexcused]).toEqual([url, []]);
    }
  });

  test.each(
    played.filter((path) => !path.includes(':')),
  )('GET %s fills every documented property somewhere', async (path) => {
    const { schema } = responseOf(path);
    const met = new Set((await answers(path)).flatMap(({ body }) => [...pathsIn(body, '')]));
    const unmet = [...documented(deref, schema, '')].filter((each) => !met.has(each));
    expect(unmet.filter((each) => !mayBeUnmet.some((excuse) => excuse.path.test(each)))).toEqual([]);
  });

  test('every excuse is still needed', async () => {
    const missing: string[] = [];
    for (const path of played) {
      for (const { body } of await answers(path))
        missing.push(...missingFrom(deref, responseOf(path).schema, body, ''));
    }
    const idle = mayBeMissing.filter((excuse) => !missing.some((each) => excuse.path.test(each)));
    expect(idle).toEqual([]);
  });
});

type Deref = (schema: Schema) => Schema;

function encode(segment: string): string {
  return encodeURIComponent(segment.replaceAll('~', '~0').replaceAll('/', '~1'));
}

function decode(segment: string): string {
  return decodeURIComponent(segment).replaceAll('~1', '/').replaceAll('~0', '~');
}

/** Properties and items of a schema, those of its `allOf` included; what is one of several is nobody's duty. */
function shapeOf(deref: Deref, schema: Schema): { properties: ReadonlyMap<string, Schema>; items: Schema | null } {
  const own = deref(schema);
  const properties = new Map(Object.entries((own.properties ?? {}) as Readonly<Record<string, Schema>>));
  let items = (own.items ?? null) as Schema | null;
  for (const part of (own.allOf ?? []) as readonly Schema[]) {
    const inherited = shapeOf(deref, part);
    for (const [name, each] of inherited.properties) properties.set(name, each);
    items ??= inherited.items;
  }
  return { properties, items };
}

function missingFrom(deref: Deref, schema: Schema, value: Json, path: string): string[] {
  const { properties, items } = shapeOf(deref, schema);
  if (Array.isArray(value)) {
    return items === null ? [] : value.flatMap((each) => missingFrom(deref, items, each, `${path}[]`));
  }
  if (typeof value !== 'object' || value === null) return [];
  const fields = value as { readonly [key: string]: Json };
  return [...properties].flatMap(([name, each]) => {
    const at = path === '' ? name : `${path}.${name}`;
    const field = fields[name];
    return field === undefined ? [at] : missingFrom(deref, each, field, at);
  });
}

/** Descriptions go round: an agent has agents. Deeper than this is a thing of its own. */
const deepest = 6;

function* documented(deref: Deref, schema: Schema, path: string): Generator<string> {
  if (path.split('.').length > deepest) return;
  const { properties, items } = shapeOf(deref, schema);
  if (items !== null) yield* documented(deref, items, `${path}[]`);
  for (const [name, each] of properties) {
    const at = path === '' ? name : `${path}.${name}`;
    yield at;
    yield* documented(deref, each, at);
  }
}

/** Paths that hold something: null counts for nothing. */
function* pathsIn(value: Json, path: string): Generator<string> {
  if (Array.isArray(value)) for (const each of value) yield* pathsIn(each, `${path}[]`);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, each] of Object.entries(value)) {
      const at = path === '' ? name : `${path}.${name}`;
      if (each !== null) yield at;
      yield* pathsIn(each, at);
    }
  }
}
