import { listReply } from '../api/pages.ts';
import { noContent, notFound, unprocessable } from '../api/replies.ts';
import { type ApiRequest, param, type Reply, type Route, text, texts } from '../api/route.ts';
import { imageKey } from '../catalogue/images.ts';
import { isRegion } from '../catalogue/regions.ts';
import { isGpuSize, isSize, size } from '../catalogue/sizes.ts';
import { actionKind, justBegun } from './action.ts';
import { getRoute, type Played } from './define.ts';
import {
  addDroplet,
  type DropletRecord,
  dropletKind,
  isBusy,
  recordDropletAction,
  renameDroplet,
  resizeDroplet,
} from './droplet.ts';
import { attachVolume, volumeKind } from './volume.ts';

const hostname = /^[a-zA-Z0-9]?[a-z0-9A-Z.-]*[a-z0-9A-Z]$/;
const nameRefused = 'Name Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)';
const mostAtOnce = 10;

function list(request: ApiRequest): Reply {
  const type = request.query.get('type') ?? 'droplets';
  const tag = request.query.get('tag_name');
  const name = request.query.get('name');
  if (type !== 'droplets' && type !== 'gpus') return unprocessable('type is invalid');
  if (type === 'gpus' && tag !== null) return unprocessable('type cannot be combined with tag_name');
  const filtered = tag !== null || name !== null;
  return listReply(request, dropletKind, {
    key: 'droplets',
    part: type,
    wire: (record) => dropletKind.wire(record, request.estate),
    ...(filtered
      ? { keep: (record) => (tag === null || record.tags.includes(tag)) && (name === null || record.name === name) }
      : {}),
  });
}

/** What one request to create asks for, checked. */
interface Order {
  readonly names: readonly string[];
  readonly size: string;
  readonly region: string;
  readonly image: string;
  readonly tags: readonly string[];
  readonly volumeIds: readonly string[];
}

function orderOf(request: ApiRequest): Order | Reply {
  const { estate, body } = request;
  const one = text(request, 'name');
  const names = one === undefined ? (texts(request, 'names') ?? []) : [one];
  const slug = text(request, 'size') ?? '';
  const asked = body.image;
  const image = typeof asked === 'string' || typeof asked === 'number' ? imageKey(asked) : null;
  if (names.length === 0) return unprocessable('Name is required');
  if (names.length > mostAtOnce) return unprocessable('You can only create up to 10 Droplets at a time.');
  if (names.some((name) => name.length > 255 || !hostname.test(name))) return unprocessable(nameRefused);
  if (!isSize(slug)) return unprocessable('You specified an invalid size for Droplet creation.');
  if (image === null) return unprocessable('You specified an invalid image for Droplet creation.');
  const region = text(request, 'region') ?? size(slug).regions[0] ?? '';
  if (!isRegion(region)) return unprocessable('You specified an invalid region for Droplet creation.');
  if (!size(slug).available || !size(slug).regions.includes(region)) {
    return unprocessable('Size is not available in this region.');
  }
  const volumeIds = texts(request, 'volumes') ?? [];
  for (const id of volumeIds) {
    const volume = estate.shelf(volumeKind).get(id);
    if (volume === undefined || volume.region !== region) return unprocessable(`volume ${id} is not in this region`);
    if (volume.dropletId !== null) return unprocessable(`volume ${id} is already attached`);
  }
  if (estate.shelf(dropletKind).size + names.length > estate.account.dropletLimit) {
    return unprocessable('creating this/these droplet(s) will exceed your droplet limit');
  }
  return { names, size: slug, region, image, tags: texts(request, 'tags') ?? [], volumeIds };
}

/** 202: what it answers is `new` and without addresses, whatever becomes of it in `settleMs`. */
function create(request: ApiRequest): Reply {
  const { estate, body } = request;
  const order = orderOf(request);
  if ('status' in order) return order;
  const { names, volumeIds, ...rest } = order;
  const made = names.map((name) => {
    const droplet = addDroplet(estate, {
      ...rest,
      name,
      tags: [...rest.tags],
      ipv6: body.ipv6 === true,
      backups: body.backups === true,
      monitoring: body.monitoring === true,
      ...(typeof body.vpc_uuid === 'string' ? { vpcId: body.vpc_uuid } : {}),
      ...(estate.settleMs > 0 ? { newUntil: estate.now() + estate.settleMs } : {}),
    });
    for (const id of volumeIds) {
      const volume = estate.shelf(volumeKind).get(id);
      if (volume !== undefined) attachVolume(estate, volume, droplet);
    }
    return { droplet, action: recordDropletAction(estate, droplet, 'create', estate.settleMs) };
  });
  const wires = made.map(({ droplet }) => ({
    ...dropletKind.wire(droplet, estate),
    status: 'new',
    networks: { v4: [], v6: [] },
  }));
  const rel = 'names' in body ? 'multiple_create' : 'create';
  const links = {
    actions: made.map(({ action }) => ({ id: action.id, rel, href: `${request.origin}/v2/actions/${action.id}` })),
  };
  return { status: 202, body: 'names' in body ? { droplets: wires, links } : { droplet: wires[0], links } };
}

