import { expect, test } from 'vitest';
import type { Client, ClientOptions } from '../../src/digitalocean/client.ts';
import { type ListedPage, type ListingRequest, readListing } from '../../src/digitalocean/pagination.ts';
import { type Asked, calmly, clientOf, playProvider, type Reply, troubleOf } from './played-provider.ts';

const path = '/v2/droplets';
const next = { pages: { next: 'https://api.digitalocean.com/v2/droplets?page=9' } };

const idOf = (item: unknown) =>
  typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'number' ? item.id : null;

const items = (...ids: number[]) => ids.map((id) => ({ id }));

/** A page in the provider's form: `more` puts a `next` into its links. */
function page(ids: readonly number[], more: boolean, total?: number): Reply {
  return {
    json: {
      droplets: items(...ids),
      links: more ? next : { pages: { first: 'x', prev: 'y' } },
      ...(total === undefined ? {} : { meta: { total } }),
    },
  };
}

/** An estate of ids, paged as the provider would. */
function estate(ids: () => readonly number[], perPage = 2) {
  return ({ query }: Asked) => {
    const first = (Number(query.get('page')) - 1) * perPage;
    const all = ids();
    return page(all.slice(first, first + perPage), first + perPage < all.length, all.length);
  };
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

/** Lists what the provider plays; `handed` are the ids handed on, in order. */
async function list(
  answer: (asked: Asked) => Reply | Promise<Reply>,
  request: Partial<ListingRequest> = {},
  options: Partial<ClientOptions> = {},
) {
  const provider = await playProvider(answer);
  const pages: ListedPage[] = [];
  const { client } = clientOf(provider, options);
  const outcome = await readListing(client, { path, listKey: 'droplets', idOf, ...calmly(), ...request }, (each) => {
    pages.push(each);
  });
  return { outcome, pages, provider, handed: pages.flatMap(({ items }) => items.map(idOf)) };
}

/** The same client, with its reads under way counted. */
function counted(client: Client) {
  const calls = { open: 0, most: 0 };
  const get: Client['get'] = async (...call) => {
    calls.most = Math.max(calls.most, ++calls.open);
    return client.get(...call).finally(() => calls.open--);
  };
  return { client: { ...client, get }, calls };
}

/** Page 1 and 2 of 3 in order, and what comes instead of the third. */
const brokenAtThree = (reply: Reply) => (asked: Asked) => {
  const number = Number(asked.query.get('page'));
  return number < 3 ? page([number * 2 - 1, number * 2], true, 6) : reply;
};

test('a listing is complete when the chain ends and the ids are as many as the total', async () => {
  const { outcome, handed, pages, provider } = await list(estate(() => upTo(7)));
  expect(outcome).toMatchObject({ verdict: 'complete', reason: null, pages: 4, seen: 7, total: 7, requests: 4 });
  expect(handed).toEqual(upTo(7));
  expect(pages.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  expect(provider.asked[0]?.query.toString()).toBe('page=1&per_page=200');
});

test('a query is kept on every page', async () => {
  const { provider } = await list(
    estate(() => upTo(5)),
    { searchParams: { type: 'gpus' } },
  );
  expect(provider.asked.map(({ query }) => query.get('type'))).toEqual(['gpus', 'gpus', 'gpus']);
});

test('an empty list is complete', async () => {
  const { outcome } = await list(() => page([], false, 0));
  expect(outcome).toMatchObject({ verdict: 'complete', seen: 0, total: 0, pages: 1 });
});

test('a page is handed on with its text and the time at which its request began', async () => {
  const { outcome, pages } = await list(() => page([1], false, 1));
  expect(JSON.parse(pages[0]?.text ?? '')).toMatchObject({ droplets: [{ id: 1 }] });
  const began = pages[0]?.beganAt.getTime() ?? 0;
  expect(began).toBeGreaterThanOrEqual(outcome.startedAt.getTime());
  expect(began).toBeLessThanOrEqual(outcome.finishedAt.getTime());
});

test.each([
  ['absent', {}],
  ['empty', { links: {} }],
  ['null', { links: null }],
  ['without pages in them', { links: { pages: {} } }],
  ['with `last` alone', { links: { pages: { first: 'x?page=1', last: 'x?page=7' } } }],
  ['with an empty `next`', { links: { pages: { next: '' } } }],
])('the chain ends where links are %s', async (_, rest) => {
  const { outcome, provider } = await list(() => ({ json: { droplets: items(1), meta: { total: 1 }, ...rest } }));
  expect(outcome.verdict).toBe('complete');
  expect(provider.asked).toHaveLength(1);
});

test('the chain goes on where `next` stands one level up', async () => {
  const { outcome } = await list(({ number }) => ({
    json: { droplets: items(number), links: number === 1 ? { next: 'x' } : {}, meta: { total: 2 } },
  }));
  expect(outcome).toMatchObject({ verdict: 'complete', pages: 2, seen: 2 });
});

test('without a total the end of the chain is enough', async () => {
  const { outcome, handed } = await list(({ number }) => page([number], number < 4));
  expect(outcome).toMatchObject({ verdict: 'complete', pages: 4, total: null, requests: 4 });
  expect(handed).toEqual([1, 2, 3, 4]);
});

test.each<[number, string, string]>([
  [401, 'failed', 'does not accept the token'],
  [403, 'forbidden', 'may not do GET /v2/droplets'],
  [404, 'unsupported', '404'],
  [405, 'unsupported', '405'],
  [501, 'unsupported', '501'],
  [429, 'failed', 'rate limit'],
  [500, 'failed', '500'],
  [502, 'failed', '502'],
  [503, 'failed', '503'],
])('a %d with a JSON body on page 1 is %s, never an empty list', async (status, verdict, sentence) => {
  const { outcome, pages } = await list(() => ({
    status,
    json: { id: 'x', message: 'y', droplets: [], meta: { total: 0 } },
  }));
  expect(outcome).toMatchObject({ verdict, status, seen: 0, pages: 0, total: null });
  expect(outcome.reason).toContain(sentence);
  expect(pages).toEqual([]);
});

test.each<[string, Reply]>([
  ['a 401', { status: 401, json: { id: 'Unauthorized', message: 'Unable to authenticate you' } }],
  ['a 403', { status: 403, json: { id: 'forbidden', message: 'no' } }],
  ['a 404', { status: 404, json: { id: 'not_found', message: 'no' } }],
  ['a 405', { status: 405 }],
  ['a 502', { status: 502, json: {} }],
  ['a page in HTML', { text: '<html>', headers: { 'content-type': 'text/html' } }],
  ['JSON that is cut short', { text: '{"droplets":[{"id":5},' }],
  ['a reset connection', { trouble: 'reset' }],
  ['a page without the key', { json: { links: {}, meta: { total: 6 } } }],
  ['a null instead of a list', { json: { droplets: null } }],
])('%s on a later page is partial, with what came before counted', async (_, reply) => {
  const { outcome, handed } = await list(brokenAtThree(reply));
  expect(outcome).toMatchObject({ verdict: 'partial', pages: 2, seen: 4, total: 6 });
  expect(outcome.reason).toMatch(/broke off at page 3 after 4 items/);
  expect(handed).toEqual([1, 2, 3, 4]);
});

test.each<[string, Reply]>([
  ['a page in HTML', { text: '<html>', headers: { 'content-type': 'text/html' } }],
  ['JSON that is cut short', { text: '{"droplets":[{"id":5},' }],
  ['a reset connection', { trouble: 'reset' }],
  ['an answer that is cut', { json: { droplets: items(1, 2, 3) }, trouble: 'cut' }],
  ['an answer without the key', { json: { links: {}, meta: { total: 0 } } }],
  ['a null instead of a list', { json: { droplets: null, meta: { total: 0 } } }],
  ['an object instead of a list', { json: { droplets: {} } }],
  ['a list instead of an object', { json: [] }],
  ['a null instead of an object', { json: null }],
  ['a total that is no number', { json: { droplets: [], meta: { total: 'many' } } }],
])('%s on page 1 is failed, with nothing handed on', async (_, reply) => {
  const { outcome, pages } = await list(() => reply);
  expect(outcome).toMatchObject({ verdict: 'failed', seen: 0, pages: 0 });
  expect(outcome.reason).not.toBeNull();
  expect(pages).toEqual([]);
});

test('a page that comes at the second attempt makes no difference but to the count of requests', async () => {
  const answer = estate(() => upTo(4));
  const { outcome } = await list((asked) => (asked.number === 1 ? { status: 503 } : answer(asked)));
  expect(outcome).toMatchObject({ verdict: 'complete', seen: 4, pages: 2, requests: 3 });
});

test('an item that comes on two pages counts once', async () => {
  const { outcome } = await list(({ number }) => page(number === 1 ? [1, 2] : [2, 3], number === 1, 3));
  expect(outcome).toMatchObject({ verdict: 'complete', seen: 3 });
});

test('a listing whose count is wrong is read again, and complete when it then agrees', async () => {
  const { outcome, handed, pages } = await list(({ number }) => page(number === 1 ? [1] : [1, 2], false, 2));
  expect(outcome).toMatchObject({ verdict: 'complete', seen: 2, total: 2, pages: 2, requests: 2 });
  expect(handed).toEqual([1, 1, 2]);
  expect(pages.map(({ reading }) => reading)).toEqual([1, 2]);
});

test('a total that changes between pages is read again: an item may have slipped past', async () => {
  // Item 1 goes after page 1, so item 3 moves up to page 1: 2 + 1 ids came and the new total is 3.
  let all = [1, 2, 3, 4];
  const answer = estate(() => all);
  const { outcome, handed } = await list(
    (asked) => {
      const reply = answer(asked);
      all = [2, 3, 4];
      return reply;
    },
    { concurrency: 1 },
  );
  expect(handed).toEqual([1, 2, 4, 2, 3, 4]);
  expect(outcome).toMatchObject({ verdict: 'complete', seen: 3, total: 3, pages: 4 });
});

test('a listing whose count never agrees is partial after three readings', async () => {
  const { outcome } = await list(() => page([1, 2], false, 3));
  expect(outcome).toMatchObject({ verdict: 'partial', seen: 2, total: 3, pages: 3, requests: 3, status: null });
  expect(outcome.reason).toMatch(/2 items came, DigitalOcean counts 3/);
});

test('an error on page 1 of a second reading is partial: the first one was seen', async () => {
  const { outcome } = await list(({ number }) => (number === 1 ? page([1, 2], false, 3) : { status: 403 }));
  expect(outcome).toMatchObject({ verdict: 'partial', seen: 2, status: 403 });
  expect(outcome.reason).toMatch(/page 1 of reading 2 after 2 items/);
});

test('the same page again and again is broken off', async () => {
  const { outcome, provider } = await list(() => page([1, 2], true));
  expect(outcome).toMatchObject({ verdict: 'partial', seen: 2 });
  expect(outcome.reason).toMatch(/same items/);
  expect(provider.asked).toHaveLength(4);
});

test('empty pages for ever are broken off', async () => {
  const { outcome, provider } = await list(() => page([], true, 9));
  expect(outcome.verdict).toBe('partial');
  expect(provider.asked.length).toBeLessThan(20);
});

test('ever new pages are broken off, far beyond what the total foretold', async () => {
  const { outcome, provider } = await list(({ query }) => page([Number(query.get('page'))], true, 5));
  expect(outcome).toMatchObject({ verdict: 'partial' });
  expect(outcome.reason).toMatch(/does not end/);
  expect(provider.asked.length).toBeLessThanOrEqual(20);
});

test('ever new pages are broken off even without a total', async () => {
  const { outcome } = await list(({ number }) => page([number], true), { maxPages: 12 });
  expect(outcome).toMatchObject({ verdict: 'partial', pages: 12, seen: 12 });
});

test('an item without an id makes a listing partial at best, though it is handed on', async () => {
  const { outcome, pages } = await list(() => ({ json: { droplets: [{ id: 1 }, {}, null, 'x'], meta: { total: 4 } } }));
  expect(outcome).toMatchObject({ verdict: 'partial', seen: 1, pages: 1 });
  expect(outcome.reason).toMatch(/3 items .* without an id/);
  expect(pages[0]?.items).toHaveLength(4);
});

test('a single list is one request without paging', async () => {
  const { outcome, provider } = await list(() => ({ json: { droplets: items(1, 2) } }), { paging: 'single' });
  expect(outcome).toMatchObject({ verdict: 'complete', seen: 2, pages: 1, total: null });
  expect(provider.asked.map(({ query }) => query.toString())).toEqual(['']);
});

test('a single list that has further pages is partial', async () => {
  const { outcome } = await list(() => page([1, 2], true), { paging: 'single' });
  expect(outcome).toMatchObject({ verdict: 'partial', seen: 2, requests: 1 });
});

test('pages that the total foretells are asked for at the same time, so many and no more', async () => {
  const { client, calls } = counted(clientOf(await playProvider(estate(() => upTo(20)))).client);
  const request = { path, listKey: 'droplets', idOf, concurrency: 3, ...calmly() };
  const outcome = await readListing(client, request, () => {});
  expect(outcome).toMatchObject({ verdict: 'complete', seen: 20, pages: 10, requests: 10 });
  expect(calls.most).toBe(3);
});

// Sabotage: hand pages on as they arrive.
test('pages that answer in any order are handed on in the order of the chain', async () => {
  const answer = estate(() => upTo(8));
  const arrived: (() => void)[] = [];
  const { handed } = await list(async (asked) => {
    if (asked.number > 1) {
      // Pages 2, 3 and 4 answer when all three are asked for, the last one first.
      await new Promise<void>((resolve) => {
        arrived.push(resolve);
        if (arrived.length === 3) for (const go of arrived.reverse()) setImmediate(go);
      });
    }
    return answer(asked);
  });
  expect(handed).toEqual(upTo(8));
});

// Sabotage: read on to the last page that the total foretells.
test('a chain that ends early is not stretched by pages asked for ahead', async () => {
  const { outcome, handed } = await list(({ query }) => {
    const number = Number(query.get('page'));
    return page([number * 2 - 1, number * 2], number === 1 || number > 2, 10);
  });
  expect(outcome).toMatchObject({ verdict: 'partial', total: 10, seen: 4 });
  expect(handed).toEqual([1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4]);
});

test('a last page that still has a `next` is followed', async () => {
  let all = upTo(4);
  const answer = estate(() => all);
  const { outcome, handed } = await list((asked) => {
    const reply = answer(asked);
    all = upTo(6);
    return reply;
  });
  expect(handed).toEqual([1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6]);
  expect(outcome).toMatchObject({ verdict: 'complete', seen: 6, total: 6 });
});

test('a page waits until the one before it was taken, and few wait', async () => {
  const provider = await playProvider(estate(() => upTo(40)));
  const askedWhileTaking: number[] = [];
  let taking = 0;
  await readListing(
    clientOf(provider).client,
    { path, listKey: 'droplets', idOf, concurrency: 3, ...calmly() },
    async ({ number }) => {
      expect(++taking).toBe(1);
      for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
      askedWhileTaking.push(provider.asked.length - number);
      taking--;
    },
  );
  expect(askedWhileTaking).toHaveLength(20);
  expect(Math.max(...askedWhileTaking)).toBeLessThanOrEqual(2);
});

// Sabotage: leave out the abort in `stop()` of ask-ahead; the listing then waits for a page that nobody wants.
test('a listing that broke off does not wait for pages asked for ahead', async () => {
  const { outcome } = await list(({ query }) => {
    const number = Number(query.get('page'));
    if (number === 1) return page([1, 2], true, 8);
    return number === 2 ? { status: 403 } : { trouble: 'hang' };
  });
  expect(outcome).toMatchObject({ verdict: 'partial', seen: 2, status: 403 });
});

// Sabotage: leave out the wait in `stop()` of ask-ahead; pages asked for ahead are then still under way.
test('what the taker of a page throws is thrown on, and nothing runs on', async () => {
  const { client, calls } = counted(clientOf(await playProvider(estate(() => upTo(40)))).client);
  let taken = 0;
  const listing = readListing(client, { path, listKey: 'droplets', idOf, ...calmly() }, () => {
    if (++taken === 3) throw new RangeError('the database is away');
  });
  await expect(listing).rejects.toThrow(RangeError);
  expect(calls.open).toBe(0);
  expect(taken).toBe(3);
});

test('a cancelled listing is no verdict', async () => {
  const stop = new AbortController();
  const provider = await playProvider(({ query }) => {
    if (query.get('page') === '1') return page([1, 2], true, 8);
    stop.abort();
    return { trouble: 'hang' };
  });
  const request = { path, listKey: 'droplets', idOf, purpose: 'sync_full' as const, signal: stop.signal };
  const error = await troubleOf(readListing(clientOf(provider).client, request, () => {}));
  expect(error).toMatchObject({ reason: 'cancelled', name: 'AbortError' });
});
