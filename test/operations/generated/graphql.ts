/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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

/** Which resources. Whatever is absent does not narrow; an empty list finds nothing. */
export type ResourceFilter = {
  /** True: those that differ from what was declared. False: the others. */
  drifted?: boolean | null | undefined;
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
  /** True: those that the last complete listing did not show. False: those that it did. */
  stale?: boolean | null | undefined;
  /** In these states. */
  status?: Array<string> | null | undefined;
  /** With all of these tags. */
  tagsAll?: Array<string> | null | undefined;
  /** With at least one of these tags. */
  tagsAny?: Array<string> | null | undefined;
  /** Of these tenants. */
  tenantId?: Array<string> | null | undefined;
};

/** What kind of thing a resource is. PROJECT stands in sync reports only: projects are a type of their own. */
export type ResourceKind =
  /** A virtual machine, with or without GPUs. */
  | 'DROPLET'
  /** A project of the provider. */
  | 'PROJECT'
  /** A block storage volume. */
  | 'VOLUME';

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