function withDroplet(answer: (request: ApiRequest, droplet: DropletRecord) => Reply): Route['answer'] {
  return (request) => {
    const droplet = request.estate.byText(dropletKind, param(request, 'id'));
    return droplet === undefined ? notFound() : answer(request, droplet);
  };
}

function destroy({ estate }: ApiRequest, droplet: DropletRecord): Reply {
  estate.remove(dropletKind, droplet.id);
  recordDropletAction(estate, droplet, 'destroy', estate.settleMs);
  return noContent;
}

/** What each action does; a text is why it is refused. */
const doers: Readonly<Record<string, (request: ApiRequest, droplet: DropletRecord) => string | undefined>> = {
  rename: (request, droplet) => {
    const name = text(request, 'name');
    if (name === undefined || !hostname.test(name)) return nameRefused;
    renameDroplet(request.estate, droplet, name);
    return undefined;
  },
  resize: (request, droplet) => {
    const slug = text(request, 'size') ?? '';
    const withDisk = request.body.disk === true;
    if (!isSize(slug) || isGpuSize(slug) !== isGpuSize(droplet.size)) return 'You specified an invalid size.';
    if (slug === droplet.size) return 'Your Droplet is already this size.';
    if (!size(slug).regions.includes(droplet.region)) return 'Size is not available in this region.';
    if (size(slug).disk < droplet.diskGib) return 'This size is not available because it has a smaller disk.';
    resizeDroplet(request.estate, droplet, slug, withDisk);
    return undefined;
  },
  power_off: switchTo('off'),
  shutdown: switchTo('off'),
  power_on: switchTo('active'),
  reboot: () => undefined,
  power_cycle: () => undefined,
  enable_ipv6: change({ ipv6: true }),
  enable_backups: change({ backups: true }),
  disable_backups: change({ backups: false }),
};

function switchTo(status: DropletRecord['status']) {
  return ({ estate }: ApiRequest, droplet: DropletRecord) => {
    if (droplet.status === status) return `Droplet is already powered ${status === 'off' ? 'off' : 'on'}.`;
    return change({ status })({ estate }, droplet);
  };
}

function change(changes: Partial<Pick<DropletRecord, 'status' | 'ipv6' | 'backups'>>) {
  return ({ estate }: Pick<ApiRequest, 'estate'>, droplet: DropletRecord) => {
    estate.change(dropletKind, droplet, changes);
    return undefined;
  };
}

/** 201, and `in-progress` however quickly it is done. */
function act(request: ApiRequest, droplet: DropletRecord): Reply {
  const { estate } = request;
  const type = text(request, 'type') ?? '';
  const doer = Object.hasOwn(doers, type) ? doers[type] : undefined;
  if (doer === undefined) return unprocessable('You specified an invalid action type.');
  if (isBusy(droplet, estate)) return unprocessable('Droplet already has a pending event.');
  const refused = doer(request, droplet);
  if (refused !== undefined) return unprocessable(refused);
  if (estate.settleMs > 0) estate.change(dropletKind, droplet, { busyUntil: estate.now() + estate.settleMs });
  return {
    status: 201,
    body: { action: justBegun(estate, recordDropletAction(estate, droplet, type, estate.settleMs)) },
  };
}

function listActions(request: ApiRequest, droplet: DropletRecord): Reply {
  return listReply(request, actionKind, {
    key: 'actions',
    newestFirst: true,
    wire: (record) => actionKind.wire(record, request.estate),
    keep: (record) => record.resourceType === 'droplet' && record.resourceId === droplet.id,
  });
}

export const droplets: Played = {
  kinds: [dropletKind],
  routes: [
    { method: 'GET', path: '/v2/droplets', answer: list },
    { method: 'POST', path: '/v2/droplets', answer: create },
    getRoute(dropletKind, '/v2/droplets/:id', 'droplet'),
    { method: 'DELETE', path: '/v2/droplets/:id', answer: withDroplet(destroy) },
    { method: 'GET', path: '/v2/droplets/:id/actions', answer: withDroplet(listActions) },
    { method: 'POST', path: '/v2/droplets/:id/actions', answer: withDroplet(act) },
  ],
};
