import { envelope, pageOf } from '../api/pages.ts';
import type { ApiRequest } from '../api/route.ts';
import type { Estate, Member } from '../estate.ts';
import { projectPlans } from '../plans.ts';
import type { Stored } from '../shelf.ts';
import { isoSeconds, type Kind } from './define.ts';

export interface ProjectRecord extends Stored {
  readonly id: string;
  name: string;
  description: string;
  purpose: string;
  environment: string;
  isDefault: boolean;
  /** Milliseconds. */
  readonly createdAt: number;
  updatedAt: number;
}

const dayMs = 86_400_000;

export const projectKind: Kind<ProjectRecord> = {
  name: 'project',
  urnType: 'project',
  ids: 'text',
  inProjects: false,
  path: (id) => `/v2/projects/${id}`,
  generate: (estate, plan) => {
    const random = estate.random('project');
    for (const [index, { name, description, purpose, environment }] of projectPlans(plan.droplets).entries()) {
      const createdAt = plan.until - (400 - (index % 30)) * dayMs + random.int(0, dayMs);
      addProject(estate, { name, description, purpose, environment, isDefault: index === 0, createdAt });
    }
  },
  wire: (record, { account }) => ({
    id: record.id,
    owner_uuid: account.uuid,
    owner_id: account.ownerId,
    name: record.name,
    description: record.description,
    purpose: record.purpose,
    environment: record.environment,
    is_default: record.isDefault,
    created_at: isoSeconds(record.createdAt),
    updated_at: isoSeconds(record.updatedAt),
  }),
};

/** Creates a project as the API would. The name is not checked. */
export function addProject(
  estate: Estate,
  wanted: { readonly name: string } & Partial<Omit<ProjectRecord, 'id' | 'order' | 'updatedAt'>>,
): ProjectRecord {
  const createdAt = wanted.createdAt ?? estate.now();
  return estate.add(projectKind, {
    id: estate.nextUuid(),
    order: estate.nextOrder(),
    description: '',
    purpose: 'Service or API',
    environment: 'Development',
    isDefault: false,
    ...wanted,
    createdAt,
    updatedAt: createdAt,
  });
}

/** Where a resource lands that names no project. */
export function defaultProject(estate: Estate): ProjectRecord {
  for (const project of estate.shelf(projectKind).values()) if (project.isDefault) return project;
  throw new RangeError('The account has no default project.');
}

export function projectNamed(estate: Estate, name: string): ProjectRecord | undefined {
  for (const project of estate.shelf(projectKind).values()) if (project.name === name) return project;
  return undefined;
}

/** One page of what a project holds, by URN. */
export function resourcesReply(request: ApiRequest, project: ProjectRecord) {
  const { estate } = request;
  const { page, perPage } = pageOf(request.query);
  const listed = estate.visibility.listedInProject(estate.now());
  const { items, total } = estate.members.page(
    project.id,
    { offset: (page - 1) * perPage, limit: perPage },
    listed && ((member: Member) => listed(member.id)),
  );
  const resources = items.map(({ id, found }) => ({
    urn: id,
    assigned_at: isoSeconds(found.record.assignedAt ?? 0),
    links: { self: `${request.origin}${found.kind.path(found.record.id)}` },
    status: 'ok',
  }));
  return envelope(request, 'resources', resources, total, 'last');
}
