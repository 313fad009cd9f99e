import { conflict, noContent, notFound, unprocessable } from '../api/replies.ts';
import { type ApiRequest, param, type Reply, text } from '../api/route.ts';
import { type Estate, type Found, keptTag, type TagRecord } from '../estate.ts';
import { getRoute, type Kind, listRoute, type Played } from './define.ts';

// In the order of DigitalOcean's own answer. Its description misspells `images`; the API does not.
const tagKeys = ['droplets', 'images', 'volumes', 'volume_snapshots', 'databases'];

const tagKind: Kind<TagRecord> = {
  ...keptTag,
  wire: (record) => {
    const uses = tagKeys.map((key) => [key, record.uses[key] ?? { count: 0, last: null }] as const);
    const count = uses.reduce((sum, [, use]) => sum + use.count, 0);
    return {
      name: record.id,
      resources: {
        ...statistics(count, record.last),
        ...Object.fromEntries(uses.map(([key, use]) => [key, statistics(use.count, use.last)])),
      },
    };
  },
};

function statistics(count: number, last: string | null): object {
  return count === 0 || last === null ? { count } : { count, last_tagged_uri: `https://api.digitalocean.com${last}` };
}

function create(request: ApiRequest): Reply {
  const name = text(request, 'name');
  if (name === undefined || !/^[a-zA-Z0-9_\-:]{1,255}$/.test(name)) return unprocessable('Name is invalid');
  const { estate } = request;
  if (estate.shelf(tagKind).get(name) !== undefined) return conflict('tag already exists');
  return { status: 201, body: { tag: tagKind.wire(estate.addTag(name), estate) } };
}

/** The tag goes from everything that wears it. */
function destroy({ estate, params }: ApiRequest): Reply {
  const tag = estate.shelf(tagKind).get(params.id ?? '');
  if (tag === undefined) return notFound();
  for (const kind of estate.kinds) {
    if (kind.tagKey === undefined) continue;
    for (const record of estate.shelf(kind).values()) {
      if (record.tags?.includes(tag.id)) estate.setTags(kind, record, without(record.tags, tag.id));
    }
  }
  estate.remove(tagKind, tag.id);
  return noContent;
}

/** Resources are named by type and id, both as text, a droplet's integer too. */
function named(estate: Estate, resource: unknown): Found | undefined {
  if (typeof resource !== 'object' || resource === null) return undefined;
  const { resource_type: type, resource_id: id } = resource as Record<string, unknown>;
  for (const kind of estate.kinds) {
    if (kind.tagKey === undefined || kind.name !== type) continue;
    const record = estate.byText(kind, String(id));
    if (record !== undefined) return { kind, record };
  }
  return undefined;
}

function retag(change: (tags: readonly string[], tag: string) => readonly string[]) {
  return (request: ApiRequest): Reply => {
    const { estate } = request;
    const name = param(request, 'id');
    const resources = request.body.resources;
    if (estate.shelf(tagKind).get(name) === undefined) return notFound();
    if (!Array.isArray(resources)) return unprocessable('resources is required');
    const found = resources.map((resource) => named(estate, resource));
    if (found.includes(undefined)) return notFound();
    for (const each of found) {
      if (each !== undefined) estate.setTags(each.kind, each.record, change(each.record.tags ?? [], name));
    }
    return noContent;
  };
}

function without(tags: readonly string[], tag: string): readonly string[] {
  return tags.filter((each) => each !== tag);
}

export const tags: Played = {
  kinds: [tagKind],
  routes: [
    listRoute(tagKind, '/v2/tags', { key: 'tags', links: 'pages' }),
    { method: 'POST', path: '/v2/tags', answer: create },
    getRoute(tagKind, '/v2/tags/:id', 'tag'),
    { method: 'DELETE', path: '/v2/tags/:id', answer: destroy },
    { method: 'POST', path: '/v2/tags/:id/resources', answer: retag((own, tag) => [...own, tag]) },
    { method: 'DELETE', path: '/v2/tags/:id/resources', answer: retag(without) },
  ],
};
