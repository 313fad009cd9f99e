/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Which resources of kind ADDON, by their facts. */
export type AddonFacts = {
  /** What the service says on its state. Null when it says nothing. */
  message?: StringFactFilter | null | undefined;
  /** Its plan. */
  planName?: StringFactFilter | null | undefined;
  /** Slug of the plan. */
  planSlug?: StringFactFilter | null | undefined;
  /** Price of the plan in USD a month. */
  priceMonthly?: DecimalFactFilter | null | undefined;
  /** The service. */
  serviceName?: StringFactFilter | null | undefined;
  /** Slug of the service. */
  serviceSlug?: StringFactFilter | null | undefined;
};

/** Which resources of kind ALERT_POLICY, by their facts. */
export type AlertPolicyFacts = {
  /** GreaterThan or LessThan. */
  compare?: StringFactFilter | null | undefined;
  /** How many are told by e-mail. */
  emails?: IntFactFilter | null | undefined;
  /** False while it is switched off. */
  enabled?: BooleanFactFilter | null | undefined;
  /** What is measured. */
  metric?: StringFactFilter | null | undefined;
  /** How many Slack channels are told. */
  slackChannels?: IntFactFilter | null | undefined;
  /** Tags of those it watches besides the ones that it names. */
  targetTags?: StringsFactFilter | null | undefined;
  /** The bound, in the unit of what is measured. */
  threshold?: FloatFactFilter | null | undefined;
  /** How long it has to be out of bounds, such as 5m. */
  window?: StringFactFilter | null | undefined;
};

/** Which resources of kind APP, by their facts. */
export type AppFacts = {
  /** Id of the deployment that is live. */
  activeDeploymentId?: StringFactFilter | null | undefined;
  /** Names of the databases that it uses. */
  databases?: StringsFactFilter | null | undefined;
  /** Addresses that are its own, which have a price. */
  dedicatedIps?: StringsFactFilter | null | undefined;
  /** Where it answers under the provider's own name. */
  defaultIngress?: StringFactFilter | null | undefined;
  /** True while another one is on its way. */
  deploymentInProgress?: BooleanFactFilter | null | undefined;
  /** Its own domains. */
  domains?: StringsFactFilter | null | undefined;
  /** Names of its functions. */
  functions?: StringsFactFilter | null | undefined;
  /** Sizes of its instances, each once. */
  instanceSizes?: StringsFactFilter | null | undefined;
  /** Number of instances of services, workers and jobs; those that scale by themselves are not in it. */
  instances?: IntFactFilter | null | undefined;
  /** Names of its jobs. */
  jobs?: StringsFactFilter | null | undefined;
  /** When it was last deployed. Null when it never was. */
  lastDeployedAt?: DateTimeFactFilter | null | undefined;
  /** Where it answers. Null before its first deployment. */
  liveUrl?: StringFactFilter | null | undefined;
  /** Names of its services. */
  services?: StringsFactFilter | null | undefined;
  /** Names of its static sites. */
  staticSites?: StringsFactFilter | null | undefined;
  /** Its tier, such as basic. */
  tierSlug?: StringFactFilter | null | undefined;
  /** Names of its workers. */
  workers?: StringsFactFilter | null | undefined;
};

/** Which values of a fact that is a yes or no. All that is given must hold. */
export type BooleanFactFilter = {
  /** Equal to this. */
  eq?: boolean | null | undefined;
  /** True: nothing is known of it, or there is none. False: there is a value. */
  isNull?: boolean | null | undefined;
};

/** Which resources of kind BYOIP_IP, by their facts. */
export type ByoipIpFacts = {
  /** True while something has it. */
  assigned?: BooleanFactFilter | null | undefined;
  /** Since when. Null while nothing has it. */
  assignedAt?: DateTimeFactFilter | null | undefined;
  /** The address. */
  ip?: StringFactFilter | null | undefined;
};

/** Which resources of kind BYOIP_PREFIX, by their facts. */
export type ByoipPrefixFacts = {
  /** True while the internet is told that it is here. */
  advertised?: BooleanFactFilter | null | undefined;
  /** Why it could not be taken over. Null when nothing is wrong. */
  failureReason?: StringFactFilter | null | undefined;
  /** True while nothing of it may be assigned. */
  locked?: BooleanFactFilter | null | undefined;
  /** The range. */
  prefix?: StringFactFilter | null | undefined;
};

/** Which resources of kind CDN_ENDPOINT, by their facts. */
export type CdnEndpointFacts = {
  /** Its own domain. Null when it has none. */
  customDomain?: StringFactFilter | null | undefined;
  /** Where it answers. */
  endpoint?: StringFactFilter | null | undefined;
  /** Where it takes its content from. */
  origin?: StringFactFilter | null | undefined;
  /** Seconds for which content is kept. */
  ttlSeconds?: IntFactFilter | null | undefined;
};

/** Which resources of kind CERTIFICATE, by their facts. */
export type CertificateFacts = {
  /** custom, or lets_encrypt when the provider renews it. */
  certificateType?: StringFactFilter | null | undefined;
  /** Names that it is for. */
  dnsNames?: StringsFactFilter | null | undefined;
  /** When it ends. Null while it has not been issued. */
  expiresAt?: DateTimeFactFilter | null | undefined;
  /** Its SHA-1 fingerprint. */
  sha1Fingerprint?: StringFactFilter | null | undefined;
};

/** What of a project a rule looks at. */
export type ClassificationRuleField =
  /** Its description; a project without one is fitted by no rule. */
  | 'DESCRIPTION'
  /** Its name. */
  | 'NAME';

/** Who said whose a project is. */
export type ClassifiedBy =
  /** Somebody, with classifyProject. No rule changes it until it is released. */
  | 'HAND'
  /** A classification rule. */
  | 'RULE';

/** A rule as it is to be. */
export type CreateClassificationRuleInput = {
  /** What the pattern is compared with. */
  field: ClassificationRuleField;
  /** 1 to 200 characters, compared with the whole text, whatever the case: * is anything, ? one character, {tenant} the id of a tenant that there is (the longest that fits). */
  pattern: string;
  /** Lower ones are tried first. Default 100. */
  priority?: number | null | undefined;
  /** INTERNAL, TENANT or SHARED. */
  purpose: ProjectPurpose;
  /** With purpose TENANT, unless the pattern has {tenant}. */
  tenantId?: string | null | undefined;
};

/** Which resources of kind DATABASE_BACKUP, by their facts. */
export type DatabaseBackupFacts = {
  /** True when it holds what changed since the one before. */
  incremental?: BooleanFactFilter | null | undefined;
  /** Size in GiB. */
  sizeGib?: FloatFactFilter | null | undefined;
};

/** Which resources of kind DATABASE_CLUSTER, by their facts. */
export type DatabaseClusterFacts = {
  /** Its engine: pg, mysql, valkey, mongodb, kafka, opensearch … */
  engine?: StringFactFilter | null | undefined;
  /** Day of the week on which it is maintained. */
  maintenanceDay?: StringFactFilter | null | undefined;
  /** Time of day, in UTC, at which maintenance starts. */
  maintenanceHour?: StringFactFilter | null | undefined;
  /** True when maintenance waits for its window. */
  maintenancePending?: BooleanFactFilter | null | undefined;
  /** Number of nodes, standbys included. */
  nodes?: IntFactFilter | null | undefined;
  /** Version of the engine to the patch. Null when it is not told. */
  semanticVersion?: StringFactFilter | null | undefined;
  /** Own host names that lead to it. */
  serviceCnames?: StringsFactFilter | null | undefined;
  /** Size of its nodes. */
  sizeSlug?: StringFactFilter | null | undefined;
  /** Storage in MiB. */
  storageMib?: IntFactFilter | null | undefined;
  /** Version of the engine. */
  version?: StringFactFilter | null | undefined;
  /** When no new ones of this version are made. Null when no date is set. */
  versionEndOfAvailability?: DateTimeFactFilter | null | undefined;
  /** When this version is no longer supported. Null when no date is set. */
  versionEndOfLife?: DateTimeFactFilter | null | undefined;
};

/** Which resources of kind DATABASE_FIREWALL_RULE, by their facts. */
export type DatabaseFirewallRuleFacts = {
  /** Free text that its owner gave it. Null when there is none. */
  description?: StringFactFilter | null | undefined;
  /** Which one: an id, a tag, an address or a range. */
  source?: StringFactFilter | null | undefined;
  /** What may connect: droplet, k8s, app, tag or ip_addr. */
  sourceType?: StringFactFilter | null | undefined;
};

/** Which resources of kind DATABASE_INDEX, by their facts. */
export type DatabaseIndexFacts = {
  /** Its health: green, yellow or red. */
  health?: StringFactFilter | null | undefined;
  /** Number of copies of each shard. */
  replicas?: IntFactFilter | null | undefined;
  /** Number of shards. */
  shards?: IntFactFilter | null | undefined;
  /** Size in bytes. */
  sizeBytes?: FloatFactFilter | null | undefined;
};

/** Which resources of kind DATABASE_LOGSINK, by their facts. */
export type DatabaseLogsinkFacts = {
  /** What receives them: rsyslog, elasticsearch, opensearch or datadog. */
  sinkType?: StringFactFilter | null | undefined;
};

/** Which resources of kind DATABASE_POOL, by their facts. */
export type DatabasePoolFacts = {
  /** Number of connections that it holds. */
  connections?: IntFactFilter | null | undefined;
  /** The logical database that it leads to. */
  database?: StringFactFilter | null | undefined;
  /** When a connection goes back: session, transaction or statement. */
  mode?: StringFactFilter | null | undefined;
  /** The user that it connects as. Null when it passes the caller on. */
  user?: StringFactFilter | null | undefined;
};

/** Which resources of kind DATABASE_REPLICA, by their facts. */
export type DatabaseReplicaFacts = {
  /** Size of its node. */
  sizeSlug?: StringFactFilter | null | undefined;
  /** Storage in MiB. */
  storageMib?: IntFactFilter | null | undefined;
};

/** Which resources of kind DATABASE_SCHEMA, by their facts. */
export type DatabaseSchemaFacts = {
  /** Id of its newest schema. */
  schemaId?: FloatFactFilter | null | undefined;
  /** Language of its schema: AVRO, JSON or PROTOBUF. */
  schemaType?: StringFactFilter | null | undefined;
};

/** Which resources of kind DATABASE_TOPIC, by their facts. */
export type DatabaseTopicFacts = {
  /** Number of partitions. Null when only a look at the topic alone was had. */
  partitions?: IntFactFilter | null | undefined;
  /** Number of copies of each partition. */
  replicationFactor?: IntFactFilter | null | undefined;
};

/** Which resources of kind DATABASE_USER, by their facts. */
export type DatabaseUserFacts = {
  /** How it signs in, for MySQL. Null elsewhere. */
  authPlugin?: StringFactFilter | null | undefined;
  /** True when it may replicate, for PostgreSQL. Null elsewhere. */
  mayReplicate?: BooleanFactFilter | null | undefined;
  /** primary for the one that came with it, else normal. Null where the engine has no roles. */
  role?: StringFactFilter | null | undefined;
};

