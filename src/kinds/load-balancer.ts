import { z } from 'zod';
import { defineKind } from './define.ts';
import { fact, filled, sorted, wire, within } from './facts.ts';
import { flat } from './listing.ts';
import { linksTo } from './urn.ts';

export const loadBalancer = defineKind({
  name: 'load_balancer',
  typeName: 'LoadBalancer',
  description: 'A load balancer.',
  version: 1,
  urn: (id) => `do:loadbalancer:${id}`,
  everyMinutes: 5,
  scope: 'load_balancer:read',
  listing: flat('/v2/load_balancers', 'load_balancers'),
  lookUp: { path: (id) => `/v2/load_balancers/${id}`, key: 'load_balancer' },
  wire: z.object({
    id: wire.id,
    name: wire.maybe(wire.text),
    ip: wire.maybe(wire.text),
    ipv6: wire.maybe(wire.text),
    size_unit: wire.maybe(wire.integer),
    size: wire.maybe(wire.text),
    status: wire.maybe(wire.text),
    created_at: wire.maybe(wire.time),
    forwarding_rules: wire.maybe(
      z.array(
        z.object({
          entry_protocol: wire.maybe(wire.text),
          entry_port: wire.maybe(wire.integer),
          target_protocol: wire.maybe(wire.text),
          target_port: wire.maybe(wire.integer),
          certificate_id: wire.maybe(wire.text),
          tls_passthrough: wire.maybe(wire.boolean),
        }),
      ),
    ),
    health_check: wire.maybe(
      z.object({ protocol: wire.maybe(wire.text), port: wire.maybe(wire.integer), path: wire.maybe(wire.text) }),
    ),
    sticky_sessions: wire.maybe(z.object({ type: wire.maybe(wire.text) })),
    redirect_http_to_https: wire.maybe(wire.boolean),
    enable_proxy_protocol: wire.maybe(wire.boolean),
    http_idle_timeout_seconds: wire.maybe(wire.integer),
    vpc_uuid: wire.maybe(wire.text),
    network: wire.maybe(wire.text),
    network_stack: wire.maybe(wire.text),
    type: wire.maybe(wire.text),
    domains: wire.maybe(z.array(z.object({ name: wire.maybe(wire.text), certificate_id: wire.maybe(wire.text) }))),
    target_load_balancer_ids: wire.texts,
    tls_cipher_policy: wire.maybe(wire.text),
    region: wire.region,
    droplet_ids: wire.maybe(z.array(wire.id)),
    tag: wire.maybe(wire.text),
  }),
  facts: {
    balancerType: fact.string('REGIONAL, REGIONAL_NETWORK or GLOBAL.'),
    network: fact.string('EXTERNAL, or INTERNAL when only its private network reaches it.'),
    networkStack: fact.string('IPV4 or DUALSTACK.'),
    ipv4: fact.string('Its IPv4 address. Null while it has none.'),
    ipv6: fact.string('Its IPv6 address. Null when it has none.'),
    sizeUnits: fact.int('Number of nodes, which it is priced by. Null where the size is a slug.'),
    sizeSlug: fact.string('Its size, where it is a slug. Null elsewhere.'),
    forwardingRules: fact.strings('From where to where, such as https:443 to http:8080.'),
    healthCheck: fact.string('How its targets are looked at, such as http:80/healthz.'),
    stickySessions: fact.string('cookies, or none.'),
    redirectsHttpToHttps: fact.boolean('True when plain HTTP is sent to HTTPS.'),
    proxyProtocol: fact.boolean('True when it speaks the PROXY protocol to its targets.'),
    httpIdleTimeoutSeconds: fact.int('Seconds after which an idle connection is closed.'),
    tlsCipherPolicy: fact.string('DEFAULT or STRONG.'),
    domains: fact.strings('Domains that a global one serves.'),
    targetTag: fact.string('Droplets that wear this tag are its targets. Null when they are named one by one.'),
  },
  read: (item) => ({
    id: item.id,
    name: item.name ?? item.id,
    region: within(item.region, ({ slug }) => slug),
    status: item.status,
    createdAt: item.created_at,
    facts: {
      balancerType: item.type,
      network: item.network,
      networkStack: item.network_stack,
      ipv4: filled(item.ip),
      ipv6: filled(item.ipv6) ?? null,
      sizeUnits: item.size_unit ?? null,
      sizeSlug: filled(item.size) ?? null,
      forwardingRules: sorted(
        item.forwarding_rules?.map(
          (rule) =>
            `${port(rule.entry_protocol, rule.entry_port)} to ${port(rule.target_protocol, rule.target_port)}` +
            (rule.tls_passthrough ? ' (TLS passed through)' : ''),
        ),
      ),
      healthCheck: within(item.health_check, (check) => `${port(check.protocol, check.port)}${check.path ?? ''}`),
      stickySessions: within(item.sticky_sessions, ({ type }) => type),
      redirectsHttpToHttps: item.redirect_http_to_https,
      proxyProtocol: item.enable_proxy_protocol,
      httpIdleTimeoutSeconds: item.http_idle_timeout_seconds,
      tlsCipherPolicy: item.tls_cipher_policy,
      domains: sorted(item.domains?.flatMap(({ name }) => name ?? [])),
      targetTag: filled(item.tag) ?? null,
    },
    links: {
      droplet: linksTo('droplet', item.droplet_ids),
      vpc: linksTo('vpc', item.vpc_uuid),
      certificate: linksTo('certificate', certificatesOf(item.forwarding_rules, item.domains)),
      loadBalancer: linksTo('loadbalancer', item.target_load_balancer_ids),
      tag: linksTo('tag', item.tag),
    },
  }),
});

/** What the answer left out is a question mark. */
function port(protocol: string | null | undefined, number: number | null | undefined): string {
  return `${protocol ?? '?'}:${number ?? '?'}`;
}

type Certified = readonly { readonly certificate_id?: string | null | undefined }[];

function certificatesOf(...lists: readonly (Certified | null | undefined)[]): string[] | undefined {
  if (lists.every((list) => list === undefined)) return undefined;
  return lists.flatMap((list) => list?.flatMap((each) => each.certificate_id ?? []) ?? []);
}
