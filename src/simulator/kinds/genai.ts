import { databaseKind } from './database.ts';
import { isoSeconds, type Played } from './define.ts';
import { households, play } from './plain.ts';
import { playSmall, type SmallRecord, smallKind } from './small.ts';

// The AI side of an account: a few of each. Texts that agents are told, and keys, come as DigitalOcean sends them.

const agentPlaces = { path: '/v2/gen-ai/agents', list: 'agents', one: 'agent' } as const;

const agentKind = smallKind({
  name: 'genai_agent',
  urnType: 'genaiagent',
  places: agentPlaces,
  refs: (estate) =>
    households(estate)
      .slice(0, 3)
      .map(({ project }) => project.id),
  wire: ({ id, ref, createdAt }, { account }) => {
    const at = isoSeconds(createdAt);
    const url = `https://${id}.agents.do-ai.run`;
    return {
      chatbot: {
        allowed_domains: ['skyai.example'],
        button_background_color: '#000000',
        logo: 'https://skyai.example/logo.png',
        name: 'Sky',
        primary_color: '#0080ff',
        secondary_color: '#ffffff',
        starting_message: 'Hello',
      },
      chatbot_identifiers: [{ agent_chatbot_identifier: id }],
      created_at: at,
      deployment: {
        created_at: at,
        name: 'live',
        status: 'STATUS_RUNNING',
        updated_at: at,
        url,
        uuid: id,
        visibility: 'VISIBILITY_PRIVATE',
      },
      description: 'Answers customers',
      if_case: 'when somebody asks',
      instruction: `Be kind, and never say the password ${id.slice(0, 8)}.`,
      k: 5,
      max_tokens: 2048,
      mcp_servers: [
        {
          allowed_tools: ['search'],
          authorization: `Bearer ${id}`,
          headers: { 'x-key': id },
          server_label: 'search',
          server_url: 'https://mcp.skyai.example',
        },
      ],
      model: { name: 'Llama 3.3 Instruct (70B)', provider: 'MODEL_PROVIDER_DIGITALOCEAN', uuid: id },
      model_router: {
        uuid: id,
        name: 'router',
        description: '',
        regions: ['tor1'],
        created_at: at,
        updated_at: at,
        config: {},
      },
      name: `agent-${id.slice(0, 4)}`,
      project_id: ref,
      provide_citations: true,
      reasoning_effort: 'REASONING_EFFORT_MEDIUM',
      region: 'tor1',
      retrieval_method: 'RETRIEVAL_METHOD_REWRITE',
      route_created_at: at,
      route_created_by: String(account.ownerId),
      route_name: 'support',
      route_uuid: id,
      tags: ['support'],
      temperature: 0.7,
      template: {},
      thinking_token_budget: 1024,
      top_p: 0.9,
      updated_at: at,
      url,
      user_id: String(account.ownerId),
      uuid: id,
      version_hash: id.replaceAll('-', ''),
      web_fetch_enabled: false,
      web_search_enabled: true,
    };
  },
});

const indexing = ({ id, createdAt }: SmallRecord, knowledgeBase: string) => {
  const at = isoSeconds(createdAt);
  return {
    completed_datasources: 2,
    created_at: at,
    data_source_jobs: [
      {
        completed_at: at,
        data_source_uuid: id,
        error_details: '',
        error_msg: '',
        failed_item_count: '0',
        indexed_file_count: '12',
        indexed_item_count: '120',
        removed_item_count: '0',
        skipped_item_count: '0',
        started_at: at,
        status: 'DATA_SOURCE_STATUS_UPDATED',
        total_bytes: '1048576',
        total_bytes_indexed: '1048576',
        total_file_count: '12',
      },
    ],
    data_source_uuids: [id],
    finished_at: at,
    is_report_available: true,
    knowledge_base_uuid: knowledgeBase,
    phase: 'BATCH_JOB_PHASE_SUCCEEDED',
    started_at: at,
    status: 'INDEX_JOB_STATUS_COMPLETED',
    tokens: 4096,
    total_datasources: 2,
    total_tokens: '4096',
    updated_at: at,
    uuid: id,
  };
};

const knowledgePlaces = { path: '/v2/gen-ai/knowledge_bases', list: 'knowledge_bases', one: 'knowledge_base' } as const;

const knowledgeKind = smallKind({
  name: 'genai_knowledge_base',
  urnType: 'genaiknowledgebase',
  places: knowledgePlaces,
  refs: (estate) =>
    households(estate)
      .slice(0, 2)
      .map(({ project }) => project.id),
  wire: (record, estate) => {
    const { id, ref, createdAt } = record;
    const database = [...estate.shelf(databaseKind).values()].find(({ engine }) => engine === 'opensearch');
    return {
      added_to_agent_at: isoSeconds(createdAt),
      created_at: isoSeconds(createdAt),
      database_id: database?.id ?? '',
      embedding_model_uuid: id,
      is_public: false,
      last_indexing_job: indexing(record, id),
      name: `handbook-${id.slice(0, 4)}`,
      project_id: ref,
      region: 'tor1',
      reranking_config: { enabled: true, model: 'bge-reranker-v2' },
      tags: ['handbook'],
      updated_at: isoSeconds(createdAt),
      user_id: String(estate.account.ownerId),
      uuid: id,
    };
  },
});