/** Which values of a fact that is a moment. All that is given must hold. */
export type DateTimeFactFilter = {
  /** Greater than this, or equal. */
  gte?: string | null | undefined;
  /** True: nothing is known of it, or there is none. False: there is a value. */
  isNull?: boolean | null | undefined;
  /** Less than this; for a time: before this moment. */
  lt?: string | null | undefined;
};

/** Which values of a fact that is an exact decimal, such as "24.00"; compared as a number. All that is given must hold. */
export type DecimalFactFilter = {
  /** Equal to this. */
  eq?: string | null | undefined;
  /** Greater than this. */
  gt?: string | null | undefined;
  /** Greater than this, or equal. */
  gte?: string | null | undefined;
  /** Equal to one of these. */
  in?: Array<string> | null | undefined;
  /** True: nothing is known of it, or there is none. False: there is a value. */
  isNull?: boolean | null | undefined;
  /** Less than this; for a time: before this moment. */
  lt?: string | null | undefined;
  /** Less than this, or equal. */
  lte?: string | null | undefined;
};

/** Which resources of kind DEDICATED_INFERENCE_ACCELERATOR, by their facts. */
export type DedicatedInferenceAcceleratorFacts = {
  /** What it does, such as prefill_and_decode. */
  role?: StringFactFilter | null | undefined;
  /** Its size, which it is priced by. */
  sizeSlug?: StringFactFilter | null | undefined;
};

/** Which resources of kind DEDICATED_INFERENCE, by their facts. */
export type DedicatedInferenceFacts = {
  /** The models that it serves. */
  models?: StringsFactFilter | null | undefined;
  /** Where it answers inside its network. */
  privateEndpoint?: StringFactFilter | null | undefined;
  /** Where it answers to the internet. Null when it does not. */
  publicEndpoint?: StringFactFilter | null | undefined;
  /** True when the internet reaches it. */
  publicEndpointEnabled?: BooleanFactFilter | null | undefined;
};

/** Which resources of kind DOMAIN, by their facts. */
export type DomainFacts = {
  /** Seconds for which its records may be remembered unless they say otherwise. */
  ttlSeconds?: IntFactFilter | null | undefined;
};

/** Which resources of kind DOMAIN_RECORD, by their facts. */
export type DomainRecordFacts = {
  /** Tag of a CAA record. Null for others. */
  caaTag?: StringFactFilter | null | undefined;
  /** What it answers: an address, a name or a text. */
  data?: StringFactFilter | null | undefined;
  /** Flags of a CAA record. Null for others. */
  flags?: IntFactFilter | null | undefined;
  /** Port of an SRV record. Null for others. */
  port?: IntFactFilter | null | undefined;
  /** Priority of an MX or SRV record. Null for others. */
  priority?: IntFactFilter | null | undefined;
  /** Its type, such as A or MX. */
  recordType?: StringFactFilter | null | undefined;
  /** Seconds for which the answer may be remembered. */
  ttlSeconds?: IntFactFilter | null | undefined;
  /** Weight of an SRV record. Null for others. */
  weight?: IntFactFilter | null | undefined;
};

/** Which resources of kind DROPLET_AUTOSCALE_MEMBER, by their facts. */
export type DropletAutoscaleMemberFacts = {
  /** Share of CPU that it uses at present, 0 to 1. */
  cpuUtilization?: FloatFactFilter | null | undefined;
  /** Whether the pool holds it for healthy. */
  healthStatus?: StringFactFilter | null | undefined;
  /** Share of memory that it uses at present, 0 to 1. */
  memoryUtilization?: FloatFactFilter | null | undefined;
  /** Why it does not. Null while it is healthy. */
  unhealthyReason?: StringFactFilter | null | undefined;
};

/** Which resources of kind DROPLET_AUTOSCALE_POOL, by their facts. */
export type DropletAutoscalePoolFacts = {
  /** Number of members at present. */
  activeInstances?: IntFactFilter | null | undefined;
  /** Minutes between two changes of its size. */
  cooldownMinutes?: IntFactFilter | null | undefined;
  /** Share of CPU that its members use at present, 0 to 1. */
  cpuUtilization?: FloatFactFilter | null | undefined;
  /** Image of its members: a slug, or the id of an own one. */
  imageSlug?: StringFactFilter | null | undefined;
  /** Greatest number of members. Null when the number is fixed. */
  maxInstances?: IntFactFilter | null | undefined;
  /** Tags that its members are given. */
  memberTags?: StringsFactFilter | null | undefined;
  /** Share of memory that its members use at present, 0 to 1. */
  memoryUtilization?: FloatFactFilter | null | undefined;
  /** Least number of members. Null when the number is fixed. */
  minInstances?: IntFactFilter | null | undefined;
  /** Size of its members. */
  sizeSlug?: StringFactFilter | null | undefined;
  /** Share of CPU that it aims at, 0 to 1. Null when CPU does not steer it. */
  targetCpuUtilization?: FloatFactFilter | null | undefined;
  /** Number of members that it keeps. Null when it scales between bounds. */
  targetInstances?: IntFactFilter | null | undefined;
  /** Share of memory that it aims at, 0 to 1. Null when memory does not steer it. */
  targetMemoryUtilization?: FloatFactFilter | null | undefined;
};

/** Which resources of kind DROPLET_BACKUP, by their facts. */
export type DropletBackupFacts = {
  /** Operating system of the droplet. */
  distribution?: StringFactFilter | null | undefined;
  /** Least disk of a droplet that is made from it, in GiB. */
  minDiskGib?: IntFactFilter | null | undefined;
  /** Regions in which it can be used. */
  regions?: StringsFactFilter | null | undefined;
  /** Size in GiB. Null while it is not known. */
  sizeGib?: FloatFactFilter | null | undefined;
};

/** Which resources of kind DROPLET, by their facts. */
export type DropletFacts = {
  /** Local disk in GiB. */
  diskGib?: IntFactFilter | null | undefined;
  /** Features that are switched on, such as backups, ipv6 or monitoring. */
  features?: StringsFactFilter | null | undefined;
  /** Number of GPUs. Null for a droplet without. */
  gpuCount?: IntFactFilter | null | undefined;
  /** Model of the GPUs. Null for a droplet without. */
  gpuModel?: StringFactFilter | null | undefined;
  /** Memory of the GPUs in GiB. Null for a droplet without. */
  gpuVramGib?: IntFactFilter | null | undefined;
  /** Name of the image it was made from. Null when the image is gone or may not be read. */
  imageName?: StringFactFilter | null | undefined;
  /** Slug of the image it was made from. Null for an own image. */
  imageSlug?: StringFactFilter | null | undefined;
  /** True while an action keeps others from being started. */
  locked?: BooleanFactFilter | null | undefined;
  /** Memory in MiB. */
  memoryMib?: IntFactFilter | null | undefined;
  /** End of the next backup window. Null without backups. */
  nextBackupEndsAt?: DateTimeFactFilter | null | undefined;
  /** Start of the next backup window. Null without backups. */
  nextBackupStartsAt?: DateTimeFactFilter | null | undefined;
  /** Price of the size in USD an hour. Null when the token may not read sizes. */
  priceHourly?: DecimalFactFilter | null | undefined;
  /** Price of the size in USD a month. Null when the token may not read sizes. */
  priceMonthly?: DecimalFactFilter | null | undefined;
  /** Private IPv4 addresses, inside its VPC. */
  privateIpv4?: StringsFactFilter | null | undefined;
  /** Public IPv4 addresses. */
  publicIpv4?: StringsFactFilter | null | undefined;
  /** Public IPv6 addresses. */
  publicIpv6?: StringsFactFilter | null | undefined;
  /** Slug of the size, such as s-2vcpu-4gb. */
  sizeSlug?: StringFactFilter | null | undefined;
  /** Number of virtual CPUs. */
  vcpus?: IntFactFilter | null | undefined;
};

/** Which resources of kind FIREWALL, by their facts. */
export type FirewallFacts = {
  /** What may come in: protocol, ports, and from where. */
  inboundRules?: StringsFactFilter | null | undefined;
  /** True when something may come in from any address. */
  openToInternet?: BooleanFactFilter | null | undefined;
  /** What may go out: protocol, ports, and to where. */
  outboundRules?: StringsFactFilter | null | undefined;
  /** Droplets that wear one of these tags are behind it. */
  targetTags?: StringsFactFilter | null | undefined;
};

/** Which values of a fact that is a number. All that is given must hold. */
export type FloatFactFilter = {
  /** Equal to this. */
  eq?: number | null | undefined;
  /** Greater than this. */
  gt?: number | null | undefined;
  /** Greater than this, or equal. */
  gte?: number | null | undefined;
  /** Equal to one of these. */
  in?: Array<number> | null | undefined;
  /** True: nothing is known of it, or there is none. False: there is a value. */
  isNull?: boolean | null | undefined;
  /** Less than this; for a time: before this moment. */
  lt?: number | null | undefined;
  /** Less than this, or equal. */
  lte?: number | null | undefined;
};

/** Which resources of kind FUNCTION_NAMESPACE, by their facts. */
export type FunctionNamespaceFacts = {
  /** Where its functions are called. */
  apiHost?: StringFactFilter | null | undefined;
  /** The provider's other id of it. */
  uuid?: StringFactFilter | null | undefined;
};

/** Which resources of kind FUNCTION_TRIGGER, by their facts. */
export type FunctionTriggerFacts = {
  /** When it calls, as a cron expression. */
  cron?: StringFactFilter | null | undefined;
  /** True while it calls. */
  enabled?: BooleanFactFilter | null | undefined;
  /** The function that it calls. */
  functionName?: StringFactFilter | null | undefined;
  /** When it last called. Null when it never did. */
  lastRunAt?: DateTimeFactFilter | null | undefined;
  /** When it calls next. Null when it does not. */
  nextRunAt?: DateTimeFactFilter | null | undefined;
  /** What it goes by, such as SCHEDULED. */
  triggerType?: StringFactFilter | null | undefined;
};

/** Which resources of kind GENAI_AGENT, by their facts. */
export type GenaiAgentFacts = {
  /** Free text that its owner gave it. Null when there is none. */
  description?: StringFactFilter | null | undefined;
  /** Most tokens of an answer. */
  maxTokens?: IntFactFilter | null | undefined;
  /** The model that it runs on. */
  model?: StringFactFilter | null | undefined;
  /** Who made the model. */
  modelProvider?: StringFactFilter | null | undefined;
  /** True when it says where its answers are from. */
  providesCitations?: BooleanFactFilter | null | undefined;
  /** How it looks for them. */
  retrievalMethod?: StringFactFilter | null | undefined;
  /** How many passages it takes from its knowledge bases. */
  retrievedPassages?: IntFactFilter | null | undefined;
  /** Temperature, 0 to 1. */
  temperature?: FloatFactFilter | null | undefined;
  /** Nucleus of sampling, 0 to 1. */
  topP?: FloatFactFilter | null | undefined;
  /** Where it answers. Null before it is deployed. */
  url?: StringFactFilter | null | undefined;
  /** Its present version. */
  versionHash?: StringFactFilter | null | undefined;
  /** Who may call it. */
  visibility?: StringFactFilter | null | undefined;
  /** True when it searches the web. */
  webSearch?: BooleanFactFilter | null | undefined;
};

