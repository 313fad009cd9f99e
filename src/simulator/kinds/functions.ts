import { isoSeconds } from './define.ts';
import { households, play } from './plain.ts';
import { type SmallRecord, smallKind } from './small.ts';
import { type ChildRecord, named, playWithin, within } from './under.ts';

const places = { path: '/v2/functions/namespaces', list: 'namespaces', one: 'namespace', whole: true } as const;

const namespaceKind = smallKind({
  name: 'function_namespace',
  urnType: 'fnnamespace',
  places,
  refs: (estate) =>
    households(estate)
      .slice(0, 3)
      .map(({ project }) => project.name),
  id: (random) => `fn-${random.uuid()}`,
  // What a token with the scope is shown, the key included: nobody may keep it.
  wire: ({ id, ref, createdAt }) => ({
    api_host: 'https://faas-nyc1-2ef2e6cc.doserverless.co',
    namespace: id,
    created_at: isoSeconds(createdAt),
    updated_at: isoSeconds(createdAt),
    label: ref,
    region: 'nyc1',
    uuid: id.slice(3),
    key: `dof-key-${id}`,
  }),
});

const triggerKind = within<ChildRecord, SmallRecord>(namespaceKind, {
  name: 'function_trigger',
  urnType: 'fntrigger',
  path: (id) => `/v2/functions/namespaces/${String(id).replace('/', '/triggers/')}`,
  generate: (estate) => {
    for (const { id: of } of estate.shelf(namespaceKind).values()) {
      estate.add(triggerKind, { id: `${of}/nightly`, of, order: estate.nextOrder() });
    }
  },
  wire: ({ id, of }, estate) => {
    const at = isoSeconds(estate.shelf(namespaceKind).get(of)?.createdAt ?? 0);
    return {
      namespace: of,
      name: named(id, of),
      function: 'reports/nightly',
      type: 'SCHEDULED',
      is_enabled: true,
      created_at: at,
      updated_at: at,
      scheduled_details: { cron: '0 3 * * *', body: { name: 'nightly' } },
      scheduled_runs: { last_run_at: null, next_run_at: at },
    };
  },
});

export const functionNamespaces = play(namespaceKind, places);
export const functionTriggers = playWithin(namespaceKind, triggerKind, {
  path: '/v2/functions/namespaces/:id/triggers',
  list: 'triggers',
  one: 'trigger',
  own: named,
  whole: {},
});
