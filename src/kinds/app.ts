import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, filled, moment, sorted, wire, within } from './facts.ts';
import { flat } from './listing.ts';
import { linksTo } from './urn.ts';

// Of a component only what it is made of: its environment may hold secrets.
const component = wire.maybe(
  z.array(
    z.object({
      name: wire.maybe(wire.text),
      instance_count: wire.maybe(wire.integer),
      instance_size_slug: wire.maybe(wire.text),
    }),
  ),
);

const deployment = wire.maybe(
  z.object({ id: wire.maybe(wire.text), phase: wire.maybe(wire.text), updated_at: wire.maybe(wire.time) }),
);

export const app = defineKind({
  name: 'app',
  typeName: 'App',
  description: 'An application on App Platform.',
  version: 1,
  urn: (id) => `do:app:${id}`,
  everyMinutes: 5,
  scope: 'app:read',
  listing: flat('/v2/apps', 'apps', { query: { with_projects: 'true' } }),
  lookUp: { path: (id) => `/v2/apps/${id}`, key: 'app' },
  wire: z.object({
    id: wire.id,
    spec: wire.maybe(
      z.object({
        name: wire.maybe(wire.text),
        services: component,
        static_sites: component,
        jobs: component,
        workers: component,
        functions: component,
        databases: component,
        vpc: wire.maybe(z.object({ id: wire.maybe(wire.text) })),
      }),
    ),
    region: wire.region,
    tier_slug: wire.maybe(wire.text),
    default_ingress: wire.maybe(wire.text),
    live_url: wire.maybe(wire.text),
    domains: wire.maybe(z.array(z.object({ spec: wire.maybe(z.object({ domain: wire.maybe(wire.text) })) }))),
    dedicated_ips: wire.maybe(z.array(z.object({ ip: wire.maybe(wire.text) }))),
    active_deployment: deployment,
    in_progress_deployment: deployment,
    created_at: wire.maybe(wire.time),
    last_deployment_created_at: wire.maybe(wire.time),
  }),
  facts: {
    tierSlug: fact.string('Its tier, such as basic.'),
    liveUrl: fact.string('Where it answers. Null before its first deployment.'),
    defaultIngress: fact.string("Where it answers under the provider's own name."),
    domains: fact.strings('Its own domains.'),
    services: fact.strings('Names of its services.'),
    staticSites: fact.strings('Names of its static sites.'),
    workers: fact.strings('Names of its workers.'),
    jobs: fact.strings('Names of its jobs.'),
    functions: fact.strings('Names of its functions.'),
    databases: fact.strings('Names of the databases that it uses.'),
    instanceSizes: fact.strings('Sizes of its instances, each once.'),
    instances: fact.int(
      'Number of instances of services, workers and jobs; those that scale by themselves are not in it.',
    ),
    dedicatedIps: fact.strings('Addresses that are its own, which have a price.'),
    activeDeploymentId: fact.string('Id of the deployment that is live.'),
    deploymentInProgress: fact.boolean('True while another one is on its way.'),
    lastDeployedAt: fact.dateTime('When it was last deployed. Null when it never was.'),
  },
  read: (item) => {
    const { spec } = item;
    const parts = [...(spec?.services ?? []), ...(spec?.workers ?? []), ...(spec?.jobs ?? [])];
    const names = (of: z.output<typeof component>) =>
      spec === undefined ? undefined : sorted(of?.flatMap(({ name }) => name ?? []) ?? []);
    return {
      id: item.id,
      name: spec?.name ?? item.id,
      region: within(item.region, ({ slug }) => slug),
      status: within(item.active_deployment, ({ phase }) => phase),
      createdAt: item.created_at,
      facts: {
        tierSlug: item.tier_slug,
        liveUrl: filled(item.live_url),
        defaultIngress: filled(item.default_ingress),
        domains: sorted(item.domains?.flatMap((domain) => domain.spec?.domain ?? [])),
        services: names(spec?.services),
        staticSites: names(spec?.static_sites),
        workers: names(spec?.workers),
        jobs: names(spec?.jobs),
        functions: names(spec?.functions),
        databases: names(spec?.databases),
        instanceSizes: within(spec, () => [...new Set(parts.flatMap((part) => part.instance_size_slug ?? []))].sort()),
        instances: within(spec, () => parts.reduce((sum, part) => sum + (part.instance_count ?? 0), 0)),
        dedicatedIps: sorted(item.dedicated_ips?.flatMap(({ ip }) => ip ?? [])),
        activeDeploymentId: within(item.active_deployment, ({ id }) => id),
        deploymentInProgress: item.in_progress_deployment != null,
        lastDeployedAt: moment(item.last_deployment_created_at),
      },
      links: { vpc: within(spec, (each) => linksTo('vpc', each.vpc?.id ?? null)) ?? undefined },
    };
  },
});
