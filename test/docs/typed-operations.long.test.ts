import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startService } from '../support/service.ts';
import { readPage } from './pages.ts';

// docs/typed-operations.md as a frontend team follows it: a folder of its own with the schema, the configuration of the page and
// operations, and nothing of this repository's source.

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);
let folder: string;

const operations = `query Machines($first: Int!) {
  resources(first: $first, where: { kind: [DROPLET] }) {
    edges { node { name ... on Droplet { vcpus } } }
  }
}
`;
const program = (
  use: string,
) => `import { MachinesDocument, type MachinesQuery, type TypedDocumentString } from './generated/graphql.ts';
declare function ask<Data, Variables>(document: TypedDocumentString<Data, Variables>, variables: Variables): Promise<Data>;
export const answer: Promise<MachinesQuery> = ask(MachinesDocument, ${use});
export const hash: unknown = MachinesDocument.__meta__?.hash;
`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'arcadia-frontend-'));
  const [, config = ''] = /^```ts\n([\s\S]*?)^```$/m.exec(await readPage('docs/typed-operations.md')) ?? [];
  expect(config).toContain('CodegenConfig');
  await mkdir(join(folder, 'src'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'codegen.ts'), config);
  await writeFile(join(folder, 'src/machines.graphql'), operations);
  await cp(join(root, 'schema.graphql'), join(folder, 'schema.graphql'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await run('node_modules/.bin/graphql-codegen', ['--silent'], { cwd: folder });
});
afterAll(() => rm(folder, { recursive: true }));

/** What the compiler says of a program that uses the generated documents. */
async function compiled(use: string): Promise<string> {
  await writeFile(join(folder, 'src/program.ts'), program(use));
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--allowImportingTsExtensions', '--module', 'nodenext'];
  return run('node_modules/.bin/tsc', [...options, '--ignoreConfig', 'src/program.ts'], { cwd: folder }).then(
    () => '',
    (error: unknown) => String(error instanceof Error && 'stdout' in error ? error.stdout : error),
  );
}

test('the configuration of the page gives documents with the types of their answers and variables', async () => {
  expect(await compiled('{ first: 5 }')).toBe('');
  expect(await compiled(`{ first: 'five' }`)).toContain(`Type 'string' is not assignable to type 'number'`);
});

test('the list that it writes is one that the service takes, and the hash in a document is an id on it', async () => {
  const path = join(folder, 'src/generated/persisted-documents.json');
  const list: Record<string, string> = JSON.parse(await readFile(path, 'utf8'));
  const [documentId = ''] = Object.keys(list);
  expect(await readFile(join(folder, 'src/generated/graphql.ts'), 'utf8')).toContain(documentId);
  const service = await startService({
    simulator: { droplets: 1 },
    env: { ARCADIA_PERSISTED_OPERATIONS: path, ARCADIA_PERSISTED_ONLY: 'on' },
  });
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${service.admin}` },
    body: JSON.stringify({ documentId, variables: { first: 5 } }),
  });
  expect(await response.json()).toMatchObject({ data: { resources: { edges: [] } } });
  await service.close();
});