/** Which resources of kind GENAI_CUSTOM_MODEL, by their facts. */
export type GenaiCustomModelFacts = {
  /** Its architecture. */
  architecture?: StringFactFilter | null | undefined;
  /** Tokens that it can hold in mind. */
  contextTokens?: IntFactFilter | null | undefined;
  /** What its storage is estimated to cost a month, as the provider tells it. */
  costEstimateMonthly?: DecimalFactFilter | null | undefined;
  /** Ids of its deployments. */
  deploymentIds?: StringsFactFilter | null | undefined;
  /** Free text that its owner gave it. Null when there is none. */
  description?: StringFactFilter | null | undefined;
  /** Why it could not be imported. Null when nothing is wrong. */
  errorMessage?: StringFactFilter | null | undefined;
  /** Its licence. */
  license?: StringFactFilter | null | undefined;
  /** Number of its parameters. */
  parameters?: FloatFactFilter | null | undefined;
  /** Size in bytes. */
  sizeBytes?: FloatFactFilter | null | undefined;
  /** The repository that it came from. Null for others. */
  sourceRepository?: StringFactFilter | null | undefined;
  /** Where it came from, in kind. */
  sourceType?: StringFactFilter | null | undefined;
};

/** Which resources of kind GENAI_INDEXING_JOB, by their facts. */
export type GenaiIndexingJobFacts = {
  /** How many of them are done. */
  completedDataSources?: IntFactFilter | null | undefined;
  /** Number of its sources. */
  dataSources?: IntFactFilter | null | undefined;
  /** When it ended. Null until then. */
  finishedAt?: DateTimeFactFilter | null | undefined;
  /** How far it is. */
  phase?: StringFactFilter | null | undefined;
  /** When it began. Null while it waits. */
  startedAt?: DateTimeFactFilter | null | undefined;
  /** Tokens that it took, which it is priced by. */
  totalTokens?: FloatFactFilter | null | undefined;
};

/** Which resources of kind GENAI_KNOWLEDGE_BASE, by their facts. */
export type GenaiKnowledgeBaseFacts = {
  /** Id of the model that its documents are embedded by. */
  embeddingModelId?: StringFactFilter | null | undefined;
  /** True when everybody may use it. */
  isPublic?: BooleanFactFilter | null | undefined;
  /** How it was last indexed. Null when it never was. */
  lastIndexingStatus?: StringFactFilter | null | undefined;
  /** True when what is found is put into order once more. */
  reranking?: BooleanFactFilter | null | undefined;
  /** The model that does. Null without. */
  rerankingModel?: StringFactFilter | null | undefined;
};

/** Which resources of kind GENAI_MODEL_ROUTER, by their facts. */
export type GenaiModelRouterFacts = {
  /** Free text that its owner gave it. Null when there is none. */
  description?: StringFactFilter | null | undefined;
  /** Models that it falls back on. */
  fallbackModels?: StringsFactFilter | null | undefined;
  /** Models that it sends to. */
  models?: StringsFactFilter | null | undefined;
  /** Number of its policies. */
  policies?: IntFactFilter | null | undefined;
  /** Regions in which it answers. */
  regions?: StringsFactFilter | null | undefined;
};

/** Which resources of kind GENAI_WORKSPACE, by their facts. */
export type GenaiWorkspaceFacts = {
  /** Number of its agents. */
  agents?: IntFactFilter | null | undefined;
  /** Free text that its owner gave it. Null when there is none. */
  description?: StringFactFilter | null | undefined;
};

/** Which resources of kind IMAGE, by their facts. */
export type ImageFacts = {
  /** Free text that its owner gave it. */
  description?: StringFactFilter | null | undefined;
  /** Its operating system. */
  distribution?: StringFactFilter | null | undefined;
  /** Why it could not be imported. Null when nothing is wrong. */
  errorMessage?: StringFactFilter | null | undefined;
  /** Least disk of a droplet that is made from it, in GiB. */
  minDiskGib?: IntFactFilter | null | undefined;
  /** Regions in which it can be used. */
  regions?: StringsFactFilter | null | undefined;
  /** Size in GiB. Null while it is not known. */
  sizeGib?: FloatFactFilter | null | undefined;
};

/** Which values of a fact that is a whole number. All that is given must hold. */
export type IntFactFilter = {
  /** Equal to this. */
  eq?: number | null | undefined;
  /** Greater than this. */
  gt?: number | null | undefined;
  /** Greater than this, or equal. */
  gte?: number | null | undefined;
  /** Equal to one of these. */
  in?: Array<number> | null | undefined;
  /** True: nothing is known of it, or there is none. False: there is a value. */
  isNull?: boolean | null | undefined;
  /** Less than this; for a time: before this moment. */
  lt?: number | null | undefined;
  /** Less than this, or equal. */
  lte?: number | null | undefined;
};

/** Which resources of kind K8S_NODE_POOL, by their facts. */
export type K8sNodePoolFacts = {
  /** True when the number of nodes follows the load. */
  autoScale?: BooleanFactFilter | null | undefined;
  /** Labels of its nodes, as key=value. */
  labels?: StringsFactFilter | null | undefined;
  /** Greatest number of nodes when it does. */
  maxNodes?: IntFactFilter | null | undefined;
  /** Least number of nodes when it does. */
  minNodes?: IntFactFilter | null | undefined;
  /** Number of nodes. */
  nodes?: IntFactFilter | null | undefined;
  /** Size of its nodes. */
  sizeSlug?: StringFactFilter | null | undefined;
  /** Taints of its nodes, as key=value:effect. */
  taints?: StringsFactFilter | null | undefined;
};

/** Which resources of kind KUBERNETES_CLUSTER, by their facts. */
export type KubernetesClusterFacts = {
  /** True when patch versions are installed by themselves. */
  autoUpgrade?: BooleanFactFilter | null | undefined;
  /** Range of the pods. */
  clusterSubnet?: StringFactFilter | null | undefined;
  /** Those addresses. */
  controlPlaneAllowedAddresses?: StringsFactFilter | null | undefined;
  /** True when only some addresses reach its API. */
  controlPlaneFirewall?: BooleanFactFilter | null | undefined;
  /** Address of its API. */
  endpoint?: StringFactFilter | null | undefined;
  /** True when its control plane is highly available, which has a price. */
  ha?: BooleanFactFilter | null | undefined;
  /** Public IPv4 address of its API. Null while it has none. */
  ipv4?: StringFactFilter | null | undefined;
  /** Day on which it is maintained, or any. */
  maintenanceDay?: StringFactFilter | null | undefined;
  /** Time of day, in UTC, at which maintenance may start. */
  maintenanceStartsAt?: StringFactFilter | null | undefined;
  /** Number of its node pools. */
  nodePools?: IntFactFilter | null | undefined;
  /** Number of its nodes. */
  nodes?: IntFactFilter | null | undefined;
  /** True when it pulls from the own registry. */
  registryEnabled?: BooleanFactFilter | null | undefined;
  /** Range of the services. */
  serviceSubnet?: StringFactFilter | null | undefined;
  /** True when people sign in through an identity provider. */
  ssoEnabled?: BooleanFactFilter | null | undefined;
  /** The provider's words on its state. Null when it has none. */
  statusMessage?: StringFactFilter | null | undefined;
  /** True when an upgrade adds nodes before it takes old ones away. */
  surgeUpgrade?: BooleanFactFilter | null | undefined;
  /** Version of Kubernetes, such as 1.33.1-do.0. */
  version?: StringFactFilter | null | undefined;
};

/** How far a listing may be believed. */
export type ListingVerdict =
  /** Read to its end with nothing missing. Only such a listing strikes. */
  | 'COMPLETE'
  /** None of it could be read. */
  | 'FAILED'
  /** The token may not read it. */
  | 'FORBIDDEN'
  /** Some of it was read. */
  | 'PARTIAL'
  /** The provider does not offer it here. */
  | 'UNSUPPORTED';

/** Which resources of kind LOAD_BALANCER, by their facts. */
export type LoadBalancerFacts = {
  /** REGIONAL, REGIONAL_NETWORK or GLOBAL. */
  balancerType?: StringFactFilter | null | undefined;
  /** Domains that a global one serves. */
  domains?: StringsFactFilter | null | undefined;
  /** From where to where, such as https:443 to http:8080. */
  forwardingRules?: StringsFactFilter | null | undefined;
  /** How its targets are looked at, such as http:80/healthz. */
  healthCheck?: StringFactFilter | null | undefined;
  /** Seconds after which an idle connection is closed. */
  httpIdleTimeoutSeconds?: IntFactFilter | null | undefined;
  /** Its IPv4 address. Null while it has none. */
  ipv4?: StringFactFilter | null | undefined;
  /** Its IPv6 address. Null when it has none. */
  ipv6?: StringFactFilter | null | undefined;
  /** EXTERNAL, or INTERNAL when only its private network reaches it. */
  network?: StringFactFilter | null | undefined;
  /** IPV4 or DUALSTACK. */
  networkStack?: StringFactFilter | null | undefined;
  /** True when it speaks the PROXY protocol to its targets. */
  proxyProtocol?: BooleanFactFilter | null | undefined;
  /** True when plain HTTP is sent to HTTPS. */
  redirectsHttpToHttps?: BooleanFactFilter | null | undefined;
  /** Its size, where it is a slug. Null elsewhere. */
  sizeSlug?: StringFactFilter | null | undefined;
  /** Number of nodes, which it is priced by. Null where the size is a slug. */
  sizeUnits?: IntFactFilter | null | undefined;
  /** cookies, or none. */
  stickySessions?: StringFactFilter | null | undefined;
  /** Droplets that wear this tag are its targets. Null when they are named one by one. */
  targetTag?: StringFactFilter | null | undefined;
  /** DEFAULT or STRONG. */
  tlsCipherPolicy?: StringFactFilter | null | undefined;
};

/** Which resources of kind MONITORING_SINK_DESTINATION, by their facts. */
export type MonitoringSinkDestinationFacts = {
  /** opensearch_dbaas for a managed cluster, opensearch_ext for another one. */
  destinationType?: StringFactFilter | null | undefined;
  /** Index that they are written to. */
  indexName?: StringFactFilter | null | undefined;
  /** Days for which they are kept. */
  retentionDays?: IntFactFilter | null | undefined;
};

/** Which resources of kind MONITORING_SINK, by their facts. */
export type MonitoringSinkFacts = {
  /** How many resources send their logs there. */
  resources?: IntFactFilter | null | undefined;
};

/** Which resources of kind NFS_ACCESS_POINT, by their facts. */
export type NfsAccessPointFacts = {
  /** True when every user is mapped to one identity. */
  identityEnforced?: BooleanFactFilter | null | undefined;
  /** True for the one that came with the share. */
  isDefault?: BooleanFactFilter | null | undefined;
  /** Folder of the share that it leads to. */
  path?: StringFactFilter | null | undefined;
  /** Versions of the protocol that it speaks. */
  protocols?: StringsFactFilter | null | undefined;
  /** Whose rights root, or everybody, has. */
  squash?: StringFactFilter | null | undefined;
};

/** Which resources of kind NFS_SHARE, by their facts. */
export type NfsShareFacts = {
  /** Host that serves it. */
  host?: StringFactFilter | null | undefined;
  /** Path under which it is mounted. */
  mountPath?: StringFactFilter | null | undefined;
  /** Its performance tier, which it is priced by. */
  performanceTier?: StringFactFilter | null | undefined;
  /** Size in GiB. */
  sizeGib?: IntFactFilter | null | undefined;
};

