import { expect, test } from 'vitest';
import type { Parent } from '../../src/kinds/define.ts';
import { kinds, kindsByName } from '../../src/kinds/index.ts';
import { type Census, requestsAListing } from '../../src/kinds/requests.ts';

// Requests are the scarce thing: a token has 5,000 an hour.

const hourly = 5000;
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

test('the day of an account of 1,000 droplets, 100 domains, 50 databases and 20 clusters fits 5,000 requests an hour', () => {
  const plan = kinds
    .map((kind) => {
      const listing = requestsAListing(kind, census);
      return { kind: kind.name, everyMinutes: kind.everyMinutes, listing, anHour: (listing * 60) / kind.everyMinutes };
    })
    .sort((a, b) => b.anHour - a.anHour);
  // Projects and who is in them, at each slot of five minutes.
  const ofProjects = (1 + projects) * 12;
  const anHour = ofProjects + plan.reduce((sum, each) => sum + each.anHour, 0);
  console.log(
    [
      `projects and who is in them: ${ofProjects} requests an hour`,
      ...plan.map(
        (each) => `${each.kind}: ${each.listing} every ${each.everyMinutes} min, ${each.anHour.toFixed(1)} an hour`,
      ),
      `together: ${Math.ceil(anHour)} requests an hour, ${Math.ceil(anHour * 24)} a day`,
    ].join('\n'),
  );
  expect(anHour).toBeLessThanOrEqual(hourly);
  // The worst hour is one in which every kind happens to be due at its first slot.
  expect(ofProjects + plan.reduce((sum, each) => sum + Math.max(each.anHour, each.listing), 0)).toBeLessThanOrEqual(
    hourly,
  );
});

test('no kind is listed by a request a droplet, and lists under parents are read at most twice an hour', () => {
  for (const { name, listing, everyMinutes } of kinds) {
    expect([name, listing.parent === 'droplet']).toEqual([name, false]);
    if (listing.under) expect([name, everyMinutes >= 30]).toEqual([name, true]);
  }
});

test('what rides on another kind is due with it', () => {
  for (const { name, listing, everyMinutes } of kinds) {
    const host = kindsByName.get(listing.rides?.on ?? '');
    if (host !== undefined) expect([name, everyMinutes]).toEqual([name, host.everyMinutes]);
  }
});
