import { createHash } from 'node:crypto';
import { type DocumentNode, type ExecutionResult, getOperationAST } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import type { Viewer } from '../../auth/viewer.ts';
import type { RequestWatch } from '../../observability/requests.ts';
import type { Balance } from '../limits/cost-bucket.ts';
import type { Pipeline } from '../pipeline.ts';
import { isOfTheStore, questionKey } from './questions.ts';
import type { Revisions } from './revision.ts';

//  question ── asked before? ── revision now ── that of the answer kept? ──► the kept text
//                  │ no             │                │ no
//                  ▼                ▼                ▼
//              as always        answered as always, and kept with that revision
//
// An answer is kept with the revision that stood before its first statement. Should something be committed while it is made, no
// later revision equals that one, and it is never given to anybody.

export interface AnswerCacheOptions {
  readonly pipeline: Pipeline;
  readonly revisions: Revisions;
  /** Of a request, by what it shows; the same promise for the same request. Rejects for whoever is not let in. */
  readonly viewerOf: (request: Request) => Promise<Viewer | null>;
  /** Absent: nobody watches. */
  readonly watch: RequestWatch | undefined;
  /** For answers and the questions to them. */
  readonly maxBytes: number;
}

interface Kept {
  readonly revision: string;
  /** The JSON of `data`. */
  readonly text: string;
  readonly etag: string;
}

interface Entry {
  kept: Kept | null;
  /** On its way, for whoever asks at the same revision; null when it turns out that it is not to be kept. */
  making: { readonly revision: string; readonly kept: Promise<Kept | null> } | null;
  /** How often in a row what was kept did not stand: where everything changes all the time, less and less is tried. */
  failures: number;
  /** Requests that are answered as always before the next attempt. */
  rest: number;
}

const mostRest = 32;
/** Of an entry beside its texts. */
const entryBytes = 300;

/** Answers that are kept are exact, on every instance: see Revisions. Only what has been asked twice is kept. */
export function useAnswerCache({ pipeline, revisions, viewerOf, watch, maxBytes }: AnswerCacheOptions): Plugin {
  if (maxBytes === 0) return {};
  const entries = new LRUCache<string, Entry>({
    maxSize: maxBytes,
    // A character takes two bytes at most.
    sizeCalculation: ({ kept }, key) => entryBytes + 2 * (key.length + (kept?.text.length ?? 0)),
  });
  const isCacheable = createCacheability();
  let createResponse: ((etag: string) => Response) | null = null;

  return {
    onYogaInit({ yoga }) {
      createResponse = (etag) => new yoga.fetchAPI.Response(null, { status: 304, headers: { etag } });
    },
    onParams({ request, params, paramsHandler, setParamsHandler }) {
      const document = wantsJson(request) ? documentOf(pipeline, params) : null;
      if (document === null || !isCacheable(document, params.operationName)) return;
      setParamsHandler(async (payload) => {
        const viewer = await viewerOf(request).catch(() => null);
        // Whoever is not let in is told so on the way that everybody goes.
        if (viewer === null) return paramsHandler(payload);
        const key = questionKey(viewer, {
          query: String(params.query),
          operationName: params.operationName,
          variables: params.variables,
        });
        const entry = entries.get(key);
        if (entry === undefined || entry.rest > 0) {
          if (entry === undefined) entries.set(key, { kept: null, making: null, failures: 0, rest: 0 });
          else entry.rest -= 1;
          return paramsHandler(payload);
        }
        const revision = await revisions.read();
        const { making } = entry;
        const kept =
          entry.kept?.revision === revision ? entry.kept : making?.revision === revision ? await making.kept : null;
        if (kept !== null) {
          const balance = admit(pipeline, document, params, viewer);
          if (balance === null) return paramsHandler(payload);
          entry.failures = 0;
          watch?.operation('query', getOperationAST(document, params.operationName)?.name?.value)('ok');
          return resultOf(kept, { data: null, extensions: { ...balance } });
        }
        const made = Promise.resolve(paramsHandler(payload)) as Promise<ExecutionResult>; // of one query, whole
        const keeping = made.then(
          (result) => keptOf(result, revision),
          () => null,
        );
        entry.making = { revision, kept: keeping };
        const result = await made;
        const keep = await keeping;
        if (entry.making?.kept === keeping) entry.making = null;
        if (keep === null) return result;
        const failures = entry.kept === null ? 0 : entry.failures + 1;
        entries.set(key, { ...entry, kept: keep, failures, rest: Math.min(mostRest, 2 ** failures - 1) });
        return resultOf(keep, result);
      });
    },
    onResponse({ request, response, setResponse }) {
      // To a POST the condition would have another meaning.
      const etag = response.headers.get('etag');
      if (request.method !== 'GET' || etag === null || createResponse === null) return;
      if (isNamedIn(request.headers.get('if-none-match'), etag)) setResponse(createResponse(etag));
    },
  };
}

/** An answer with errors is not kept. */
function keptOf({ data, errors }: ExecutionResult, revision: string): Kept | null {
  if (errors !== undefined || data === undefined) return null;
  const text = JSON.stringify(data);
  return { revision, text, etag: etagOf(text) };
}

/** Sends the text as it is; what is beside it is put around it. */
function resultOf({ text, etag }: Kept, result: ExecutionResult): ExecutionResult {
  const stringify = ({ extensions }: ExecutionResult) =>
    `{"data":${text},"extensions":${JSON.stringify(extensions ?? {})}}`;
  return Object.assign({ ...result, extensions: { ...result.extensions, http: { headers: { etag } } } }, { stringify });
}

/** Weak: what it cost and what is left to spend differ from answer to answer. */
function etagOf(text: string): string {
  return `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
}

function isNamedIn(list: string | null, etag: string): boolean {
  return (list ?? '').split(',').some((named) => [etag, etag.slice(2)].includes(named.trim()));
}

/** An event stream is written otherwise. */
function wantsJson(request: Request): boolean {
  return !/event-stream|multipart/i.test(request.headers.get('accept') ?? '');
}

function documentOf(pipeline: Pipeline, { query }: GraphQLParams): DocumentNode | null {
  return typeof query === 'string' ? pipeline.read(query).document : null;
}

/** @returns null when the viewer may not spend it: the usual way says why. */
function admit(pipeline: Pipeline, document: DocumentNode, params: GraphQLParams, viewer: Viewer): Balance | null {
  try {
    return pipeline.admit({ document, operationName: params.operationName, variables: params.variables }, viewer);
  } catch {
    return null;
  }
}

function createCacheability(): (document: DocumentNode, operationName: string | undefined) => boolean {
  const known = new WeakMap<DocumentNode, Map<string, boolean>>();
  return (document, operationName) => {
    const names = known.get(document) ?? new Map<string, boolean>();
    known.set(document, names);
    let cacheable = names.get(operationName ?? '');
    if (cacheable === undefined) {
      cacheable = isOfTheStore(document, operationName);
      // Names that the document does not have are not remembered: there is no end to them.
      if (cacheable) names.set(operationName ?? '', cacheable);
    }
    return cacheable;
  };
}
