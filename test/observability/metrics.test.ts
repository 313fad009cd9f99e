import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPage } from '../docs/pages.ts';
import { EstateDocument, EventHeadDocument } from '../operations/generated/graphql.ts';
import { type Service, startService } from '../support/service.ts';

const root = join(import.meta.dirname, '../..');
let service: Service;

beforeAll(async () => {
  service = await startService({ simulator: { droplets: 20 } });
  await service.syncAndWait();
  await service.query(EstateDocument, { first: 5 }, service.admin);
});

afterAll(() => service.close());

const served = async () => (await fetch(`${service.url}/metrics`)).text();

/** Name → labels, as docs/operating.md has them. */
async function documentedLabels(): Promise<Map<string, string[]>> {
  const rows = (await readFile(join(root, 'docs/operating.md'), 'utf8')).matchAll(
    /^\| `(arcadia_\w+)` \| \w+ \| ([^|]*)\|/gm,
  );
  return new Map(
    [...rows].map(([, name = '', list = '']) => [name, [...list.matchAll(/`(\w+)`/g)].map(([, label = '']) => label)]),
  );
}

/** Name → type, of what is ours. */
async function servedMetrics(): Promise<Map<string, string>> {
  const types = [...(await served()).matchAll(/^# TYPE (arcadia_\w+) (\w+)$/gm)];
  return new Map(types.map(([, name = '', type = '']) => [name, type]));
}

describe('/metrics', () => {
  test('serves what docs/operating.md lists, no more and no less', async () => {
    const text = await readFile(join(root, 'docs/operating.md'), 'utf8');
    const listed = [...text.matchAll(/^\| `(arcadia_\w+)` \| (\w+) \|/gm)].map(([, name, type]) => `${name} ${type}`);
    const metrics = [...(await servedMetrics())].map(([name, type]) => `${name} ${type}`);
    expect(listed).toEqual([...listed].sort());
    expect(listed).toEqual(metrics.sort());
  });

  test('has the labels that docs/operating.md lists', async () => {
    const labels = await documentedLabels();
    for (const [, series = '', list = ''] of (await served()).matchAll(/^(arcadia_\w+)\{([^}]*)\}/gm)) {
      const name = labels.has(series) ? series : series.replace(/_(bucket|sum|count)$/, '');
      const found = [...list.matchAll(/(\w+)="/g)].map(([, label = '']) => label).filter((label) => label !== 'le');
      expect([name, found.toSorted()]).toEqual([name, labels.get(name)?.toSorted()]);
    }
  });

  test('counts operations by their name, requests, database time, listings and freshness', async () => {
    await service.query(EventHeadDocument, {}, service.admin);
    const text = await served();
    expect(text).toMatch(
      /^arcadia_operation_duration_seconds_count\{type="query",name="EventHead",outcome="ok"\} [1-9]/m,
    );
    expect(text).toMatch(/^arcadia_http_request_duration_seconds_count\{path="\/graphql",status="200"\} [1-9]/m);
    expect(text).toMatch(/^arcadia_database_use_seconds_count\{pool="viewers"\} [1-9]/m);
    expect(text).toMatch(/^arcadia_database_use_seconds_count\{pool="system"\} [1-9]/m);
    expect(text).toMatch(/^arcadia_sync_listings_total\{kind="volume",verdict="COMPLETE"\} 1$/m);
    expect(text).toMatch(/^arcadia_sync_age_seconds\{kind="droplet"\} \d+$/m);
    expect(text).toMatch(/^arcadia_sync_runs_waiting\{for="turn"\} 0$/m);
  });

  test('has no more series than it keeps names, whatever clients call their operations and paths', async () => {
    for (let i = 0; i < 220; i += 1) {
      await service.ask(`query Name${i} { viewer { id } }`, {}, service.admin);
      if (i < 20) await fetch(`${service.url}/path-${i}`);
    }
    const text = await served();
    const names = new Set(
      [...text.matchAll(/^arcadia_operation_\w+_count\{type="query",name="(Name\d+)"/gm)].map(([, name]) => name),
    );
    expect(names.size).toBeLessThanOrEqual(200);
    expect(text).toContain('name="(other)"');
    expect(text).not.toContain('/path-1');
  });
});

/** The expressions of the table of alerts, behind which a page may say for how long. */
async function alerts(): Promise<string[]> {
  const [, table = ''] = /^Worth an alert:$([\s\S]*?)^## /m.exec(await readPage('docs/operating.md')) ?? [];
  return [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, expression = '']) => expression);
}

test('the pages name no metric that is not served', async () => {
  const metrics = [...(await servedMetrics()).keys()];
  const pages = ['docs/operating.md', 'docs/runbook.md', 'docs/live-dashboards.md', 'docs/operating/scale.md'];
  const texts = await Promise.all(pages.map(readPage));
  // With … it stands for all that begin so.
  const named = texts.flatMap((text) => [...text.matchAll(/\barcadia_(?!viewer)\w+…?/g)].map(([name]) => name));
  expect(named.length).toBeGreaterThan(metrics.length);
  const unknown = named.filter((name) =>
    name.endsWith('…') ? !metrics.some((each) => each.startsWith(name.slice(0, -1))) : !metrics.includes(name),
  );
  expect(unknown).toEqual([]);
});

test('the dashboard and the alerts ask for metrics that are served, with labels that they have', async () => {
  const dashboard: { panels: { targets?: { expr: string }[] }[] } = JSON.parse(
    await readFile(join(root, 'docs/operating/grafana-dashboard.json'), 'utf8'),
  );
  const warnings = await alerts();
  expect(warnings.length).toBeGreaterThan(3);
  const queries = [...dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)), ...warnings];
  expect(queries.length).toBeGreaterThan(10 + warnings.length);
  const metrics = await servedMetrics();
  const labels = await documentedLabels();
  const text = await served();
  for (const query of queries) {
    const asked = [...query.matchAll(/\b((?:arcadia|nodejs|process)_\w+)/g)].map(([, name = '']) => name);
    expect(asked.length).toBeGreaterThan(0);
    for (const name of asked) {
      const base = name.replace(/_(bucket|sum|count)$/, '');
      const exists =
        metrics.has(name) || metrics.get(base) === 'histogram' || new RegExp(`^# TYPE ${name} `, 'm').test(text);
      expect([query, name, exists]).toEqual([query, name, true]);
    }
    const grouped = [...query.matchAll(/by \(([\w, ]+)\)/g)].flatMap(([, list = '']) => list.split(/, */));
    const matched = [...query.matchAll(/[{,](\w+)!?=~?"/g)].map(([, label = '']) => label);
    const known = asked.flatMap((name) => labels.get(name.replace(/_(bucket|sum|count)$/, '')) ?? []);
    for (const label of [...grouped, ...matched].filter((each) => each !== 'le')) expect(known).toContain(label);
  }
});
