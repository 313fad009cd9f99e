import type { Parent } from '../../src/kinds/define.ts';
import { kinds } from '../../src/kinds/index.ts';
import { type Census, requestsAListing } from '../../src/kinds/requests.ts';

const engines = ['pg', 'mysql', 'valkey', 'mongodb', 'kafka', 'opensearch'];

/** An account of 1,000 droplets, 100 domains, 50 databases and 20 clusters, with what such an account has besides. */
const sizes: Readonly<Record<string, number>> = {
  droplet: 1000,
  domain: 100,
  domain_record: 2000,
  database_cluster: 50,
  kubernetes_cluster: 20,
  volume: 800,
  snapshot: 2000,
  image: 50,
  firewall: 60,
  load_balancer: 40,
  reserved_ip: 60,
  tag: 300,
  vpc: 40,
  certificate: 120,
  app: 60,
  droplet_autoscale_pool: 10,
  nfs_share: 10,
  registry: 2,
  function_namespace: 10,
  uptime_check: 60,
  alert_policy: 60,
  byoip_prefix: 2,
  dedicated_inference: 4,
};

const census: Census = {
  count: (kind) => sizes[kind] ?? 10,
  parents: (kind) =>
    Array.from(
      { length: sizes[kind] ?? 10 },
      (_, index): Parent => ({
        providerId: String(index),
        attrs: { engine: engines[index % engines.length] },
      }),
    ),
  regions: 14,
};

const projects = 60;

/** What the kinds ask of the token in an hour, the dearest first, and all together. */
export function largeAccount() {
  const plan = kinds
    .map((kind) => {
      const listing = requestsAListing(kind, census);
      return { kind: kind.name, everyMinutes: kind.everyMinutes, listing, anHour: (listing * 60) / kind.everyMinutes };
    })
    .sort((a, b) => b.anHour - a.anHour);
  // Projects and who is in them, at each slot of five minutes.
  const ofProjects = (1 + projects) * 12;
  return {
    plan,
    ofProjects,
    anHour: ofProjects + plan.reduce((sum, each) => sum + each.anHour, 0),
    // One in which every kind happens to be due at its first slot.
    worstHour: ofProjects + plan.reduce((sum, each) => sum + Math.max(each.anHour, each.listing), 0),
  };
}