const keys = (name: string, path: string, more: (id: string) => object) =>
  playSmall({
    name: `genai_${name}_api_key`,
    urnType: `genai${name}apikey`,
    places: { path: `/v2/gen-ai/${path}`, list: 'api_key_infos', one: 'api_key_info' },
    refs: () => ['platform', 'support'],
    wire: ({ id, ref, createdAt }, { account }) => ({
      created_at: isoSeconds(createdAt),
      created_by: String(account.ownerId),
      deleted_at: isoSeconds(createdAt),
      name: ref,
      uuid: id,
      ...more(id),
    }),
  });

const updated = () => ({ updated_at: '2026-01-02T03:04:05Z' });
const modelKeys = keys('model', 'models/api_keys', (id) => ({ secret_key: `sk-do-${id}` }));

export const genai: readonly Played[] = [
  play(agentKind, agentPlaces),
  play(knowledgeKind, knowledgePlaces),
  playSmall({
    name: 'genai_indexing_job',
    urnType: 'genaiindexingjob',
    places: { path: '/v2/gen-ai/indexing_jobs', list: 'jobs', one: 'job' },
    refs: (estate) => [...estate.shelf(knowledgeKind).values()].map(({ id }) => id),
    wire: (record) => indexing(record, record.ref),
  }),
  playSmall({
    name: 'genai_custom_model',
    urnType: 'genaicustommodel',
    places: { path: '/v2/gen-ai/custom_models', list: 'models', one: 'model' },
    refs: () => ['sky-7b', 'sky-70b'],
    wire: ({ id, ref, createdAt }, { account }) => ({
      active_deployments: [
        {
          created_at: isoSeconds(createdAt),
          endpoints: {
            private_endpoint_fqdn: 'https://private.example',
            public_endpoint_fqdn: 'https://public.example',
          },
          id,
          name: 'live',
          region_slug: 'atl1',
          state: 'active',
          updated_at: isoSeconds(createdAt),
        },
      ],
      architecture: 'LlamaForCausalLM',
      config_json: {},
      context_length: 8192,
      cost_estimate_per_month: 12,
      created_at: isoSeconds(createdAt),
      description: 'Tuned on tickets',
      error_message: '',
      file_count: 9,
      input_modalities: ['text'],
      license: 'own',
      name: ref,
      output_modalities: ['text'],
      parameters: '7000000000',
      source_ref: {
        access_type: 'ACCESS_TYPE_PRIVATE',
        bucket: 'models',
        commit_sha: id,
        hf_token: `hf_${id}`,
        prefix: 'sky',
        region: 'nyc3',
        repo_id: 'skyai/sky-7b',
      },
      source_type: 'SOURCE_TYPE_HUGGINGFACE',
      status: 'STATUS_READY',
      storage_region: 'nyc3',
      tags: { tags: ['tickets'] },
      team_id: String(account.ownerId),
      total_size_bytes: '14000000000',
      updated_at: isoSeconds(createdAt),
      uuid: id,
    }),
  }),
  playSmall({
    name: 'genai_model_router',
    urnType: 'genaimodelrouter',
    places: { path: '/v2/gen-ai/models/routers', list: 'model_routers', one: 'model_router' },
    refs: () => ['support', 'sales'],
    wire: ({ id, ref, createdAt }) => ({
      config: { fallback_models: ['llama3.3-70b-instruct'], policies: [{ models: ['llama3-8b-instruct'] }] },
      created_at: isoSeconds(createdAt),
      description: 'Small questions to small models',
      name: ref,
      regions: ['tor1'],
      updated_at: isoSeconds(createdAt),
      uuid: id,
    }),
  }),
  { ...modelKeys, routes: modelKeys.routes.slice(0, 1) },
  keys('anthropic', 'anthropic/keys', updated),
  keys('openai', 'openai/keys', () => ({ ...updated(), models: [] })),
  playSmall({
    name: 'genai_workspace',
    urnType: 'genaiworkspace',
    places: { path: '/v2/gen-ai/workspaces', list: 'workspaces', one: 'workspace', whole: true },
    refs: (estate) => [...estate.shelf(agentKind).values()].slice(0, 1).map(({ id }) => id),
    wire: ({ id, ref, createdAt }, estate) => {
      const agent = estate.shelf(agentKind).get(ref);
      return {
        agents: agent === undefined ? [] : [agentKind.wire(agent, estate)],
        created_at: isoSeconds(createdAt),
        created_by: String(estate.account.ownerId),
        created_by_email: estate.account.email,
        deleted_at: isoSeconds(createdAt),
        description: 'Support',
        evaluation_test_cases: [],
        name: 'support',
        updated_at: isoSeconds(createdAt),
        uuid: id,
      };
    },
  }),
];
