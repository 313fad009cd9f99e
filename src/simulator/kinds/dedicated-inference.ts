import { isoSeconds, type Played } from './define.ts';
import { play } from './plain.ts';
import { type SmallRecord, smallKind } from './small.ts';
import { type ChildRecord, playWithin, within } from './under.ts';
import { vpcKind } from './vpc.ts';

const inferencePlaces = {
  path: '/v2/dedicated-inferences',
  list: 'dedicated_inferences',
  one: 'dedicated_inference',
} as const;

const inferenceKind = smallKind({
  name: 'dedicated_inference',
  urnType: 'dedicatedinference',
  places: inferencePlaces,
  refs: (estate) =>
    [...estate.shelf(vpcKind).values()]
      .filter(({ isDefault }) => !isDefault)
      .slice(0, 2)
      .map(({ id }) => id),
  wire: ({ id, ref, createdAt }) => {
    const at = isoSeconds(createdAt);
    const model_deployments = [
      {
        model_id: id,
        model_slug: 'meta-llama/Llama-3.3-70B-Instruct',
        model_provider: 'hugging_face',
        workload_config: {},
        accelerators: [
          { accelerator_slug: 'gpu-mi300x1-192gb', scale: 1, type: 'prefill_and_decode', status: 'active' },
        ],
      },
    ];
    const spec = {
      name: `inference-${id.slice(0, 4)}`,
      vpc: { uuid: ref },
      enable_public_endpoint: true,
      model_deployments,
    };
    return {
      id,
      status: 'active',
      region: 'atl1',
      vpc_uuid: ref,
      spec: { ...spec, version: 1, region: 'atl1' },
      pending_deployment_spec: { ...spec, id, version: 2, status: 'updating', created_at: at, updated_at: at },
      endpoints: {
        public_endpoint_fqdn: `https://${id}-public.do-infra.ai`,
        private_endpoint_fqdn: `https://${id}-private.do-infra.ai`,
      },
      created_at: at,
      updated_at: at,
    };
  },
});

const acceleratorKind = within<ChildRecord, SmallRecord>(inferenceKind, {
  name: 'dedicated_inference_accelerator',
  urnType: 'inferenceaccelerator',
  path: (id) => `/v2/dedicated-inferences/accelerators/${id}`,
  generate: (estate) => {
    const random = estate.random('accelerator');
    for (const { id: of } of estate.shelf(inferenceKind).values()) {
      estate.add(acceleratorKind, { id: random.uuid(), of, order: estate.nextOrder() });
    }
  },
  wire: ({ id, of }, estate) => ({
    id,
    name: `mi300x1-${id.slice(0, 6)}`,
    slug: 'gpu-mi300x1-192gb',
    role: 'prefill_and_decode',
    status: 'active',
    created_at: isoSeconds(estate.shelf(inferenceKind).get(of)?.createdAt ?? 0),
  }),
});

export const dedicatedInferences: readonly Played[] = [
  play(inferenceKind, inferencePlaces),
  playWithin(inferenceKind, acceleratorKind, {
    path: '/v2/dedicated-inferences/:id/accelerators',
    list: 'accelerators',
    one: '',
  }),
];
