import type { Scope } from '../../base/scope.ts';
import { type Bind, scopeCondition } from './source.ts';

/** A project, as far as it is served. Its properties are named as the store's rows are. */
export interface FoundProject {
  readonly id: string;
  readonly provider: string;
  readonly providerId: string;
  readonly tenantId: string | null;
  readonly purpose: string;
  readonly name: string;
  readonly description: string | null;
  readonly isDefault: boolean;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  readonly deletedAt: Date | null;
}

const columns: Readonly<Record<keyof FoundProject, string>> = {
  id: 'p.id',
  provider: 'p.provider',
  providerId: 'p.provider_id',
  tenantId: 'p.tenant_id',
  purpose: 'p.purpose',
  name: 'p.name',
  description: 'p.description',
  isDefault: 'p.is_default',
  firstSeenAt: 'p.first_seen_at',
  lastSeenAt: 'p.last_seen_at',
  deletedAt: 'p.deleted_at',
};
const properties = Object.entries(columns);

/** `p.a as "p.a", …`, beside a resource's own columns. */
export const projectColumns = properties.map(([property, column]) => `${column} as "p.${property}"`).join(', ');

/** Joins the project of `r`, where the viewer may see it. */
export function joinProject(scope: Scope, bind: Bind): string {
  return `left join cloud_projects p on ${['p.id = r.project_id', ...scopeCondition(scope, 'p.tenant_id', bind)].join(' and ')}`;
}

/** Gathers the project's columns of each row into one object; rows of one project share it. */
export function withProject<Row extends object>(rows: readonly Row[]): (Row & { project: FoundProject | null })[] {
  const projects = new Map<unknown, FoundProject>();
  return rows.map((row) => {
    const flat = row as Record<string, unknown>; // the columns above are beside those of Row
    const id = flat['p.id'];
    let project = projects.get(id) ?? null;
    if (project === null && id !== null) {
      // Every property of FoundProject is a column of its type.
      project = Object.fromEntries(
        properties.map(([property]) => [property, flat[`p.${property}`]]),
      ) as never as FoundProject;
      projects.set(id, project);
    }
    return { ...row, project };
  });
}
