import type { Route } from '../api/route.ts';
import type { Stored } from '../shelf.ts';
import { account } from './account.ts';
import { actions } from './action.ts';
import { alertPolicies } from './alert-policy.ts';
import { apps } from './app.ts';
import { autoscalePools } from './autoscale-pool.ts';
import { cdnEndpoints } from './cdn-endpoint.ts';
import { certificates } from './certificate.ts';
import { databases } from './database.ts';
import type { Kind, Played } from './define.ts';
import { domains } from './domain.ts';
import { droplets } from './droplet-routes.ts';
import { firewalls } from './firewall.ts';
import { images } from './image.ts';
import { kubernetes } from './kubernetes.ts';
import { loadBalancers } from './load-balancer.ts';
import { projects } from './project-routes.ts';
import { registries } from './registry.ts';
import { reservedIps, reservedIpv6s } from './reserved-ip.ts';
import { snapshots } from './snapshot.ts';
import { spacesKeys } from './spaces-key.ts';
import { sshKeys } from './ssh-key.ts';
import { tags } from './tag.ts';
import { uptimeChecks } from './uptime-check.ts';
import { volumes } from './volume-routes.ts';
import { vpcs } from './vpc.ts';
import { natGateways } from './vpc-nat-gateway.ts';
import { vpcPeerings } from './vpc-peering.ts';

// What refers to another stands below it: that is the order in which an estate is invented.
const played: readonly Played[] = [
  account,
  actions,
  tags,
  projects,
  droplets,
  volumes,
  vpcs,
  certificates,
  domains,
  sshKeys,
  snapshots,
  images,
  kubernetes,
  databases,
  autoscalePools,
  apps,
  loadBalancers,
  firewalls,
  reservedIps,
  reservedIpv6s,
  registries,
  spacesKeys,
  cdnEndpoints,
  vpcPeerings,
  natGateways,
  uptimeChecks,
  alertPolicies,
];

export const kinds: readonly Kind<Stored>[] = played.flatMap((each) => each.kinds);
export const routes: readonly Route[] = played.flatMap((each) => each.routes);
