import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Kind, WireItem } from '../../src/kinds/define.ts';
import { kinds } from '../../src/kinds/index.ts';
import { everyKind, type Service, startService } from '../support/service.ts';
import { isReadable, lists, outletsOf, type Plant, planted, plantsOf } from './markers.ts';
import { type PlayedLists, playedSpacesKey, playLists } from './played-lists.ts';
import { readOut } from './read-out.ts';
import { allItems, folder, listPathOf, present, secretPlaces, shapeOf } from './witness.ts';

// What DigitalOcean sends and what of it is let in. carried.txt is the allow-list: every string that comes out anywhere, by the
// property that it came in. A kind that lets another one in makes this test red until the line is there for all to read:
// `npx vitest run test/kinds/leaks -u`.

/** Properties that hold secrets, or may, whatever DigitalOcean says of them. */
const secret =
  /(^|\.)(\w*connection|users|password|secret\w*|access_cert|access_key_\w+|private_key|auth_key|envs|user_data|zone_file|public_key|credentials|slack|email|webhook\w*|uri|api_key\w*|key|logsink_config|log_destinations)(\.|\[|$)/;
/** Called a key, and none: a word of Kubernetes. */
const noSecrets = new Set(['kubernetes_cluster: node_pools[].taints[].key']);

/** With another word there the item is something else, and its other strings go nowhere: they have an item of their own. */
const steering = new Set([
  'droplet: networks.v4[].type',
  'droplet: networks.v6[].type',
  'image: type',
  'snapshot: resource_type',
]);

const markers = /zq[a-z0-9]+qz/g;

describe.skipIf(!present)(`against DigitalOcean's own examples (skipped where ${folder} is absent)`, () => {
  const plants = lists.flatMap(plantsOf);
  const outlets = new Map(plants.map((plant) => [plant.marker, outletsOf(plant)]));
  const placeOf = new Map(plants.map(({ marker, place }) => [marker, place]));
  const carried = new Set(plants.flatMap(({ marker, place }) => (outlets.get(marker)?.length ? place : [])));

  test('what is let in is written down, property by property', async () => {
    const lines = [...carried].sort().map((place) => {
      const to = plants.filter((plant) => plant.place === place).flatMap(({ marker }) => outlets.get(marker) ?? []);
      return `${place} → ${[...new Set(to)].sort().join(' ')}`;
    });
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('./carried.txt');
  });

  test('nothing that holds a secret is let in', () => {
    const told = new Set(secretPlaces);
    const isSecret = (place: string) => {
      const [list = '', property = ''] = place.split(': ');
      const kind = lists.find(({ name }) => name === list) as Kind; // it is where the place is from
      return secret.test(property) || told.has(`${shapeOf(listPathOf(kind))}: ${property}`);
    };
    expect([...carried].filter(isSecret)).toEqual([...noSecrets]);
    // The examples do show secrets, or there would be nothing in this.
    const shown = [...new Set(placeOf.values())].filter(isSecret);
    expect(shown.length).toBeGreaterThan(100);
    for (const place of [
      'database_cluster: connection.password',
      'database_cluster: users[].password',
      'database_user: password',
      'alert_policy: alerts.slack[].url',
      'ssh_key: public_key',
      'domain: zone_file',
      'function_namespace: key',
      'app: spec.services[].envs[].value',
    ])
      expect(shown).toContain(place);
  });

  test('no sentence on what cannot be read repeats it', () => {
    expect([...outlets.values()].flat().filter((outlet) => outlet.endsWith('!'))).toEqual([]);
  });

  describe('of an account with a marker in every string', () => {
    let service: Service;
    let provider: PlayedLists;
    let round = 1;
    const logged: string[] = [];

    beforeAll(async () => {
      provider = await playLists((kind) => markedItems(kind, round));
      const log = pino({ level: 'trace' }, { write: (line) => void logged.push(line) });
      service = await startService({
        simulator: { droplets: 0 },
        env: { ...provider.env, LOG_LEVEL: 'trace' },
        log,
      });
      await service.syncAndWait(everyKind);
      round = 2;
      await service.syncAndWait(everyKind);
    });

    afterAll(async () => {
      await service?.close();
      await provider?.close();
    });

    test('nothing but what is written down is in any table', async () => {
      const tables = await service.system.query<{ name: string }>(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables
          where schemaname not in ('pg_catalog', 'information_schema')`,
      );
      expect(tables.length).toBeGreaterThan(15);
      const found = new Set<string>();
      for (const { name } of tables) {
        const rows = await service.system.query<{ row: string }>(`select t::text as row from ${name} t`);
        for (const place of placesIn(rows.map(({ row }) => row).join('\n'))) found.add(place);
      }
      // Each that may be there is: had the markers been lost on their way, nothing would be found, and nothing shown.
      expect([...found].sort()).toEqual([...carried].sort());
      const events = await service.system.query(`select from cloud_resource_events where type = 'updated'`);
      expect(events.length).toBeGreaterThan(50);
    });

    test('nor in the log, which has ids at most', () => {
      const places = placesIn(logged.join('\n'));
      expect(logged.length).toBeGreaterThan(100);
      const ids = new Set(
        plants
          .filter(({ marker }) => outlets.get(marker)?.some((outlet) => outlet.endsWith('.providerId')))
          .map((p) => p.place),
      );
      expect(places.filter((place) => !ids.has(place))).toEqual([]);
    });

    test('nor in what GraphQL answers', async () => {
      const answers: unknown[] = [];
      for (const kind of kinds) answers.push([...(await readOut(service, kind)).values()]);
      for (let after: string | null = null; ; ) {
        const events: Events = await eventsAfter(after);
        answers.push(events);
        if (!events.pageInfo.hasNextPage) break;
        after = events.pageInfo.endCursor;
      }
      const { data } = await service.ask(everyRun, {}, service.admin);
      expect(JSON.stringify(data)).toContain('An item could not be read');
      answers.push(data);
      // Whose it is shows as its project, and not as an id.
      const hidden = new Set(
        [...carried].filter((place) =>
          plants
            .filter((plant) => plant.place === place)
            .every(({ marker }) => outlets.get(marker)?.every((outlet) => outlet.endsWith('.ownerUrn'))),
        ),
      );
      expect(hidden.size).toBeLessThan(10);
      expect(placesIn(JSON.stringify(answers)).sort()).toEqual([...carried].filter((each) => !hidden.has(each)).sort());
    });

    async function eventsAfter(after: string | null): Promise<Events> {
      const { data, errors } = await service.ask<{ resourceEvents: Events }>(everyEvent, { after }, service.admin);
      expect(errors).toEqual([]);
      if (data === null) throw new Error('There are no events.');
      return data.resourceEvents;
    }
  });

  function placesIn(text: string): string[] {
    const found = new Set([...text.matchAll(markers)].map(([marker]) => placeOf.get(marker) ?? `unknown ${marker}`));
    return [...found];
  }

  /** Markers in all strings that may be anything; and for each of the others an item that cannot be read because of it. */
  function markedItems(list: Kind, round: number): readonly WireItem[] {
    const own = plants.filter((plant) => plant.list === list);
    const whole = allItems(list).map((item) => {
      const inIt = own.filter(
        (plant) => plant.item === item && !steering.has(plant.place) && isReadable(list, planted(item, [plant])),
      );
      // What others refer to stays; the rest changes, so that there are events of changes too.
      const isName = ({ marker }: Plant) =>
        outlets.get(marker)?.some((outlet) => !/\.(name|status|region|attrs\.\w+)$/.test(outlet)) ?? false;
      const marked = planted(item, inIt, (each) => (isName(each) ? each.marker : `${each.marker} ${round}`));
      expect([list.name, isReadable(list, marked)]).toEqual([list.name, true]);
      return marked;
    });
    const alone = own
      .filter((plant) => steering.has(plant.place) || !isReadable(list, planted(plant.item, [plant])))
      .map((plant, index) => withOwnId(list, planted(plant.item, [plant]), index));
    const engines = ['pg', 'mysql', 'valkey', 'mongodb', 'kafka', 'opensearch'];
    const databases = engines.map((engine) => ({ id: `of-${engine}`, name: engine, engine }));
    const others: Readonly<Record<string, readonly WireItem[]>> = {
      database_cluster: databases,
      spaces_key: [playedSpacesKey],
    };
    return [...whole, ...alone, ...(others[list.name] ?? [])];
  }
});

function withOwnId({ listing: { id } }: Kind, item: WireItem, index: number): WireItem {
  if (typeof id !== 'string' || id === 'created_at') return item;
  return { ...item, [id]: typeof item[id] === 'number' ? 10_000_000 + index : `alone-${index}` };
}

interface Events {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const everyEvent = `query ($after: String) {
  resourceEvents(first: 200, after: $after) {
    pageInfo { hasNextPage endCursor }
    edges { node { type urn name state changes { field before after } } }
  }
}`;
const everyRun = '{ syncRuns(first: 10) { edges { node { status reason listings { kind part verdict reason } } } } }';
