import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DocumentNode, Kind, type OperationDefinitionNode, parse, visit } from 'graphql';

// The queries of the documentation, taken from its own code blocks: who writes a new one has it measured.

export interface DocumentedQuery {
  /** Page and line, such as "filtering.md:9". */
  readonly place: string;
  readonly query: string;
  /** Names of its variables. */
  readonly variables: readonly string[];
  /** At the 95th percentile, as promised for what it asks. */
  readonly targetMs: number;
}

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Every query of README.md and docs/*.md: blocks of GraphQL, what `ask` and `curl` of a shell block send, and what stands
 * within a sentence. Mutations and subscriptions are no queries.
 *
 * @param shell  What the pages' shell variables hold, by name.
 * @throws Error  when a query has one that is not among them.
 */
export async function documentedQueries(shell: Readonly<Record<string, string>>): Promise<DocumentedQuery[]> {
  const docs = (await readdir(join(root, 'docs'))).filter((name) => name.endsWith('.md')).sort();
  const found: DocumentedQuery[] = [];
  for (const page of ['README.md', ...docs.map((name) => `docs/${name}`)]) {
    const text = await readFile(join(root, page), 'utf8');
    for (const { at, document } of [...documentsOf(text), ...inlineDocumentsOf(text)]) {
      // Of GraphQL itself no name is written in capitals alone.
      const query = document.replaceAll(/\$([A-Z][A-Z_]+)\b/g, (_, name: string) => {
        const value = shell[name];
        if (value === undefined) throw new Error(`${page}: there is no value for $${name}.`);
        return value;
      });
      const described = describe(query);
      const line = text.slice(0, at).split('\n').length;
      if (described !== null) found.push({ place: `${page.replace('docs/', '')}:${line}`, query, ...described });
    }
  }
  return found;
}

function* documentsOf(text: string): Generator<{ at: number; document: string }> {
  for (const block of text.matchAll(/^```(graphql|sh)\n([\s\S]*?)^```$/gm)) {
    const [whole, language, body = ''] = block;
    const begin = block.index + whole.indexOf(body);
    if (language === 'graphql') yield { at: begin, document: body };
    else {
      // ask '…', ask "…" and curl … -d '{"query": "…"}'
      for (const sent of body.matchAll(/^ask '([^']*)'|^ask "((?:\\.|[^"\\])*)"|-d '(\{"query": ?"[^']*\})'/gm)) {
        const [, plain, quoted, json] = sent;
        const document = plain ?? quoted?.replaceAll(/\\(["\\$`])/g, '$1') ?? queryIn(json ?? '');
        yield { at: begin + sent.index, document };
      }
    }
  }
}

/** Within a sentence: `{ syncHealth { kind } }`. */
function* inlineDocumentsOf(text: string): Generator<{ at: number; document: string }> {
  for (const { index, 1: document = '' } of text.matchAll(/`(\{ \w+(?:\(| \{)[^`]*\})`/g))
    yield { at: index, document };
}

function queryIn(json: string): string {
  const { query } = JSON.parse(json) as { query: string }; // the pattern has found it
  return query;
}

/** @returns null for what is no query. */
function describe(query: string): Pick<DocumentedQuery, 'variables' | 'targetMs'> | null {
  const document = parse(query);
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (operation === undefined || operation.operation !== 'query') return null;
  const variables = (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
  return { variables, targetMs: targetMsOf(document) };
}

/** 50 ms; 100 of a search; 300 of the past. */
export function targetMsOf(document: DocumentNode): number {
  let targetMs = 50;
  visit(document, {
    Argument({ name: { value: name } }) {
      if (name === 'search') targetMs = Math.max(targetMs, 100);
      if (name === 'asOf' || name === 'time' || name === 'from') targetMs = 300;
    },
  });
  return targetMs;
}