/** Which resources of kind NFS_SNAPSHOT, by their facts. */
export type NfsSnapshotFacts = {
  /** Size in GiB. */
  sizeGib?: IntFactFilter | null | undefined;
};

/** Which resources of kind PARTNER_ATTACHMENT, by their facts. */
export type PartnerAttachmentFacts = {
  /** Bandwidth in megabits a second. */
  bandwidthMbps?: IntFactFilter | null | undefined;
  /** The provider's number of autonomous system. */
  localAsn?: FloatFactFilter | null | undefined;
  /** The provider's router. */
  localRouterIp?: StringFactFilter | null | undefined;
  /** The network partner. */
  partner?: StringFactFilter | null | undefined;
  /** The other side's number of autonomous system. */
  peerAsn?: FloatFactFilter | null | undefined;
  /** The other side's router. */
  peerRouterIp?: StringFactFilter | null | undefined;
};

/** Whose a project is. */
export type ProjectPurpose =
  /** The platform's own. */
  | 'INTERNAL'
  /** Serves several tenants; platform admins see it, tenants do not. */
  | 'SHARED'
  /** One tenant's. */
  | 'TENANT'
  /** Nobody has said yet whose it is; platform admins see it. */
  | 'UNCLASSIFIED';

/** Which resources of kind REGISTRY, by their facts. */
export type RegistryFacts = {
  /** Storage that the subscription includes, in bytes. */
  includedStorageBytes?: FloatFactFilter | null | undefined;
  /** Price of the subscription in USD a month. */
  priceMonthly?: DecimalFactFilter | null | undefined;
  /** Storage in use, in bytes. */
  storageUsageBytes?: FloatFactFilter | null | undefined;
  /** Its subscription, such as basic. */
  tierSlug?: StringFactFilter | null | undefined;
};

/** Which resources of kind REGISTRY_REPOSITORY, by their facts. */
export type RegistryRepositoryFacts = {
  /** Digest of what was pushed last. Null when it is empty. */
  latestDigest?: StringFactFilter | null | undefined;
  /** When it was pushed. */
  latestPushedAt?: DateTimeFactFilter | null | undefined;
  /** Its size, compressed, in bytes. */
  latestSizeBytes?: FloatFactFilter | null | undefined;
  /** Number of manifests. */
  manifestCount?: FloatFactFilter | null | undefined;
  /** Number of tags. */
  tagCount?: FloatFactFilter | null | undefined;
};

/** Which resources of kind RESERVED_IP, by their facts. */
export type ReservedIpFacts = {
  /** True while a droplet has it. */
  assigned?: BooleanFactFilter | null | undefined;
  /** True while an action keeps others from being started. */
  locked?: BooleanFactFilter | null | undefined;
};

/** Which resources of kind RESERVED_IPV6, by their facts. */
export type ReservedIpv6Facts = {
  /** True while a droplet has it. */
  assigned?: BooleanFactFilter | null | undefined;
};

/** Which events. Whatever is absent does not narrow; an empty list finds nothing. */
export type ResourceEventFilter = {
  /** Of resources of these kinds. */
  kind?: Array<ResourceKind> | null | undefined;
  /** Of resources that were in this project. */
  projectId?: string | number | null | undefined;
  /** Of this resource. */
  resourceId?: string | number | null | undefined;
  /** Recorded at or after this moment. Queries only. */
  since?: string | null | undefined;
  /** Of these tenants. */
  tenantId?: Array<string> | null | undefined;
  /** Of these types. */
  type?: Array<ResourceEventType> | null | undefined;
  /** Recorded before this moment. Queries only. */
  until?: string | null | undefined;
};

/** What happened to a resource. */
export type ResourceEventType =
  /** Gone: three complete listings did not show it, and the provider confirmed that it does not exist. */
  | 'DELETED'
  /** Seen for the first time. */
  | 'DISCOVERED'
  /** What is observed differs from what was declared, in a way not reported before. */
  | 'DRIFT_DETECTED'
  /** Seen again after it was deleted. */
  | 'RESTORED'
  /** Its tags differ, and nothing else does. */
  | 'TAGGED'
  /** A field that matters differs, or it moved to another project. */
  | 'UPDATED';

/** Which resources. Whatever is absent does not narrow; an empty list finds nothing. A kind with its facts finds that kind alone; several find any of them. */
export type ResourceFilter = {
  /** Of kind ADDON, with these facts. */
  addon?: AddonFacts | null | undefined;
  /** Of kind ALERT_POLICY, with these facts. */
  alertPolicy?: AlertPolicyFacts | null | undefined;
  /** Of kind APP, with these facts. */
  app?: AppFacts | null | undefined;
  /** Of kind BYOIP_IP, with these facts. */
  byoipIp?: ByoipIpFacts | null | undefined;
  /** Of kind BYOIP_PREFIX, with these facts. */
  byoipPrefix?: ByoipPrefixFacts | null | undefined;
  /** Of kind CDN_ENDPOINT, with these facts. */
  cdnEndpoint?: CdnEndpointFacts | null | undefined;
  /** Of kind CERTIFICATE, with these facts. */
  certificate?: CertificateFacts | null | undefined;
  /** Of kind DATABASE_BACKUP, with these facts. */
  databaseBackup?: DatabaseBackupFacts | null | undefined;
  /** Of kind DATABASE_CLUSTER, with these facts. */
  databaseCluster?: DatabaseClusterFacts | null | undefined;
  /** Of kind DATABASE_FIREWALL_RULE, with these facts. */
  databaseFirewallRule?: DatabaseFirewallRuleFacts | null | undefined;
  /** Of kind DATABASE_INDEX, with these facts. */
  databaseIndex?: DatabaseIndexFacts | null | undefined;
  /** Of kind DATABASE_LOGSINK, with these facts. */
  databaseLogsink?: DatabaseLogsinkFacts | null | undefined;
  /** Of kind DATABASE_POOL, with these facts. */
  databasePool?: DatabasePoolFacts | null | undefined;
  /** Of kind DATABASE_REPLICA, with these facts. */
  databaseReplica?: DatabaseReplicaFacts | null | undefined;
  /** Of kind DATABASE_SCHEMA, with these facts. */
  databaseSchema?: DatabaseSchemaFacts | null | undefined;
  /** Of kind DATABASE_TOPIC, with these facts. */
  databaseTopic?: DatabaseTopicFacts | null | undefined;
  /** Of kind DATABASE_USER, with these facts. */
  databaseUser?: DatabaseUserFacts | null | undefined;
  /** Of kind DEDICATED_INFERENCE, with these facts. */
  dedicatedInference?: DedicatedInferenceFacts | null | undefined;
  /** Of kind DEDICATED_INFERENCE_ACCELERATOR, with these facts. */
  dedicatedInferenceAccelerator?: DedicatedInferenceAcceleratorFacts | null | undefined;
  /** Of kind DOMAIN, with these facts. */
  domain?: DomainFacts | null | undefined;
  /** Of kind DOMAIN_RECORD, with these facts. */
  domainRecord?: DomainRecordFacts | null | undefined;
  /** True: those that differ from what was declared. False: the others. */
  drifted?: boolean | null | undefined;
  /** Of kind DROPLET, with these facts. */
  droplet?: DropletFacts | null | undefined;
  /** Of kind DROPLET_AUTOSCALE_MEMBER, with these facts. */
  dropletAutoscaleMember?: DropletAutoscaleMemberFacts | null | undefined;
  /** Of kind DROPLET_AUTOSCALE_POOL, with these facts. */
  dropletAutoscalePool?: DropletAutoscalePoolFacts | null | undefined;
  /** Of kind DROPLET_BACKUP, with these facts. */
  dropletBackup?: DropletBackupFacts | null | undefined;
  /** Of kind FIREWALL, with these facts. */
  firewall?: FirewallFacts | null | undefined;
  /** Of kind FUNCTION_NAMESPACE, with these facts. */
  functionNamespace?: FunctionNamespaceFacts | null | undefined;
  /** Of kind FUNCTION_TRIGGER, with these facts. */
  functionTrigger?: FunctionTriggerFacts | null | undefined;
  /** Of kind GENAI_AGENT, with these facts. */
  genaiAgent?: GenaiAgentFacts | null | undefined;
  /** Of kind GENAI_CUSTOM_MODEL, with these facts. */
  genaiCustomModel?: GenaiCustomModelFacts | null | undefined;
  /** Of kind GENAI_INDEXING_JOB, with these facts. */
  genaiIndexingJob?: GenaiIndexingJobFacts | null | undefined;
  /** Of kind GENAI_KNOWLEDGE_BASE, with these facts. */
  genaiKnowledgeBase?: GenaiKnowledgeBaseFacts | null | undefined;
  /** Of kind GENAI_MODEL_ROUTER, with these facts. */
  genaiModelRouter?: GenaiModelRouterFacts | null | undefined;
  /** Of kind GENAI_WORKSPACE, with these facts. */
  genaiWorkspace?: GenaiWorkspaceFacts | null | undefined;
  /** Of kind IMAGE, with these facts. */
  image?: ImageFacts | null | undefined;
  /** Those that are gone too. Default false. */
  includeDeleted?: boolean | null | undefined;
  /** Of kind K8S_NODE_POOL, with these facts. */
  k8sNodePool?: K8sNodePoolFacts | null | undefined;
  /** Of these kinds. */
  kind?: Array<ResourceKind> | null | undefined;
  /** Of kind KUBERNETES_CLUSTER, with these facts. */
  kubernetesCluster?: KubernetesClusterFacts | null | undefined;
  /** Of kind LOAD_BALANCER, with these facts. */
  loadBalancer?: LoadBalancerFacts | null | undefined;
  /** Of kind MONITORING_SINK, with these facts. */
  monitoringSink?: MonitoringSinkFacts | null | undefined;
  /** Of kind MONITORING_SINK_DESTINATION, with these facts. */
  monitoringSinkDestination?: MonitoringSinkDestinationFacts | null | undefined;
  /** With this in the name, whatever the case. */
  nameContains?: string | null | undefined;
  /** Of kind NFS_ACCESS_POINT, with these facts. */
  nfsAccessPoint?: NfsAccessPointFacts | null | undefined;
  /** Of kind NFS_SHARE, with these facts. */
  nfsShare?: NfsShareFacts | null | undefined;
  /** Of kind NFS_SNAPSHOT, with these facts. */
  nfsSnapshot?: NfsSnapshotFacts | null | undefined;
  /** Of kind PARTNER_ATTACHMENT, with these facts. */
  partnerAttachment?: PartnerAttachmentFacts | null | undefined;
  /** In this project. */
  projectId?: string | number | null | undefined;
  /** In these regions. */
  region?: Array<string> | null | undefined;
  /** Of kind REGISTRY, with these facts. */
  registry?: RegistryFacts | null | undefined;
  /** Of kind REGISTRY_REPOSITORY, with these facts. */
  registryRepository?: RegistryRepositoryFacts | null | undefined;
  /** Of kind RESERVED_IP, with these facts. */
  reservedIp?: ReservedIpFacts | null | undefined;
  /** Of kind RESERVED_IPV6, with these facts. */
  reservedIpv6?: ReservedIpv6Facts | null | undefined;
  /** Of kind SECURITY_SCAN, with these facts. */
  securityScan?: SecurityScanFacts | null | undefined;
  /** Of kind SNAPSHOT, with these facts. */
  snapshot?: SnapshotFacts | null | undefined;
  /** Of kind SPACE, with these facts. */
  space?: SpaceFacts | null | undefined;
  /** Of kind SPACES_KEY, with these facts. */
  spacesKey?: SpacesKeyFacts | null | undefined;
  /** Of kind SSH_KEY, with these facts. */
  sshKey?: SshKeyFacts | null | undefined;
  /** True: those that the last complete listing did not show. False: those that it did. Of the present only. */
  stale?: boolean | null | undefined;
  /** In these states. */
  status?: Array<string> | null | undefined;
  /** Of kind TAG, with these facts. */
  tag?: TagFacts | null | undefined;
  /** With all of these tags. */
  tagsAll?: Array<string> | null | undefined;
  /** With at least one of these tags. */
  tagsAny?: Array<string> | null | undefined;
  /** Of kind TEAM, with these facts. */
  team?: TeamFacts | null | undefined;
  /** Of these tenants. */
  tenantId?: Array<string> | null | undefined;
  /** Of kind UPTIME_ALERT, with these facts. */
  uptimeAlert?: UptimeAlertFacts | null | undefined;
  /** Of kind UPTIME_CHECK, with these facts. */
  uptimeCheck?: UptimeCheckFacts | null | undefined;
  /** Of kind VECTOR_DATABASE, with these facts. */
  vectorDatabase?: VectorDatabaseFacts | null | undefined;
  /** Of kind VOLUME, with these facts. */
  volume?: VolumeFacts | null | undefined;
  /** Of kind VPC, with these facts. */
  vpc?: VpcFacts | null | undefined;
  /** Of kind VPC_NAT_GATEWAY, with these facts. */
  vpcNatGateway?: VpcNatGatewayFacts | null | undefined;
};

