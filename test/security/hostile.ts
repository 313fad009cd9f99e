import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HostileRequest, hostileRequests } from './hostile-request.ts';
import { type ServedEstate, serveEstate } from './served-estate.ts';

let estate: ServedEstate;

/** Tests that so many hostile requests are answered, and that others are served meanwhile. */
export function describeHostility({ requests }: { readonly requests: number }): void {
  beforeAll(async () => {
    estate = await serveEstate({ introspection: false });
    await estate.database.system.query(`insert into tenants (id, name) values ('acme', 'Acme')`);
  });

  afterAll(() => estate.close());

  test(`${requests} hostile requests are answered in time and without a word too many, and others are served`, async () => {
    const token = await estate.sign({ tenants: ['acme'] });
    const hostile = hostileRequests(requests, token);
    const statuses = new Map<number, number>();
    let slowestMs = 0;
    let honest = 0;
    let left = requests;
    const attack = async () => {
      while (left > 0) {
        left -= 1;
        const one = hostile.next().value;
        const began = performance.now();
        const { status, body } = await send(one);
        slowestMs = Math.max(slowestMs, performance.now() - began);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        expect(body, `${one.method} ${one.path} ${one.body?.slice(0, 300)}`).not.toMatch(tells);
        if (status >= 500) throw new Error(`${status} for ${JSON.stringify(one).slice(0, 500)}: ${body}`);
      }
    };
    const serveOthers = async () => {
      const other = await estate.sign({ sub: 'honest', tenants: ['acme'] });
      while (left > 0) {
        const answer = await estate.ask('{ tenants { id } resources { edges { node { id } } } }', { token: other });
        expect(answer.data).toEqual({ tenants: [{ id: 'acme' }], resources: { edges: [] } });
        honest += 1;
      }
    };
    await Promise.all([attack(), attack(), attack(), attack(), serveOthers()]);
    expect(honest).toBeGreaterThan(requests / 100);
    // On a machine that does much else at once.
    expect(slowestMs).toBeLessThan(5000);
    expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
    expect(statuses.get(200)).toBeGreaterThan(0);
    expect(await estate.database.system.query('select id from tenants')).toEqual([{ id: 'acme' }]);
  });
}

/** What no answer may hold: a stack, a path, SQL, the names of our libraries, or that something broke. */
const tells =
  /node_modules|\.ts:\d|\bat \w+ \(|prisma|postgres|cloud_resources|select .* from |syntax error at or near|INTERNAL_SERVER_ERROR/i;

/** As a client without manners: any method, any path, any header. A reset is status 0. */
function send({ method, path, headers, body }: HostileRequest): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(estate.url);
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, method, path, headers, agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        text += chunk;
        // A stream that was let on goes on for ever.
        if (answer.headers['content-type']?.startsWith('text/event-stream')) outgoing.destroy();
      });
      answer.on('close', () => resolve({ status: answer.statusCode ?? 0, body: text }));
      if (answer.headers['content-type']?.startsWith('text/event-stream')) setTimeout(() => outgoing.destroy(), 50);
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      // The server hangs up on a body that is too large while it is still being sent.
      if (error.code === 'ECONNRESET' || error.code === 'EPIPE') resolve({ status: 0, body: '' });
      else reject(error);
    });
    outgoing.setTimeout(15_000, () => reject(new Error(`no answer to ${method} ${path} ${body?.slice(0, 300)}`)));
    outgoing.end(body);
  });
}
