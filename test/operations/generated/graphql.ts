/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Which values of a fact that is a yes or no. All that is given must hold. */
export type BooleanFactFilter = {
  /** Equal to this. */
  eq?: boolean | null | undefined;
  /** True: nothing is known of it, or there is none. False: there is a value. */
  isNull?: boolean | null | undefined;
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
  /** True: those that differ from what was declared. False: the others. */
  drifted?: boolean | null | undefined;
  /** Of kind DROPLET, with these facts. */
  droplet?: DropletFacts | null | undefined;
  /** Those that are gone too. Default false. */
  includeDeleted?: boolean | null | undefined;
  /** Of these kinds. */
  kind?: Array<ResourceKind> | null | undefined;
  /** With this in the name, whatever the case. */
  nameContains?: string | null | undefined;
  /** In this project. */
  projectId?: string | number | null | undefined;
  /** In these regions. */
  region?: Array<string> | null | undefined;
  /** True: those that the last complete listing did not show. False: those that it did. Of the present only. */
  stale?: boolean | null | undefined;
  /** In these states. */
  status?: Array<string> | null | undefined;
  /** With all of these tags. */
  tagsAll?: Array<string> | null | undefined;
  /** With at least one of these tags. */
  tagsAny?: Array<string> | null | undefined;
  /** Of these tenants. */
  tenantId?: Array<string> | null | undefined;
  /** Of kind VOLUME, with these facts. */
  volume?: VolumeFacts | null | undefined;
};

/** What kind of thing a resource is. PROJECT stands in sync reports only: projects are a type of their own. */
export type ResourceKind =
  /** A virtual machine, with or without GPUs. */
  | 'DROPLET'
  /** A project of the provider. */
  | 'PROJECT'
  /** A block storage volume. */
  | 'VOLUME';

/** What a token makes of somebody, beyond looking at tenants. */
export type Role =
  | 'PLATFORM_ADMIN';

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
        | { __typename: 'Droplet', vcpus: number | null, memoryMib: number | null, priceMonthly: string | null, id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
        | { __typename: 'Volume', sizeGib: number | null, attached: boolean | null, id: string, urn: string, name: string, status: string | null, region: string | null, tags: Array<string>, tenantId: string | null, staleStrikeCount: number, deletedAt: string | null, project: { name: string } | null }
       }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ProjectsQueryVariables = Exact<{ [key: string]: never; }>;


export type ProjectsQuery = { projects: { edges: Array<{ node: { id: string, name: string, purpose: ProjectPurpose, tenantId: string | null } }> } };

export type ResourceQueryVariables = Exact<{
  urn: string;
}>;


export type ResourceQuery = { resource:
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
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
    | { id: string, kind: ResourceKind, name: string, region: string | null, status: string | null, tags: Array<string>, tenantId: string | null, attrs: unknown, firstSeenAt: string, deletedAt: string | null, staleStrikeCount: number, project: { name: string, tenantId: string | null } | null, links: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
         | null }>, linkedFrom: Array<{ relation: string, urn: string, resource:
          | { urn: string }
          | { urn: string }
         | null }>, events: { edges: Array<{ node: { type: ResourceEventType, tenantId: string | null, state: unknown, project: { name: string } | null, changes: Array<{ field: string, before: unknown, after: unknown }> } }> } }
   | null };

export type NodesQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type NodesQuery = { nodes: Array<
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'CloudProject', id: string }
    | { __typename: 'CloudResourceEvent', id: string }
    | { __typename: 'Droplet', id: string }
    | { __typename: 'SyncRun', id: string }
    | { __typename: 'Volume', id: string }
   | null> };

export type NodeQueryVariables = Exact<{
  id: string | number;
}>;


export type NodeQuery = { node:
    | { __typename: 'ApiKey', id: string }
    | { __typename: 'CloudProject', id: string }
    | { __typename: 'CloudResourceEvent', id: string }
    | { __typename: 'Droplet', id: string }
    | { __typename: 'SyncRun', id: string }
    | { __typename: 'Volume', id: string }
   | null };

export type ProjectResourcesQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
}>;


export type ProjectResourcesQuery = { project: { name: string, resources: { edges: Array<{ node:
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
         | null, project: { id: string, tenantId: string | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

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
    `) as unknown as TypedDocumentString<SyncRunsQuery, SyncRunsQueryVariables>;
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
    `) as unknown as TypedDocumentString<TriggerSyncMutation, TriggerSyncMutationVariables>;
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
    `) as unknown as TypedDocumentString<ClassifyProjectMutation, ClassifyProjectMutationVariables>;
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
    `) as unknown as TypedDocumentString<CreateTenantMutation, CreateTenantMutationVariables>;
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
    `) as unknown as TypedDocumentString<EstateQuery, EstateQueryVariables>;
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
    `) as unknown as TypedDocumentString<ProjectsQuery, ProjectsQueryVariables>;
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
    `) as unknown as TypedDocumentString<ResourceQuery, ResourceQueryVariables>;
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
    `) as unknown as TypedDocumentString<EventsQuery, EventsQueryVariables>;
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
    `) as unknown as TypedDocumentString<FollowSubscription, FollowSubscriptionVariables>;
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
    `) as unknown as TypedDocumentString<SyncRunQuery, SyncRunQueryVariables>;
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
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const TenantsDocument = new TypedDocumentString(`
    query Tenants {
  tenants {
    id
  }
}
    `) as unknown as TypedDocumentString<TenantsQuery, TenantsQueryVariables>;
export const EventHeadDocument = new TypedDocumentString(`
    query EventHead {
  eventHead
}
    `) as unknown as TypedDocumentString<EventHeadQuery, EventHeadQueryVariables>;
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
    `) as unknown as TypedDocumentString<ResourceDetailsQuery, ResourceDetailsQueryVariables>;
export const NodesDocument = new TypedDocumentString(`
    query Nodes($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
  }
}
    `) as unknown as TypedDocumentString<NodesQuery, NodesQueryVariables>;
export const NodeDocument = new TypedDocumentString(`
    query Node($id: ID!) {
  node(id: $id) {
    __typename
    id
  }
}
    `) as unknown as TypedDocumentString<NodeQuery, NodeQueryVariables>;
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
    `) as unknown as TypedDocumentString<ProjectResourcesQuery, ProjectResourcesQueryVariables>;
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
    `) as unknown as TypedDocumentString<EventSubjectsQuery, EventSubjectsQueryVariables>;