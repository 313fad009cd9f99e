import { addon } from './addon.ts';
import { alertPolicy } from './alert-policy.ts';
import { app } from './app.ts';
import { byoipIp } from './byoip-ip.ts';
import { byoipPrefix } from './byoip-prefix.ts';
import { cdnEndpoint } from './cdn-endpoint.ts';
import { certificate } from './certificate.ts';
import { databaseBackup } from './database-backup.ts';
import { databaseCluster } from './database-cluster.ts';
import { databaseDb } from './database-db.ts';
import { databaseFirewallRule } from './database-firewall-rule.ts';
import { databaseIndex } from './database-index.ts';
import { databaseLogsink } from './database-logsink.ts';
import { databasePool } from './database-pool.ts';
import { databaseReplica } from './database-replica.ts';
import { databaseSchema } from './database-schema.ts';
import { databaseTopic } from './database-topic.ts';
import { databaseUser } from './database-user.ts';
import { dedicatedInference } from './dedicated-inference.ts';
import { dedicatedInferenceAccelerator } from './dedicated-inference-accelerator.ts';
import type { Kind } from './define.ts';
import { domain } from './domain.ts';
import { domainRecord } from './domain-record.ts';
import { droplet } from './droplet.ts';
import { dropletAutoscaleMember } from './droplet-autoscale-member.ts';
import { dropletAutoscalePool } from './droplet-autoscale-pool.ts';
import { dropletBackup } from './droplet-backup.ts';
import { firewall } from './firewall.ts';
import { functionNamespace } from './function-namespace.ts';
import { functionTrigger } from './function-trigger.ts';
import { genaiAgent } from './genai-agent.ts';
import { genaiAnthropicApiKey } from './genai-anthropic-api-key.ts';
import { genaiCustomModel } from './genai-custom-model.ts';
import { genaiIndexingJob } from './genai-indexing-job.ts';
import { genaiKnowledgeBase } from './genai-knowledge-base.ts';
import { genaiModelApiKey } from './genai-model-api-key.ts';
import { genaiModelRouter } from './genai-model-router.ts';
import { genaiOpenaiApiKey } from './genai-openai-api-key.ts';
import { genaiWorkspace } from './genai-workspace.ts';
import { image } from './image.ts';
import { k8sNodePool } from './k8s-node-pool.ts';
import { kubernetesCluster } from './kubernetes-cluster.ts';
import { loadBalancer } from './load-balancer.ts';
import { monitoringSink } from './monitoring-sink.ts';
import { monitoringSinkDestination } from './monitoring-sink-destination.ts';
import { nfsAccessPoint } from './nfs-access-point.ts';
import { nfsShare } from './nfs-share.ts';
import { nfsSnapshot } from './nfs-snapshot.ts';
import { partnerAttachment } from './partner-attachment.ts';
import { registry } from './registry.ts';
import { registryRepository } from './registry-repository.ts';
import { reservedIp } from './reserved-ip.ts';
import { reservedIpv6 } from './reserved-ipv6.ts';
import { securityScan } from './security-scan.ts';
import { snapshot } from './snapshot.ts';
import { space } from './space.ts';
import { spacesKey } from './spaces-key.ts';
import { sshKey } from './ssh-key.ts';
import { tag } from './tag.ts';
import { team } from './team.ts';
import { uptimeAlert } from './uptime-alert.ts';
import { uptimeCheck } from './uptime-check.ts';
import { vectorDatabase } from './vector-database.ts';
import { volume } from './volume.ts';
import { vpc } from './vpc.ts';
import { vpcNatGateway } from './vpc-nat-gateway.ts';
import { vpcPeering } from './vpc-peering.ts';

// In the order in which a sync reads them: what costs one request a list first, then what costs one a parent. What a resource
// belongs to, or serves, stands above it, so that it finds its project at first sight.

/** Every kind that is mirrored, in the order in which a sync reads them. */
export const kinds: readonly Kind[] = [
  droplet,
  volume,
  dropletAutoscalePool,
  dropletAutoscaleMember,
  snapshot,
  image,
  dropletBackup,
  kubernetesCluster,
  k8sNodePool,
  databaseCluster,
  loadBalancer,
  app,
  reservedIp,
  reservedIpv6,
  domain,
  space,
  spacesKey,
  cdnEndpoint,
  certificate,
  firewall,
  vpc,
  vpcPeering,
  vpcNatGateway,
  partnerAttachment,
  nfsShare,
  nfsSnapshot,
  registry,
  functionNamespace,
  vectorDatabase,
  byoipPrefix,
  sshKey,
  tag,
  alertPolicy,
  uptimeCheck,
  monitoringSink,
  monitoringSinkDestination,
  securityScan,
  genaiAgent,
  genaiKnowledgeBase,
  genaiIndexingJob,
  genaiCustomModel,
  genaiModelRouter,
  genaiModelApiKey,
  genaiAnthropicApiKey,
  genaiOpenaiApiKey,
  genaiWorkspace,
  dedicatedInference,
  addon,
  team,
  databaseReplica,
  databaseDb,
  databaseUser,
  databasePool,
  databaseFirewallRule,
  databaseTopic,
  databaseSchema,
  databaseIndex,
  databaseLogsink,
  databaseBackup,
  domainRecord,
  nfsAccessPoint,
  registryRepository,
  functionTrigger,
  byoipIp,
  uptimeAlert,
  dedicatedInferenceAccelerator,
];

export const kindsByName: ReadonlyMap<string, Kind> = new Map(kinds.map((kind) => [kind.name, kind]));
