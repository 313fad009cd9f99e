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
import { databaseChildren } from './database-children.ts';
import { dedicatedInferences } from './dedicated-inference.ts';
import type { Kind, Played } from './define.ts';
import { domains } from './domain.ts';
import { domainRecords } from './domain-record.ts';
import { droplets } from './droplet-routes.ts';
import { firewalls } from './firewall.ts';
import { functionNamespaces, functionTriggers } from './functions.ts';
import { genai } from './genai.ts';
import { images } from './image.ts';
import { kubernetes } from './kubernetes.ts';
import { loadBalancers } from './load-balancer.ts';
import { monitoringExtras } from './monitoring-extras.ts';
import { networkExtras } from './network-extras.ts';
import { nfs } from './nfs.ts';
import { projects } from './project-routes.ts';
import { regions } from './region.ts';
import { registries } from './registry.ts';
import { repositories } from './registry-repository.ts';
import { reservedIps, reservedIpv6s } from './reserved-ip.ts';
import { snapshots } from './snapshot.ts';
import { spaces } from './space.ts';
import { spacesKeys } from './spaces-key.ts';
import { sshKeys } from './ssh-key.ts';
import { tags } from './tag.ts';
import { uptimeAlerts } from './uptime-alert.ts';
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
  spaces,
  cdnEndpoints,
  vpcPeerings,
  natGateways,
  uptimeChecks,
  alertPolicies,
  regions,
  domainRecords,
  ...databaseChildren,
  repositories,
  uptimeAlerts,
  nfs,
  functionNamespaces,
  functionTriggers,
  ...networkExtras,
  ...monitoringExtras,
  ...genai,
  ...dedicatedInferences,
];

export const kinds: readonly Kind<Stored>[] = played.flatMap((each) => each.kinds);
export const routes: readonly Route[] = played.flatMap((each) => each.routes);
