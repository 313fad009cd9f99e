import { conflict, noContent, notFound, preconditionFailed, unprocessable } from '../api/replies.ts';
import { type ApiRequest, param, type Reply, type Route, text, texts } from '../api/route.ts';
import { isoSeconds, listRoute, type Played } from './define.ts';
import {
  addProject,
  defaultProject,
  type ProjectRecord,
  projectKind,
  projectNamed,
  resourcesReply,
} from './project.ts';

const purposes = [
  'Just trying out DigitalOcean',
  'Class project / Educational purposes',
  'Website or blog',
  'Web Application',
  'Service or API',
  'Mobile Application',
  'Machine learning / AI / Data processing',
  'IoT',
  'Operational / Developer tooling',
];
const environments = ['Development', 'Staging', 'Production'];

type Writable = Partial<Pick<ProjectRecord, 'name' | 'description' | 'purpose' | 'environment' | 'isDefault'>>;

/** `default` names the default project wherever an id may stand. */
function projectOf(request: ApiRequest): ProjectRecord | undefined {
  const id = param(request, 'id');
  return id === 'default' ? defaultProject(request.estate) : request.estate.byText(projectKind, id);
}

function withProject(answer: (request: ApiRequest, project: ProjectRecord) => Reply): Route['answer'] {
  return (request) => {
    const project = projectOf(request);
    return project === undefined ? notFound() : answer(request, project);
  };
}

function shown(request: ApiRequest, project: ProjectRecord, status = 200): Reply {
  return { status, body: { project: projectKind.wire(project, request.estate) } };
}

/** The body's fields as DigitalOcean stores them, or what is wrong with them. */
function written(request: ApiRequest, own: ProjectRecord | null): Writable | Reply {
  const name = text(request, 'name');
  const description = text(request, 'description');
  const purpose = text(request, 'purpose');
  const asked = text(request, 'environment');
  const environment = environments.find((each) => each.toLowerCase() === asked?.toLowerCase());
  if (name !== undefined) {
    if (name.trim() === '' || name.length > 175) return unprocessable('name must have 1 to 175 characters');
    const other = projectNamed(request.estate, name);
    if (other !== undefined && other !== own) return conflict('name is already in use');
  }
  if ((description?.length ?? 0) > 255) return unprocessable('description must have at most 255 characters');
  if (asked !== undefined && asked !== '' && environment === undefined) return unprocessable('environment is invalid');
  return {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(purpose === undefined ? {} : { purpose: purposes.includes(purpose) ? purpose : other(purpose) }),
    ...(environment === undefined ? {} : { environment }),
    ...(request.body.is_default === true ? { isDefault: true } : {}),
  };
}

function other(purpose: string): string {
  return purpose.startsWith('Other: ') ? purpose : `Other: ${purpose}`;
}

function isReply(value: Writable | Reply): value is Reply {
  return 'status' in value;
}

function create(request: ApiRequest): Reply {
  if (text(request, 'name') === undefined) return unprocessable('name is required');
  if (text(request, 'purpose') === undefined) return unprocessable('purpose is required');
  const fields = written(request, null);
  if (isReply(fields)) return fields;
  return shown(request, addProject(request.estate, { ...fields, name: fields.name ?? '', isDefault: false }), 201);
}

function update(request: ApiRequest, project: ProjectRecord): Reply {
  const fields = written(request, project);
  if (isReply(fields)) return fields;
  const { estate } = request;
  // There is exactly one: the new one takes it from the old.
  if (fields.isDefault === true) estate.change(projectKind, defaultProject(estate), { isDefault: false });
  estate.change(projectKind, project, { ...fields, updatedAt: estate.now() });
  return shown(request, project);
}

function replace(request: ApiRequest, project: ProjectRecord): Reply {
  const missing = ['name', 'description', 'purpose', 'environment', 'is_default'].find(
    (field) => !(field in request.body),
  );
  return missing === undefined ? update(request, project) : unprocessable(`${missing} is required`);
}

function destroy({ estate }: ApiRequest, project: ProjectRecord): Reply {
  if (project.isDefault) return preconditionFailed('cannot delete the default project');
  if (estate.members.count(project.id) > 0) return preconditionFailed('cannot delete a project with resources');
  estate.remove(projectKind, project.id);
  return noContent;
}

/** 200 with a status for each: one unknown URN does not hold up the others. */
function assign(request: ApiRequest, project: ProjectRecord): Reply {
  const { estate, origin } = request;
  const urns = texts(request, 'resources');
  if (urns === undefined) return unprocessable('resources is required');
  const resources = urns.map((urn) => {
    const status = estate.assign(urn, project.id);
    const found = estate.find(urn);
    if (status === 'not_found' || found === undefined) return { urn, status };
    const { kind, record } = found;
    const links = { self: `${origin}${kind.path(record.id)}` };
    return { urn, assigned_at: isoSeconds(record.assignedAt ?? 0), links, status };
  });
  return { status: 200, body: { resources } };
}

export const projects: Played = {
  kinds: [projectKind],
  routes: [
    listRoute(projectKind, '/v2/projects', { key: 'projects', links: 'last' }),
    { method: 'POST', path: '/v2/projects', answer: create },
    { method: 'GET', path: '/v2/projects/:id', answer: withProject(shown) },
    { method: 'PUT', path: '/v2/projects/:id', answer: withProject(replace) },
    { method: 'PATCH', path: '/v2/projects/:id', answer: withProject(update) },
    { method: 'DELETE', path: '/v2/projects/:id', answer: withProject(destroy) },
    { method: 'GET', path: '/v2/projects/:id/resources', answer: withProject(resourcesReply) },
    { method: 'POST', path: '/v2/projects/:id/resources', answer: withProject(assign) },
  ],
};
