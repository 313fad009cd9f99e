import type { Estate } from '../estate.ts';
import { databaseKind } from './database.ts';
import { isoSeconds, type Played } from './define.ts';
import { kubernetesKind } from './kubernetes.ts';
import { play } from './plain.ts';
import { playSmall, smallKind } from './small.ts';

const destinationPlaces = {
  path: '/v2/monitoring/sinks/destinations',
  list: 'destinations',
  one: 'destination',
  whole: true,
} as const;

const firstOpensearch = (estate: Estate) =>
  [...estate.shelf(databaseKind).values()].filter(({ engine }) => engine === 'opensearch').slice(0, 1);

const destinationKind = smallKind({
  name: 'monitoring_sink_destination',
  urnType: 'sinkdestination',
  places: destinationPlaces,
  refs: (estate) => firstOpensearch(estate).map(({ id }) => id),
  wire: ({ id, ref }, estate) => {
    const name = estate.shelf(databaseKind).get(ref)?.name ?? 'logs';
    const endpoint = `https://logs:pw-${id.slice(0, 8)}@${name}.example.com:25060`;
    const config = { id, endpoint, cluster_uuid: ref, cluster_name: name, index_name: 'droplets', retention_days: 14 };
    return { id, name: 'central logs', type: 'opensearch_dbaas', config };
  },
});

/** A sink has no id: it is what sends to one destination. */
const sinkKind = smallKind({
  name: 'monitoring_sink',
  urnType: 'sink',
  places: { path: '/v2/monitoring/sinks', list: 'sinks', one: 'sink', whole: true },
  refs: () => [],
  wire: ({ ref }, estate) => {
    const destination = estate.shelf(destinationKind).get(ref);
    const wired = destination === undefined ? {} : destinationKind.wire(destination, estate);
    const config = 'config' in wired ? wired.config : {};
    const credentials = { username: 'logs', password: `pw-${ref.slice(0, 8)}` };
    return {
      destination: { ...wired, config: { ...(config as object), credentials } },
      // Named in the description as what every item has.
      urn: `do:sink:${ref}`,
      resources: [...estate.shelf(kubernetesKind).values()]
        .slice(0, 2)
        .map(({ id, name }) => ({ urn: `do:kubernetes:${id}`, name })),
    };
  },
});

const sinks = play(
  {
    ...sinkKind,
    generate: (estate, { until }) => {
      for (const { id } of estate.shelf(destinationKind).values()) {
        estate.add(sinkKind, { id, order: estate.nextOrder(), ref: id, createdAt: until });
      }
    },
  },
  { path: '/v2/monitoring/sinks', list: 'sinks', one: 'sink', whole: true },
);

export const monitoringExtras: readonly Played[] = [
  play(destinationKind, destinationPlaces),
  { ...sinks, routes: sinks.routes.slice(0, 1) },
  playSmall({
    name: 'security_scan',
    urnType: 'securityscan',
    places: { path: '/v2/security/scans', list: 'scans', one: 'scan' },
    refs: () => ['weekly', 'weekly'],
    wire: ({ id, createdAt }) => ({
      id,
      status: 'COMPLETED',
      created_at: isoSeconds(createdAt),
      findings: [
        {
          rule_uuid: id,
          name: 'Droplet without a firewall',
          details: 'Ports are open to everybody.',
          found_at: isoSeconds(createdAt),
          severity: 'HIGH',
          business_impact: 'Anybody may try.',
          technical_details: 'No firewall is assigned.',
          mitigation_steps: [{ step: 1, title: 'Assign one', description: 'Assign a firewall to it.' }],
          affected_resources_count: 2,
        },
      ],
    }),
  }),
  playSmall({
    name: 'addon',
    urnType: 'addon',
    places: { path: '/v2/add-ons/saas', list: 'resources', one: 'resource', whole: true },
    refs: () => ['mail'],
    wire: ({ id }) => ({
      uuid: id,
      name: 'mail for the platform',
      state: 'provisioned',
      app_name: 'Mailer',
      app_slug: 'mailer',
      plan_name: 'Pro',
      plan_slug: 'pro',
      plan_price_per_month: 20,
      has_config: true,
      metadata: [{ name: 'api_key', value: `secret-${id}` }],
      sso_url: `https://mailer.example/sso?token=${id}`,
      message: '',
    }),
  }),
];
