import { listReply } from '../api/pages.ts';
import { conflict, noContent, notFound, unprocessable } from '../api/replies.ts';
import { type ApiRequest, param, type Reply, type Route, text, texts, wholeNumber } from '../api/route.ts';
import { isRegion } from '../catalogue/regions.ts';
import { justBegun } from './action.ts';
import { getRoute, type Played } from './define.ts';
import { dropletKind } from './droplet.ts';
import {
  addVolume,
  attachVolume,
  detachVolume,
  recordVolumeAction,
  removeVolume,
  type VolumeRecord,
  volumeKind,
} from './volume.ts';

const mostGib = 16_384;

function list(request: ApiRequest): Reply {
  const name = request.query.get('name');
  const regionSlug = request.query.get('region');
  const filtered = name !== null || regionSlug !== null;
  return listReply(request, volumeKind, {
    key: 'volumes',
    wire: (record) => volumeKind.wire(record, request.estate),
    ...(filtered
      ? {
          keep: (record) =>
            (name === null || record.name === name) && (regionSlug === null || record.region === regionSlug),
        }
      : {}),
  });
}

function volumeNamed({ estate }: ApiRequest, name: string, regionSlug: string): VolumeRecord | undefined {
  for (const volume of estate.shelf(volumeKind).values()) {
    if (volume.name === name && volume.region === regionSlug) return volume;
  }
  return undefined;
}

function create(request: ApiRequest): Reply {
  const { estate } = request;
  const name = text(request, 'name') ?? '';
  const regionSlug = text(request, 'region') ?? '';
  const sizeGib = wholeNumber(request, 'size_gigabytes') ?? 0;
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(name)) return unprocessable('invalid volume name');
  if (!isRegion(regionSlug)) return unprocessable('invalid region');
  if (sizeGib < 1 || sizeGib > mostGib) return unprocessable('invalid volume size');
  if (volumeNamed(request, name, regionSlug) !== undefined) return conflict('volume already exists');
  const volume = addVolume(estate, {
    name,
    region: regionSlug,
    sizeGib,
    description: text(request, 'description') ?? '',
    filesystemType: text(request, 'filesystem_type') ?? '',
    filesystemLabel: text(request, 'filesystem_label') ?? '',
    tags: [...(texts(request, 'tags') ?? [])],
  });
  return { status: 201, body: { volume: volumeKind.wire(volume, estate) } };
}

function withVolume(answer: (request: ApiRequest, volume: VolumeRecord) => Reply): Route['answer'] {
  return (request) => {
    const volume = request.estate.byText(volumeKind, param(request, 'id'));
    return volume === undefined ? notFound() : answer(request, volume);
  };
}

function destroy({ estate }: ApiRequest, volume: VolumeRecord): Reply {
  if (volume.dropletId !== null) {
    return conflict("A volume that's attached to a Droplet cannot be deleted. Please detach it first before deleting.");
  }
  removeVolume(estate, volume);
  return noContent;
}

function destroyNamed(request: ApiRequest): Reply {
  const volume = volumeNamed(request, request.query.get('name') ?? '', request.query.get('region') ?? '');
  return volume === undefined ? notFound() : destroy(request, volume);
}

/** What each action does; a text is why it is refused. */
const doers: Readonly<Record<string, (request: ApiRequest, volume: VolumeRecord) => string | undefined>> = {
  attach: (request, volume) => {
    const droplet = request.estate.shelf(dropletKind).get(wholeNumber(request, 'droplet_id') ?? 0);
    if (droplet === undefined) return 'Droplet not found';
    if (droplet.region !== volume.region) return 'Droplet and volume must be in the same region';
    if (volume.dropletId !== null) return 'Volume is already attached';
    attachVolume(request.estate, volume, droplet);
    return undefined;
  },
  detach: (request, volume) => {
    const droplet = wholeNumber(request, 'droplet_id');
    if (volume.dropletId === null || (droplet !== undefined && droplet !== volume.dropletId))
      return 'Attachment not found';
    detachVolume(request.estate, volume);
    return undefined;
  },
  resize: (request, volume) => {
    const sizeGib = wholeNumber(request, 'size_gigabytes') ?? 0;
    if (sizeGib <= volume.sizeGib || sizeGib > mostGib) return 'A volume can only be made larger';
    request.estate.change(volumeKind, volume, { sizeGib });
    return undefined;
  },
};

function act(request: ApiRequest, volume: VolumeRecord): Reply {
  const { estate } = request;
  const type = text(request, 'type') ?? '';
  const doer = Object.hasOwn(doers, type) ? doers[type] : undefined;
  if (doer === undefined) return unprocessable('invalid action type');
  const refused = doer(request, volume);
  if (refused !== undefined) return unprocessable(refused);
  const action = recordVolumeAction(estate, volume, `${type}_volume`, estate.settleMs);
  return { status: 202, body: { action: justBegun(estate, action) } };
}

export const volumes: Played = {
  kinds: [volumeKind],
  routes: [
    { method: 'GET', path: '/v2/volumes', answer: list },
    { method: 'POST', path: '/v2/volumes', answer: create },
    { method: 'DELETE', path: '/v2/volumes', answer: destroyNamed },
    getRoute(volumeKind, '/v2/volumes/:id', 'volume'),
    { method: 'DELETE', path: '/v2/volumes/:id', answer: withVolume(destroy) },
    { method: 'POST', path: '/v2/volumes/:id/actions', answer: withVolume(act) },
  ],
};
