import { urnTypeOf } from '../visibility.ts';
import { errorReply } from './replies.ts';
import type { Reply } from './route.ts';

// A token whose scopes are too narrow is told so by a list, and by nothing else: what is embedded elsewhere is left out in
// silence, and so is what projects hold.

/** By the beginning of a path, the longest first: what it takes to read there. Other paths take nothing. */
const scopes: readonly (readonly [path: string, scope: string])[] = (
  [
    ['/v2/account/keys', 'ssh_key:read'],
    ['/v2/actions', 'actions:read'],
    ['/v2/add-ons', 'addon:read'],
    ['/v2/apps', 'app:read'],
    ['/v2/byoip_prefixes', 'byoip_prefix:read'],
    ['/v2/cdn', 'cdn:read'],
    ['/v2/certificates', 'certificate:read'],
    ['/v2/databases', 'database:read'],
    ['/v2/dedicated-inferences', 'dedicated_inference:read'],
    ['/v2/domains', 'domain:read'],
    ['/v2/droplets', 'droplet:read'],
    ['/v2/firewalls', 'firewall:read'],
    ['/v2/functions', 'function:read'],
    ['/v2/gen-ai', 'genai:read'],
    ['/v2/images', 'image:read'],
    ['/v2/kubernetes', 'kubernetes:read'],
    ['/v2/load_balancers', 'load_balancer:read'],
    ['/v2/monitoring', 'monitoring:read'],
    ['/v2/nfs', 'nfs:list'],
    ['/v2/partner_network_connect', 'partner_network_connect:read'],
    ['/v2/projects', 'project:read'],
    ['/v2/regions', 'regions:read'],
    ['/v2/registries', 'registry:read'],
    ['/v2/reserved_ip', 'reserved_ip:read'],
    ['/v2/security', 'security:read'],
    ['/v2/snapshots', 'snapshot:read'],
    ['/v2/spaces/keys', 'spaces_key:read'],
    ['/v2/tags', 'tag:read'],
    ['/v2/uptime', 'uptime:read'],
    ['/v2/vector-databases', 'database:read'],
    ['/v2/volumes', 'block_storage:read'],
    ['/v2/vpc_nat_gateways', 'nat_gateway:read'],
    ['/v2/vpc_peerings', 'vpc_peering:read'],
    ['/v2/vpcs', 'vpc:read'],
  ] as const
).toSorted(([a], [b]) => b.length - a.length);

/** Properties that are left out, wherever they stand, without the scope of what they show. */
const embedded: Readonly<Record<string, string>> = {
  image: 'image:read',
  size: 'sizes:read',
  tags: 'tag:read',
  vpc_uuid: 'vpc:read',
  private_network_uuid: 'vpc:read',
  volume_ids: 'block_storage:read',
  droplet_ids: 'droplet:read',
  droplet: 'droplet:read',
  snapshot_ids: 'snapshot:read',
};

/** Types of URN, and what it takes to see one in a project. */
const held: Readonly<Record<string, string>> = {
  app: 'app:read',
  dbaas: 'database:read',
  domain: 'domain:read',
  droplet: 'droplet:read',
  floatingip: 'reserved_ip:read',
  reservedip: 'reserved_ip:read',
  reservedipv6: 'reserved_ip:read',
  kubernetes: 'kubernetes:read',
  loadbalancer: 'load_balancer:read',
  space: 'spaces_key:read',
  volume: 'block_storage:read',
};

/** What a token with these scopes is answered instead; `granted` names scopes as DigitalOcean does. */
export function withScopes(granted: ReadonlySet<string>, path: string, answer: () => Reply): Reply {
  const wanted = scopes.find(([beginning]) => path.startsWith(beginning))?.[1];
  if (wanted !== undefined && !granted.has(wanted)) return errorReply(403);
  const reply = answer();
  if (reply.status !== 200) return reply;
  const body = path.startsWith('/v2/projects')
    ? withoutHeld(granted, reply.body)
    : withoutEmbedded(granted, reply.body);
  return { ...reply, body };
}

function withoutEmbedded(granted: ReadonlySet<string>, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => withoutEmbedded(granted, each));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name, inner]) => {
    const scope = embedded[name];
    // A size that is a text, or a number, is the thing's own.
    return scope === undefined || granted.has(scope) || (name === 'size' && typeof inner !== 'object');
  });
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutEmbedded(granted, inner)]));
}

/** The count goes with them: nothing says that the list is shorter than it should be. */
function withoutHeld(granted: ReadonlySet<string>, body: unknown): unknown {
  const { resources, ...rest } = body as {
    readonly resources?: readonly { readonly urn: string }[];
    readonly meta?: object;
  };
  if (resources === undefined) return body;
  const visible = resources.filter(({ urn }) => granted.has(held[urnTypeOf(urn)] ?? ''));
  return { ...rest, resources: visible, meta: { total: visible.length } };
}