/** What kind of thing a resource is. PROJECT stands in sync reports only: projects are a type of their own. */
export type ResourceKind =
  /** Another company's service, bought through DigitalOcean. */
  | 'ADDON'
  /** When somebody is told that a measurement is out of bounds. */
  | 'ALERT_POLICY'
  /** An application on App Platform. */
  | 'APP'
  /** An address of an own range that is in use. */
  | 'BYOIP_IP'
  /** An own range of addresses, brought to DigitalOcean. */
  | 'BYOIP_PREFIX'
  /** A content delivery network in front of a Spaces bucket. */
  | 'CDN_ENDPOINT'
  /** A TLS certificate for load balancers and content delivery. */
  | 'CERTIFICATE'
  /** A backup of a managed database. */
  | 'DATABASE_BACKUP'
  /** A managed database. */
  | 'DATABASE_CLUSTER'
  /** A logical database in a managed one. */
  | 'DATABASE_DB'
  /** Who may connect to a managed database. */
  | 'DATABASE_FIREWALL_RULE'
  /** An index of a managed OpenSearch cluster. */
  | 'DATABASE_INDEX'
  /** Where a managed database sends its logs. */
  | 'DATABASE_LOGSINK'
  /** A connection pool of a managed PostgreSQL database. */
  | 'DATABASE_POOL'
  /** A read-only copy of a managed database. */
  | 'DATABASE_REPLICA'
  /** A subject in the schema registry of a managed Kafka cluster. */
  | 'DATABASE_SCHEMA'
  /** A topic of a managed Kafka cluster. */
  | 'DATABASE_TOPIC'
  /** A user of a managed database, without any secret. */
  | 'DATABASE_USER'
  /** Language models on GPUs of their own. */
  | 'DEDICATED_INFERENCE'
  /** A GPU machine of a dedicated inference. */
  | 'DEDICATED_INFERENCE_ACCELERATOR'
  /** A domain whose names DigitalOcean serves. */
  | 'DOMAIN'
  /** A DNS record of a domain. */
  | 'DOMAIN_RECORD'
  /** A virtual machine, with or without GPUs. */
  | 'DROPLET'
  /** A droplet's place in an autoscale pool. */
  | 'DROPLET_AUTOSCALE_MEMBER'
  /** A group of droplets that grows and shrinks by itself. */
  | 'DROPLET_AUTOSCALE_POOL'
  /** A backup that DigitalOcean made of a droplet. The droplet links to it. */
  | 'DROPLET_BACKUP'
  /** A firewall around droplets. */
  | 'FIREWALL'
  /** A namespace of serverless functions. */
  | 'FUNCTION_NAMESPACE'
  /** What calls a serverless function, such as a schedule. */
  | 'FUNCTION_TRIGGER'
  /** An agent on a language model. */
  | 'GENAI_AGENT'
  /** A key to Anthropic's models, without the key itself. */
  | 'GENAI_ANTHROPIC_API_KEY'
  /** An own, imported language model. */
  | 'GENAI_CUSTOM_MODEL'
  /** One indexing of a knowledge base. */
  | 'GENAI_INDEXING_JOB'
  /** Documents that agents look things up in. */
  | 'GENAI_KNOWLEDGE_BASE'
  /** A key to DigitalOcean's own models, without the key itself. */
  | 'GENAI_MODEL_API_KEY'
  /** Sends each question to the model that suits it. */
  | 'GENAI_MODEL_ROUTER'
  /** A key to OpenAI's models, without the key itself. */
  | 'GENAI_OPENAI_API_KEY'
  /** Agents that are worked on together. */
  | 'GENAI_WORKSPACE'
  /** An own, uploaded image. Snapshots, backups and public images are none. */
  | 'IMAGE'
  /** Nodes of one size in a Kubernetes cluster. Each is a droplet, which it links to. */
  | 'K8S_NODE_POOL'
  /** A Kubernetes cluster. Its workers are droplets; its node pools link to them. */
  | 'KUBERNETES_CLUSTER'
  /** A load balancer. */
  | 'LOAD_BALANCER'
  /** Whose logs are sent to a destination. */
  | 'MONITORING_SINK'
  /** Where logs of resources can be sent. */
  | 'MONITORING_SINK_DESTINATION'
  /** A way into a network file share, with rules of its own. */
  | 'NFS_ACCESS_POINT'
  /** A network file share. */
  | 'NFS_SHARE'
  /** A snapshot of a network file share. */
  | 'NFS_SNAPSHOT'
  /** A private line from a network partner into private networks. */
  | 'PARTNER_ATTACHMENT'
  /** A project of the provider. */
  | 'PROJECT'
  /** A container registry. */
  | 'REGISTRY'
  /** A repository of container images. */
  | 'REGISTRY_REPOSITORY'
  /** A reserved (floating) IPv4 address. It costs while no droplet has it. */
  | 'RESERVED_IP'
  /** A reserved IPv6 address. */
  | 'RESERVED_IPV6'
  /** A scan of the account for weak settings. */
  | 'SECURITY_SCAN'
  /** A snapshot that was taken of a droplet or of a volume. */
  | 'SNAPSHOT'
  /** A Spaces bucket. Buckets are listed over S3, with Spaces keys. */
  | 'SPACE'
  /** An access key to Spaces, without its secret half. */
  | 'SPACES_KEY'
  /** A public SSH key that new droplets can be given. */
  | 'SSH_KEY'
  /** A tag. Who wears it says so itself. */
  | 'TAG'
  /** A team of the organization, if the token is one of an organization. */
  | 'TEAM'
  /** When somebody is told of what an uptime check has found. */
  | 'UPTIME_ALERT'
  /** A look from outside at whether something answers. */
  | 'UPTIME_CHECK'
  /** A managed vector database. */
  | 'VECTOR_DATABASE'
  /** A block storage volume. */
  | 'VOLUME'
  /** A private network. */
  | 'VPC'
  /** A way out of private networks, under public addresses of its own. */
  | 'VPC_NAT_GATEWAY'
  /** A connection between two private networks. */
  | 'VPC_PEERING';

/** What a token makes of somebody, beyond looking at tenants. */
export type Role =
  /** Sees everything and may do everything. */
  | 'PLATFORM_ADMIN';

/** Which resources of kind SECURITY_SCAN, by their facts. */
export type SecurityScanFacts = {
  /** How many of them are critical. */
  critical?: IntFactFilter | null | undefined;
  /** Number of findings. */
  findings?: IntFactFilter | null | undefined;
  /** How many of them are of high severity. */
  high?: IntFactFilter | null | undefined;
  /** What was found, each rule once. */
  rules?: StringsFactFilter | null | undefined;
};

/** Which resources of kind SNAPSHOT, by their facts. */
export type SnapshotFacts = {
  /** Least disk, or volume, that is made from it, in GiB. */
  minDiskGib?: IntFactFilter | null | undefined;
  /** Regions in which it can be used. */
  regions?: StringsFactFilter | null | undefined;
  /** Size in GiB, which is what it costs by. */
  sizeGib?: FloatFactFilter | null | undefined;
  /** What it was taken of: droplet or volume. */
  sourceType?: StringFactFilter | null | undefined;
};

/** Which resources of kind SPACE, by their facts. */
export type SpaceFacts = {
  /** Host under which its objects are found; a CDN endpoint names it as its origin. */
  host?: StringFactFilter | null | undefined;
};

/** Which resources of kind SPACES_KEY, by their facts. */
export type SpacesKeyFacts = {
  /** True when a grant is for all buckets. */
  allBuckets?: BooleanFactFilter | null | undefined;
  /** What it may do: permission, and the bucket it is for. Without a bucket it is for all. */
  grants?: StringsFactFilter | null | undefined;
};

/** Which resources of kind SSH_KEY, by their facts. */
export type SshKeyFacts = {
  /** Its fingerprint. */
  fingerprint?: StringFactFilter | null | undefined;
  /** Its type, such as ssh-ed25519. */
  keyType?: StringFactFilter | null | undefined;
};

/** Which values of a fact that is a text. All that is given must hold. */
export type StringFactFilter = {
  /** With this in it, whatever the case. */
  contains?: string | null | undefined;
  /** Equal to this. */
  eq?: string | null | undefined;
  /** Equal to one of these. */
  in?: Array<string> | null | undefined;
  /** True: nothing is known of it, or there is none. False: there is a value. */
  isNull?: boolean | null | undefined;
};

/** Which values of a fact that is a list of texts. All that is given must hold. */
export type StringsFactFilter = {
  /** With all of these in it. */
  hasAll?: Array<string> | null | undefined;
  /** With at least one of these in it. */
  hasAny?: Array<string> | null | undefined;
  /** True: nothing is known of it, or there is none. False: there is a value. */
  isNull?: boolean | null | undefined;
};

/** How a run stands. */
export type SyncStatus =
  /** Somebody stopped it. */
  | 'CANCELLED'
  /** Nothing could be read, or it was refused; the reason says why. */
  | 'FAILED'
  /** It would have deleted suspiciously much, and waits for approveDeletions. */
  | 'HELD'
  /** Some of it could not be read, and was kept as it was; the reason says what. */
  | 'PARTIAL'
  /** Waits for the run before it. */
  | 'QUEUED'
  /** Is being worked on. */
  | 'RUNNING'
  /** Everything that it was to read was read. */
  | 'SUCCEEDED';

