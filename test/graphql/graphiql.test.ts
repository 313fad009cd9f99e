import { request } from 'node:http';
import { parse, validate } from 'graphql';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleQueries } from '../../src/graphql/graphiql.ts';
import { schema } from '../../src/graphql/schema/index.ts';
import { type Service, startService } from '../support/service.ts';

let service: Service;

beforeAll(async () => {
  service = await startService({ simulator: { droplets: 1 } });
});

afterAll(() => service.close());

/** The page as a browser gets it that was led there by this name. */
function page(host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(`${service.url}/graphql`, { headers: { accept: 'text/html', host } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    });
    asked.once('error', reject);
    asked.end();
  });
}

describe('GraphiQL in development', () => {
  test('opens with examples that the schema answers', () => {
    expect(exampleQueries.length).toBeGreaterThan(3);
    for (const query of exampleQueries) expect([query, validate(schema, parse(query))]).toEqual([query, []]);
  });

  test('loads nothing from elsewhere, so that it works offline', async () => {
    const html = await page('localhost');
    expect(html).toContain('query Droplets');
    // Within the page everything is inline; what its scripts could load is only found in tags.
    const tags = html.replace(/<script[^>]*>[\s\S]*?<\/script>/g, '').replace(/<style>[\s\S]*?<\/style>/g, '');
    expect(tags).not.toMatch(/(?:src|href)="https?:/);
    expect(html).not.toMatch(/<script[^>]+src="https?:/);
  });

  test('has a token of a platform admin, for whoever came by a loopback name and for nobody else', async () => {
    const given = /Bearer (ey[\w.-]+)/;
    for (const host of ['localhost', '127.0.0.1:4000', '[::1]:4000']) {
      const [, token = ''] = given.exec(await page(host)) ?? [];
      expect(decodeJwt(token)).toMatchObject({ sub: 'dev-admin', roles: ['platform_admin'] });
    }
    for (const host of ['rebound.example', 'localhost.example:4000']) expect(await page(host)).not.toMatch(given);
  });
});