/** Which resources of kind TAG, by their facts. */
export type TagFacts = {
  /** How many of them are managed databases. */
  databases?: IntFactFilter | null | undefined;
  /** How many of them are droplets. */
  droplets?: IntFactFilter | null | undefined;
  /** How many of them are images. */
  images?: IntFactFilter | null | undefined;
  /** How many of them are snapshots of volumes. */
  volumeSnapshots?: IntFactFilter | null | undefined;
  /** How many of them are volumes. */
  volumes?: IntFactFilter | null | undefined;
  /** How many resources wear it. */
  wearers?: IntFactFilter | null | undefined;
};

/** Which resources of kind TEAM, by their facts. */
export type TeamFacts = {
  /** Its company. Null when it names none. */
  company?: StringFactFilter | null | undefined;
  /** When it joined the organization. Null while it is asked to. */
  joinedAt?: DateTimeFactFilter | null | undefined;
  /** Number of its members. */
  members?: IntFactFilter | null | undefined;
};

/** Which resources of kind UPTIME_ALERT, by their facts. */
export type UptimeAlertFacts = {
  /** What it goes by: latency, down, down_global or ssl_expiry. */
  alertType?: StringFactFilter | null | undefined;
  /** greater_than or less_than. Null without a bound. */
  comparison?: StringFactFilter | null | undefined;
  /** How many are told by e-mail. */
  emails?: IntFactFilter | null | undefined;
  /** How long it has to last, such as 2m. */
  period?: StringFactFilter | null | undefined;
  /** How many Slack channels are told. */
  slackChannels?: IntFactFilter | null | undefined;
  /** The bound: milliseconds of latency, or days until a certificate ends. Null for others. */
  threshold?: IntFactFilter | null | undefined;
};

/** Which resources of kind UPTIME_CHECK, by their facts. */
export type UptimeCheckFacts = {
  /** How it looks: ping, http or https. */
  checkType?: StringFactFilter | null | undefined;
  /** False while it is switched off. */
  enabled?: BooleanFactFilter | null | undefined;
  /** Where it looks from. */
  fromRegions?: StringsFactFilter | null | undefined;
  /** What it looks at, without user, password and query. */
  target?: StringFactFilter | null | undefined;
};

/** Which resources of kind VECTOR_DATABASE, by their facts. */
export type VectorDatabaseFacts = {
  /** True when collections come into being as they are written to. */
  autoSchema?: BooleanFactFilter | null | undefined;
  /** Version of Weaviate that it runs. */
  engineVersion?: StringFactFilter | null | undefined;
  /** Where it answers over gRPC. */
  grpcEndpoint?: StringFactFilter | null | undefined;
  /** Where it answers over HTTP. */
  httpEndpoint?: StringFactFilter | null | undefined;
  /** How vectors are compressed unless a collection says otherwise. */
  quantization?: StringFactFilter | null | undefined;
  /** Its size. */
  sizeSlug?: StringFactFilter | null | undefined;
};

/** Which resources of kind VOLUME, by their facts. */
export type VolumeFacts = {
  /** True while a droplet uses it. */
  attached?: BooleanFactFilter | null | undefined;
  /** Free text that its owner gave it. */
  description?: StringFactFilter | null | undefined;
  /** Label of the file system. Null when there is none. */
  filesystemLabel?: StringFactFilter | null | undefined;
  /** Type of the file system, such as ext4. Null when it was not formatted by the provider. */
  filesystemType?: StringFactFilter | null | undefined;
  /** Size in GiB. */
  sizeGib?: IntFactFilter | null | undefined;
};

/** Which resources of kind VPC, by their facts. */
export type VpcFacts = {
  /** Free text that its owner gave it. Null when there is none. */
  description?: StringFactFilter | null | undefined;
  /** Its range of addresses. */
  ipRange?: StringFactFilter | null | undefined;
  /** True for its region's default, which takes whatever names no other. */
  isDefault?: BooleanFactFilter | null | undefined;
};

/** Which resources of kind VPC_NAT_GATEWAY, by their facts. */
export type VpcNatGatewayFacts = {
  /** Its addresses inside the networks. */
  gatewayIps?: StringsFactFilter | null | undefined;
  /** Its type, such as PUBLIC. */
  gatewayType?: StringFactFilter | null | undefined;
  /** Seconds after which an idle ICMP flow is dropped. */
  icmpTimeoutSeconds?: IntFactFilter | null | undefined;
  /** Addresses under which it goes out. */
  publicIpv4?: StringsFactFilter | null | undefined;
  /** Its size, which it is priced by. */
  sizeUnits?: IntFactFilter | null | undefined;
  /** Seconds after which an idle TCP connection is dropped. */
  tcpTimeoutSeconds?: IntFactFilter | null | undefined;
  /** Seconds after which an idle UDP flow is dropped. */
  udpTimeoutSeconds?: IntFactFilter | null | undefined;
};

export type SyncRunsQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type SyncRunsQuery = { syncRuns: { edges: Array<{ node: { id: string, status: SyncStatus, trigger: string, requestedBy: string | null, reason: string | null, requests: number, listings: Array<{ kind: ResourceKind, part: string | null, verdict: ListingVerdict | null, reason: string | null, pages: number, seen: number, discovered: number, updated: number, tagged: number, restored: number, struck: number, deleted: number }> } }> } };

export type TriggerSyncMutationVariables = Exact<{
  kinds?: Array<ResourceKind> | ResourceKind | null | undefined;
}>;


export type TriggerSyncMutation = { triggerSync: { alreadyRunning: boolean, syncRun: { id: string, status: SyncStatus } | null, userErrors: Array<{ code: string, message: string, path: Array<string> }> } };

export type ClassifyProjectMutationVariables = Exact<{
  projectId: string | number;
  purpose: ProjectPurpose;
  tenantId?: string | null | undefined;
}>;


export type ClassifyProjectMutation = { classifyProject: { project: { id: string, purpose: ProjectPurpose, tenantId: string | null } | null, userErrors: Array<{ code: string, message: string, path: Array<string> }> } };

export type CreateTenantMutationVariables = Exact<{
  id: string;
  name: string;
}>;


export type CreateTenantMutation = { createTenant: { tenant: { id: string, name: string } | null, userErrors: Array<{ code: string, message: string, path: Array<string> }> } };

export type EstateQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  where?: ResourceFilter | null | undefined;
}>;


export type EstateQuery = { resources: { edges: Array<{ cursor: string, node:
        | { __typename: 'Addon', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'AlertPolicy', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'App', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'ByoipIp', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'ByoipPrefix', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'CdnEndpoint', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'Certificate', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'DatabaseBackup', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'DatabaseCluster', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'DatabaseDb', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'DatabaseFirewallRule', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'DatabaseIndex', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'DatabaseLogsink', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'DatabasePool', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'DatabaseReplica', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'DatabaseSchema', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'DatabaseTopic', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'DatabaseUser', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'DedicatedInference', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'DedicatedInferenceAccelerator', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'Domain', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'DomainRecord', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'Droplet', vcpus: number | null, memoryMib: number | null, priceMonthly: string | null, id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'DropletAutoscaleMember', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'DropletAutoscalePool', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'DropletBackup', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'Firewall', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'FunctionNamespace', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'FunctionTrigger', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'GenaiAgent', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'GenaiAnthropicApiKey', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'GenaiCustomModel', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'GenaiIndexingJob', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'GenaiKnowledgeBase', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'GenaiModelApiKey', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'GenaiModelRouter', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'GenaiOpenaiApiKey', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'GenaiWorkspace', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'Image', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'K8sNodePool', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'KubernetesCluster', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'LoadBalancer', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'MonitoringSink', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'MonitoringSinkDestination', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'NfsAccessPoint', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'NfsShare', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'NfsSnapshot', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'PartnerAttachment', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'Registry', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'RegistryRepository', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'ReservedIp', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'ReservedIpv6', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'SecurityScan', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'Snapshot', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'Space', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'SpacesKey', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'SshKey', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'Tag', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'Team', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'UptimeAlert', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'UptimeCheck', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'VectorDatabase', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'Volume', sizeGib: number | null, attached: boolean | null, id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'Vpc', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'VpcNatGateway', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'VpcPeering', id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
       }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ProjectsQueryVariables = Exact<{ [key: string]: never; }>;


export type ProjectsQuery = { projects: { edges: Array<{ node: { id: string, name: string, purpose: ProjectPurpose, tenantId: string | null } }> } };

export type ResourceQueryVariables = Exact<{
  urn: string;
}>;


export type ResourceQuery = { resource:
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, name: string, tags: Array<string>, deletedAt: string | null, staleStrikeCount: number, events: { edges: Array<{ node: { type: ResourceEventType, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
   | null };

export type EventsQueryVariables = Exact<{
  after?: string | null | undefined;
  where?: ResourceEventFilter | null | undefined;
  first?: number | null | undefined;
}>;


export type EventsQuery = { resourceEvents: { edges: Array<{ cursor: string, node: { id: string, cursor: string, type: ResourceEventType, urn: string, name: string, tenantId: string | null, state: unknown, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } };

export type FollowSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  where?: ResourceEventFilter | null | undefined;
}>;


export type FollowSubscription = { resourceEvents: { cursor: string, type: ResourceEventType, urn: string, name: string, changes: Array<{ field: string, before: unknown, after: unknown }> } };

export type SyncRunQueryVariables = Exact<{
  id: string | number;
}>;


export type SyncRunQuery = { node:
    | { status: SyncStatus, reason: string | null, requests: number, listings: Array<{ kind: ResourceKind, part: string | null, verdict: ListingVerdict | null, reason: string | null, pages: number, seen: number, discovered: number, updated: number, tagged: number, restored: number, struck: number, deleted: number }> }
    | Record<PropertyKey, never>
   | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { id: string, roles: Array<Role>, tenants: Array<{ id: string }> } | null };

export type TenantsQueryVariables = Exact<{ [key: string]: never; }>;


export type TenantsQuery = { tenants: Array<{ id: string }> };

export type EventHeadQueryVariables = Exact<{ [key: string]: never; }>;


export type EventHeadQuery = { eventHead: string };

export type ResourceDetailsQueryVariables = Exact<{
  urn: string;
}>;


export type ResourceDetailsQuery = { resource:
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
   | null };

export type NodesQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type NodesQuery = { nodes: Array<
    | { __typename: 'Addon', id: string }
    | { __typename: 'AlertPolicy', id: string }
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'App', id: string }
    | { __typename: 'ByoipIp', id: string }
    | { __typename: 'ByoipPrefix', id: string }
    | { __typename: 'CdnEndpoint', id: string }
    | { __typename: 'Certificate', id: string }
    | { __typename: 'ClassificationRule', id: string }
    | { __typename: 'CloudProject', id: string }
    | { __typename: 'CloudResourceEvent', id: string }
    | { __typename: 'DatabaseBackup', id: string }
    | { __typename: 'DatabaseCluster', id: string }
    | { __typename: 'DatabaseDb', id: string }
    | { __typename: 'DatabaseFirewallRule', id: string }
    | { __typename: 'DatabaseIndex', id: string }
    | { __typename: 'DatabaseLogsink', id: string }
    | { __typename: 'DatabasePool', id: string }
    | { __typename: 'DatabaseReplica', id: string }
    | { __typename: 'DatabaseSchema', id: string }
    | { __typename: 'DatabaseTopic', id: string }
    | { __typename: 'DatabaseUser', id: string }
    | { __typename: 'DedicatedInference', id: string }
    | { __typename: 'DedicatedInferenceAccelerator', id: string }
    | { __typename: 'Domain', id: string }
    | { __typename: 'DomainRecord', id: string }
    | { __typename: 'Droplet', id: string }
    | { __typename: 'DropletAutoscaleMember', id: string }
    | { __typename: 'DropletAutoscalePool', id: string }
    | { __typename: 'DropletBackup', id: string }
    | { __typename: 'Firewall', id: string }
    | { __typename: 'FunctionNamespace', id: string }
    | { __typename: 'FunctionTrigger', id: string }
    | { __typename: 'GenaiAgent', id: string }
    | { __typename: 'GenaiAnthropicApiKey', id: string }
    | { __typename: 'GenaiCustomModel', id: string }
    | { __typename: 'GenaiIndexingJob', id: string }
    | { __typename: 'GenaiKnowledgeBase', id: string }
    | { __typename: 'GenaiModelApiKey', id: string }
    | { __typename: 'GenaiModelRouter', id: string }
    | { __typename: 'GenaiOpenaiApiKey', id: string }
    | { __typename: 'GenaiWorkspace', id: string }
    | { __typename: 'Image', id: string }
    | { __typename: 'K8sNodePool', id: string }
    | { __typename: 'KubernetesCluster', id: string }
    | { __typename: 'LoadBalancer', id: string }
    | { __typename: 'MonitoringSink', id: string }
    | { __typename: 'MonitoringSinkDestination', id: string }
    | { __typename: 'NfsAccessPoint', id: string }
    | { __typename: 'NfsShare', id: string }
    | { __typename: 'NfsSnapshot', id: string }
    | { __typename: 'PartnerAttachment', id: string }
    | { __typename: 'Registry', id: string }
    | { __typename: 'RegistryRepository', id: string }
    | { __typename: 'ReservedIp', id: string }
    | { __typename: 'ReservedIpv6', id: string }
    | { __typename: 'SecurityScan', id: string }
    | { __typename: 'Snapshot', id: string }
    | { __typename: 'Space', id: string }
    | { __typename: 'SpacesKey', id: string }
    | { __typename: 'SshKey', id: string }
    | { __typename: 'SyncRun', id: string }
    | { __typename: 'Tag', id: string }
    | { __typename: 'Team', id: string }
    | { __typename: 'UptimeAlert', id: string }
    | { __typename: 'UptimeCheck', id: string }
    | { __typename: 'VectorDatabase', id: string }
    | { __typename: 'Volume', id: string }
    | { __typename: 'Vpc', id: string }
    | { __typename: 'VpcNatGateway', id: string }
    | { __typename: 'VpcPeering', id: string }
   | null> };

export type NodeQueryVariables = Exact<{
  id: string | number;
}>;


export type NodeQuery = { node:
    | { __typename: 'Addon', id: string }
    | { __typename: 'AlertPolicy', id: string }
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'App', id: string }
    | { __typename: 'ByoipIp', id: string }
    | { __typename: 'ByoipPrefix', id: string }
    | { __typename: 'CdnEndpoint', id: string }
    | { __typename: 'Certificate', id: string }
    | { __typename: 'ClassificationRule', id: string }
    | { __typename: 'CloudProject', id: string }
    | { __typename: 'CloudResourceEvent', id: string }
    | { __typename: 'DatabaseBackup', id: string }
    | { __typename: 'DatabaseCluster', id: string }
    | { __typename: 'DatabaseDb', id: string }
    | { __typename: 'DatabaseFirewallRule', id: string }
    | { __typename: 'DatabaseIndex', id: string }
    | { __typename: 'DatabaseLogsink', id: string }
    | { __typename: 'DatabasePool', id: string }
    | { __typename: 'DatabaseReplica', id: string }
    | { __typename: 'DatabaseSchema', id: string }
    | { __typename: 'DatabaseTopic', id: string }
    | { __typename: 'DatabaseUser', id: string }
    | { __typename: 'DedicatedInference', id: string }
    | { __typename: 'DedicatedInferenceAccelerator', id: string }
    | { __typename: 'Domain', id: string }
    | { __typename: 'DomainRecord', id: string }
    | { __typename: 'Droplet', id: string }
    | { __typename: 'DropletAutoscaleMember', id: string }
    | { __typename: 'DropletAutoscalePool', id: string }
    | { __typename: 'DropletBackup', id: string }
    | { __typename: 'Firewall', id: string }
    | { __typename: 'FunctionNamespace', id: string }
    | { __typename: 'FunctionTrigger', id: string }
    | { __typename: 'GenaiAgent', id: string }
    | { __typename: 'GenaiAnthropicApiKey', id: string }
    | { __typename: 'GenaiCustomModel', id: string }
    | { __typename: 'GenaiIndexingJob', id: string }
    | { __typename: 'GenaiKnowledgeBase', id: string }
    | { __typename: 'GenaiModelApiKey', id: string }
    | { __typename: 'GenaiModelRouter', id: string }
    | { __typename: 'GenaiOpenaiApiKey', id: string }
    | { __typename: 'GenaiWorkspace', id: string }
    | { __typename: 'Image', id: string }
    | { __typename: 'K8sNodePool', id: string }
    | { __typename: 'KubernetesCluster', id: string }
    | { __typename: 'LoadBalancer', id: string }
    | { __typename: 'MonitoringSink', id: string }
    | { __typename: 'MonitoringSinkDestination', id: string }
    | { __typename: 'NfsAccessPoint', id: string }
    | { __typename: 'NfsShare', id: string }
    | { __typename: 'NfsSnapshot', id: string }
    | { __typename: 'PartnerAttachment', id: string }
    | { __typename: 'Registry', id: string }
    | { __typename: 'RegistryRepository', id: string }
    | { __typename: 'ReservedIp', id: string }
    | { __typename: 'ReservedIpv6', id: string }
    | { __typename: 'SecurityScan', id: string }
    | { __typename: 'Snapshot', id: string }
    | { __typename: 'Space', id: string }
    | { __typename: 'SpacesKey', id: string }
    | { __typename: 'SshKey', id: string }
    | { __typename: 'SyncRun', id: string }
    | { __typename: 'Tag', id: string }
    | { __typename: 'Team', id: string }
    | { __typename: 'UptimeAlert', id: string }
    | { __typename: 'UptimeCheck', id: string }
    | { __typename: 'VectorDatabase', id: string }
    | { __typename: 'Volume', id: string }
    | { __typename: 'Vpc', id: string }
    | { __typename: 'VpcNatGateway', id: string }
    | { __typename: 'VpcPeering', id: string }
   | null };

export type ProjectResourcesQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
}>;


export type ProjectResourcesQuery = { project: { name: string, resources: { edges: Array<{ node:
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
         }> } } | null };

export type EventSubjectsQueryVariables = Exact<{
  after?: string | null | undefined;
  first?: number | null | undefined;
}>;


export type EventSubjectsQuery = { resourceEvents: { edges: Array<{ node: { id: string, urn: string, tenantId: string | null, resource:
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
          | { urn: string, tenantId: string | null }
         | null, project: { id: string, tenantId: string | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ClassificationRulesQueryVariables = Exact<{ [key: string]: never; }>;


export type ClassificationRulesQuery = { classificationRules: Array<{ id: string, priority: number, field: ClassificationRuleField, pattern: string, purpose: ProjectPurpose, tenantId: string | null, projectCount: number, createdBy: string }> };

export type ClassificationPreviewQueryVariables = Exact<{
  added?: CreateClassificationRuleInput | null | undefined;
  removed?: string | number | null | undefined;
}>;


export type ClassificationPreviewQuery = { classificationPreview: { digest: string | null, projectCount: number, resourceCount: number, moves: Array<{ purpose: ProjectPurpose, tenantId: string | null, pattern: string | null, resources: number, project: { id: string, name: string, purpose: ProjectPurpose, tenantId: string | null, classifiedBy: ClassifiedBy | null } }> } };

export type UnclassifiedQueryVariables = Exact<{ [key: string]: never; }>;


export type UnclassifiedQuery = { unclassified: { projectCount: number, projects: Array<{ resources: number, project: { id: string, name: string }, rule: { pattern: string } | null }>, kinds: Array<{ kind: ResourceKind, withoutProject: number, inProjects: number }> } };

export type CreateClassificationRuleMutationVariables = Exact<{
  input: CreateClassificationRuleInput;
}>;


export type CreateClassificationRuleMutation = { createClassificationRule: { rule: { id: string, priority: number } | null, userErrors: Array<{ code: string, message: string, path: Array<string> }> } };

export type DeleteClassificationRuleMutationVariables = Exact<{
  ruleId: string | number;
}>;


export type DeleteClassificationRuleMutation = { deleteClassificationRule: { deletedRuleId: string | null, userErrors: Array<{ code: string, message: string }> } };

export type ApplyClassificationRulesMutationVariables = Exact<{
  digest: string;
}>;


export type ApplyClassificationRulesMutation = { applyClassificationRules: { projectCount: number | null, resourceCount: number | null, stayedCount: number | null, userErrors: Array<{ code: string, message: string, path: Array<string> }> } };

export type ReleaseProjectMutationVariables = Exact<{
  projectId: string | number;
}>;


export type ReleaseProjectMutation = { releaseProject: { project: { id: string, purpose: ProjectPurpose, tenantId: string | null, classifiedBy: ClassifiedBy | null } | null, userErrors: Array<{ code: string, message: string }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const SyncRunsDocument = new TypedDocumentString(`
    query SyncRuns($first: Int) {
  syncRuns(first: $first) {
    edges {
      node {
        id
        status
        trigger
        requestedBy
        reason
        requests
        listings {
          kind
          part
          verdict
          reason
          pages
          seen
          discovered
          updated
          tagged
          restored
          struck
          deleted
        }
      }
    }
  }
}
    `, {"hash":"sha256:7b1a0b1c01fc5c4c08863bf6b7b4613f1ef77a6b13db5ce96a624d9ef35d555a"}) as unknown as TypedDocumentString<SyncRunsQuery, SyncRunsQueryVariables>;
export const TriggerSyncDocument = new TypedDocumentString(`
    mutation TriggerSync($kinds: [ResourceKind!]) {
  triggerSync(input: {kinds: $kinds}) {
    alreadyRunning
    syncRun {
      id
      status
    }
    userErrors {
      code
      message
      path
    }
  }
}
    `, {"hash":"sha256:9d1851c7d07beaf189bf074a5ad3041efaccf9754f619606348c609a1fa82c95"}) as unknown as TypedDocumentString<TriggerSyncMutation, TriggerSyncMutationVariables>;
export const ClassifyProjectDocument = new TypedDocumentString(`
    mutation ClassifyProject($projectId: ID!, $purpose: ProjectPurpose!, $tenantId: String) {
  classifyProject(
    input: {projectId: $projectId, purpose: $purpose, tenantId: $tenantId}
  ) {
    project {
      id
      purpose
      tenantId
    }
    userErrors {
      code
      message
      path
    }
  }
}
    `, {"hash":"sha256:a2145bbe38956873c11a7464c4d981677bfd41cb1da0377c27feabd1b12bdf7a"}) as unknown as TypedDocumentString<ClassifyProjectMutation, ClassifyProjectMutationVariables>;
export const CreateTenantDocument = new TypedDocumentString(`
    mutation CreateTenant($id: String!, $name: String!) {
  createTenant(input: {id: $id, name: $name}) {
    tenant {
      id
      name
    }
    userErrors {
      code
      message
      path
    }
  }
}
    `, {"hash":"sha256:25c5a4355be78e79de62e69e429a251a177c570620da2d8d2a5bc285338caf2e"}) as unknown as TypedDocumentString<CreateTenantMutation, CreateTenantMutationVariables>;
export const EstateDocument = new TypedDocumentString(`
    query Estate($first: Int, $after: String, $where: ResourceFilter) {
  resources(first: $first, after: $after, where: $where) {
    edges {
      cursor
      node {
        __typename
        id
        urn
        name
        status
        region
        tags
        tenantId
        staleStrikeCount
        deletedAt
        project {
          name
        }
        ... on Droplet {
          vcpus
          memoryMib
          priceMonthly
        }
        ... on Volume {
          sizeGib
          attached
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `, {"hash":"sha256:1fff1448b4336f5910bce7d52c41b84c56c6507ef7088975ce6d2523c0ce65c2"}) as unknown as TypedDocumentString<EstateQuery, EstateQueryVariables>;
export const ProjectsDocument = new TypedDocumentString(`
    query Projects {
  projects {
    edges {
      node {
        id
        name
        purpose
        tenantId
      }
    }
  }
}
    `, {"hash":"sha256:9b5be8e8039f635d785e2e69fec22d866c1a6a7e4b2330fd2fd707d91403e934"}) as unknown as TypedDocumentString<ProjectsQuery, ProjectsQueryVariables>;
export const ResourceDocument = new TypedDocumentString(`
    query Resource($urn: String!) {
  resource(urn: $urn) {
    id
    name
    tags
    deletedAt
    staleStrikeCount
    events {
      edges {
        node {
          type
          changes {
            field
            before
            after
          }
        }
      }
    }
  }
}
    `, {"hash":"sha256:4162b54e9fdc51a1a5c1118af2a7d638fd0c329e56b704ada0154900ee125b52"}) as unknown as TypedDocumentString<ResourceQuery, ResourceQueryVariables>;
export const EventsDocument = new TypedDocumentString(`
    query Events($after: String, $where: ResourceEventFilter, $first: Int) {
  resourceEvents(after: $after, where: $where, first: $first) {
    edges {
      cursor
      node {
        id
        cursor
        type
        urn
        name
        tenantId
        state
        changes {
          field
          before
          after
        }
      }
    }
  }
}
    `, {"hash":"sha256:80a73a210812e8916c40e4004a376dff37c81984275f28efc0e90fb654b458cb"}) as unknown as TypedDocumentString<EventsQuery, EventsQueryVariables>;
export const FollowDocument = new TypedDocumentString(`
    subscription Follow($after: String, $where: ResourceEventFilter) {
  resourceEvents(after: $after, where: $where) {
    cursor
    type
    urn
    name
    changes {
      field
      before
      after
    }
  }
}
    `, {"hash":"sha256:9b96c14ada6eef6f757668688a962703932b296736212bacae88a7527bcb9946"}) as unknown as TypedDocumentString<FollowSubscription, FollowSubscriptionVariables>;
export const SyncRunDocument = new TypedDocumentString(`
    query SyncRun($id: ID!) {
  node(id: $id) {
    ... on SyncRun {
      status
      reason
      requests
      listings {
        kind
        part
        verdict
        reason
        pages
        seen
        discovered
        updated
        tagged
        restored
        struck
        deleted
      }
    }
  }
}
    `, {"hash":"sha256:a2d3d0cf204fbedcd1b0c5214380f9a8a793522f940046d33ff129871e5f8b60"}) as unknown as TypedDocumentString<SyncRunQuery, SyncRunQueryVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    id
    roles
    tenants {
      id
    }
  }
}
    `, {"hash":"sha256:1dd15bf79ce4e6993f61375c86f746cce929e8cacc59f88c9ae9fa5d025156ca"}) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const TenantsDocument = new TypedDocumentString(`
    query Tenants {
  tenants {
    id
  }
}
    `, {"hash":"sha256:65c45ac2d8a01e474f6bda9ac255ab8756525e2c80a13bee7e5005be8a0bbc88"}) as unknown as TypedDocumentString<TenantsQuery, TenantsQueryVariables>;
export const EventHeadDocument = new TypedDocumentString(`
    query EventHead {
  eventHead
}
    `, {"hash":"sha256:54ba303420725c783a194248d7a3fbe8966c96159252f93d1f8d3f289097fc64"}) as unknown as TypedDocumentString<EventHeadQuery, EventHeadQueryVariables>;
export const ResourceDetailsDocument = new TypedDocumentString(`
    query ResourceDetails($urn: String!) {
  resource(urn: $urn) {
    id
    kind
    name
    region
    status
    tags
    tenantId
    attrs
    firstSeenAt
    deletedAt
    staleStrikeCount
    project {
      name
      tenantId
    }
    links {
      relation
      urn
      resource {
        urn
      }
    }
    linkedFrom {
      relation
      urn
      resource {
        urn
      }
    }
    events {
      edges {
        node {
          type
          tenantId
          state
          project {
            name
          }
          changes {
            field
            before
            after
          }
        }
      }
    }
  }
}
    `, {"hash":"sha256:54a8158c8d5cf6adb5c9e76e7a2cdd2e7fe65375c5c879306345178244855fd3"}) as unknown as TypedDocumentString<ResourceDetailsQuery, ResourceDetailsQueryVariables>;
export const NodesDocument = new TypedDocumentString(`
    query Nodes($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
  }
}
    `, {"hash":"sha256:061e5e74ee7113d4c05a2475b34214b4bfa1c7f3a4c3904eb3829d10d065773b"}) as unknown as TypedDocumentString<NodesQuery, NodesQueryVariables>;
export const NodeDocument = new TypedDocumentString(`
    query Node($id: ID!) {
  node(id: $id) {
    __typename
    id
  }
}
    `, {"hash":"sha256:674a4e60b765ab762155deb5480b435445a7ecf217bd9a818ee68fa139bfb45a"}) as unknown as TypedDocumentString<NodeQuery, NodeQueryVariables>;
export const ProjectResourcesDocument = new TypedDocumentString(`
    query ProjectResources($id: ID!, $first: Int) {
  project(id: $id) {
    name
    resources(first: $first) {
      edges {
        node {
          urn
          tenantId
        }
      }
    }
  }
}
    `, {"hash":"sha256:6169aa348b0f1cfd68f456827c6b346e529e83d1d07818547787ed5ae1e60e9e"}) as unknown as TypedDocumentString<ProjectResourcesQuery, ProjectResourcesQueryVariables>;
export const EventSubjectsDocument = new TypedDocumentString(`
    query EventSubjects($after: String, $first: Int) {
  resourceEvents(after: $after, first: $first) {
    edges {
      node {
        id
        urn
        tenantId
        resource {
          urn
          tenantId
        }
        project {
          id
          tenantId
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `, {"hash":"sha256:c4a96cd06e9e59550d37ad217fdc0c5ae24152d736fbd11bfd4139d1c0256291"}) as unknown as TypedDocumentString<EventSubjectsQuery, EventSubjectsQueryVariables>;
export const ClassificationRulesDocument = new TypedDocumentString(`
    query ClassificationRules {
  classificationRules {
    id
    priority
    field
    pattern
    purpose
    tenantId
    projectCount
    createdBy
  }
}
    `, {"hash":"sha256:399474dfd10d92f483a8d8f42d629ad846b0785f803e2f871ebe49fded060675"}) as unknown as TypedDocumentString<ClassificationRulesQuery, ClassificationRulesQueryVariables>;
export const ClassificationPreviewDocument = new TypedDocumentString(`
    query ClassificationPreview($added: CreateClassificationRuleInput, $removed: ID) {
  classificationPreview(added: $added, removed: $removed) {
    digest
    projectCount
    resourceCount
    moves {
      project {
        id
        name
        purpose
        tenantId
        classifiedBy
      }
      purpose
      tenantId
      pattern
      resources
    }
  }
}
    `, {"hash":"sha256:998ea563f3df89b4a3e12a9fb9542a6d9d9b476d5bd314e41cf3236d4c212c64"}) as unknown as TypedDocumentString<ClassificationPreviewQuery, ClassificationPreviewQueryVariables>;
export const UnclassifiedDocument = new TypedDocumentString(`
    query Unclassified {
  unclassified {
    projectCount
    projects {
      project {
        id
        name
      }
      resources
      rule {
        pattern
      }
    }
    kinds {
      kind
      withoutProject
      inProjects
    }
  }
}
    `, {"hash":"sha256:6d22d18fdb9013dd32193cf2ae28b0db45c3e83ae8e82ed4f343a0db58549308"}) as unknown as TypedDocumentString<UnclassifiedQuery, UnclassifiedQueryVariables>;
export const CreateClassificationRuleDocument = new TypedDocumentString(`
    mutation CreateClassificationRule($input: CreateClassificationRuleInput!) {
  createClassificationRule(input: $input) {
    rule {
      id
      priority
    }
    userErrors {
      code
      message
      path
    }
  }
}
    `, {"hash":"sha256:5413c66b9d92f03f0fdd54e9aa824f40eee3655166b5a74210cc74297377c638"}) as unknown as TypedDocumentString<CreateClassificationRuleMutation, CreateClassificationRuleMutationVariables>;
export const DeleteClassificationRuleDocument = new TypedDocumentString(`
    mutation DeleteClassificationRule($ruleId: ID!) {
  deleteClassificationRule(input: {ruleId: $ruleId}) {
    deletedRuleId
    userErrors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:e9a390129155255851e2e4a9673721e0f982a25d98d4bed4cd5d738168f2d022"}) as unknown as TypedDocumentString<DeleteClassificationRuleMutation, DeleteClassificationRuleMutationVariables>;
export const ApplyClassificationRulesDocument = new TypedDocumentString(`
    mutation ApplyClassificationRules($digest: String!) {
  applyClassificationRules(input: {digest: $digest}) {
    projectCount
    resourceCount
    stayedCount
    userErrors {
      code
      message
      path
    }
  }
}
    `, {"hash":"sha256:4c04ac9be6570cc99097e4283877efaea1d3424a3611d04cd39b41be63877382"}) as unknown as TypedDocumentString<ApplyClassificationRulesMutation, ApplyClassificationRulesMutationVariables>;
export const ReleaseProjectDocument = new TypedDocumentString(`
    mutation ReleaseProject($projectId: ID!) {
  releaseProject(input: {projectId: $projectId}) {
    project {
      id
      purpose
      tenantId
      classifiedBy
    }
    userErrors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:ac9c3514493c3e44423de4dec1a29e9ca8f92e549a813981c58965ce23780a0f"}) as unknown as TypedDocumentString<ReleaseProjectMutation, ReleaseProjectMutationVariables>;