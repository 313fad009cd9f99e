import {
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Viewer } from '../auth/viewer.ts';
import type { Clock } from '../base/clock.ts';
import { ArcadiaError } from '../base/errors.ts';
import type { Log } from '../observability/log.ts';
import { isTracing, withSpan } from '../observability/trace.ts';
import { createCompiledExecution } from './compiled.ts';
import { presentError } from './errors.ts';
import { operationCost } from './limits/cost.ts';
import { type Balance, createCostBuckets } from './limits/cost-bucket.ts';
import { type Limits, limitExceeded } from './limits/limits.ts';
import { assertShape, bytesOfDocument, hasMoreTokens, unkeptText } from './limits/shape.ts';
import { createSubscriptionSeats } from './limits/subscription-seats.ts';
import { createPersistedOperations, type PersistedOperations } from './persisted.ts';

//  id ── the list ──► text
//  text ── on the list, if that alone counts ── tokens, parser ── shape ── validation ──► document, kept by its text
//  document, variables, viewer ── cost ── the viewer's bucket ──► goes on to be executed
//
// HTTP, event streams and sockets all come through here, so that what holds on one holds on the others.

export interface PipelineOptions {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  /** Whether the schema may be asked for, and errors may suggest what it has. */
  readonly introspection: boolean;
  /** Absent: no operation is known by an id, and all are run. */
  readonly persisted?: PersistedOperations | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/** What was asked for, before anybody looks at who asks. */
export type Reading =
  | { readonly document: DocumentNode; readonly errors: null }
  | { readonly document: null; readonly errors: readonly GraphQLError[] };

export interface Request {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

export interface Pipeline {
  readonly limits: Limits;
  /** The text of the operation that was sent, whether as a text or by its id. @throws ArcadiaError  BAD_USER_INPUT. */
  readonly textOf: PersistedOperations['textOf'];
  /** Parses and validates. Equal texts are read once. The errors are fit to be sent. */
  read(query: string): Reading;
  /** @throws ArcadiaError  BAD_USER_INPUT when the document has no such operation, or several and none is named. */
  assertOperation(request: Request): void;
  /** Lets an operation on at its cost. @throws ArcadiaError  LIMIT_EXCEEDED or BAD_USER_INPUT. */
  admit(request: Request, viewer: Viewer | null): Balance;
  /** A seat for a subscription. @returns  What gives it back, once. @throws ArcadiaError  LIMIT_EXCEEDED. */
  admitSubscription(request: Request, viewer: Viewer | null): () => void;
  /** Executes as the executor that it is given, faster where a query comes often. */
  readonly executeCompiled: ReturnType<typeof createCompiledExecution>;
  /** The work of an operation, as a span where there are traces. */
  trace<Result>(args: ExecutionArgs, work: () => Result): Result;
  /** What may leave the service of an error. */
  present(error: unknown): GraphQLError;
}

/** For documents and what is wrong with them: anybody can send ever new ones, and one of 5,000 tokens takes more than a megabyte. */
const readingsBytes = 32 * 1024 * 1024;
/** Validation stops here: a document can be wrong in thousands of places. */
const errorsShown = 5;

export function createPipeline(options: PipelineOptions): Pipeline {
  const { schema, limits, introspection, clock, log, persisted = createPersistedOperations(null, false) } = options;
  const present = (error: unknown) => presentError(error, log, { suggestions: introspection });
  const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  const readings = new LRUCache<string, Reading>({ maxSize: readingsBytes });
  const charge = createCostBuckets(limits, clock);
  const takeSeat = createSubscriptionSeats(limits);

  const readNew = (query: string): { reading: Reading; parsed: DocumentNode | null } => {
    let parsed: DocumentNode | null = null;
    try {
      persisted.assertListed(query);
      parsed = parseWithin(query, limits);
      assertShape(parsed, limits);
      const errors = validate(schema, parsed, rules, { maxErrors: errorsShown, hideSuggestions: !introspection });
      const reading: Reading =
        errors.length === 0 ? { document: parsed, errors: null } : { document: null, errors: errors.map(present) };
      return { reading, parsed };
    } catch (error) {
      return { reading: { document: null, errors: [present(error)] }, parsed };
    }
  };

  const read = (query: string): Reading => {
    const known = readings.get(query);
    if (known !== undefined) return known;
    const { reading, parsed } = readNew(query);
    // Errors point into the document, and keep it too.
    readings.set(query, reading, { size: bytesOfDocument(query, parsed) });
    return reading;
  };
  tellUnfit(persisted, read, log);

  return {
    limits,
    textOf: persisted.textOf,
    present,
    executeCompiled: createCompiledExecution(schema),
    trace,
    read,
    assertOperation({ document, operationName }) {
      operationOf(document, operationName);
    },
    admit({ document, operationName, variables }, viewer) {
      const operation = operationOf(document, operationName);
      weighVariables(variables ?? {});
      const cost = operationCost(schema, document, operation, variables ?? {});
      if (cost > limits.cost) {
        const message = `The operation may ask for ${cost} objects, and ${limits.cost} are the most. Ask for smaller pages, or in steps.`;
        throw limitExceeded('cost', limits.cost, message, { cost });
      }
      return charge(viewer?.id ?? null, cost);
    },
    admitSubscription({ document, variables }, viewer) {
      return takeSeat(viewer?.id ?? '', {
        document,
        documentBytes: bytesOfDocument(document.loc?.source.body ?? '', document),
        bytes: weighVariables(variables ?? {}),
      });
    },
  };
}

const longestName = 100;

/** By its type and name; what it asks with is the viewer's own and not in it. */
function trace<Result>({ document, operationName }: ExecutionArgs, work: () => Result): Result {
  if (!isTracing()) return work();
  const operation = getOperationAST(document, operationName);
  const type = operation?.operation ?? 'query';
  const name = operation?.name?.value.slice(0, longestName);
  const attributes = { 'graphql.operation.type': type, ...(name ? { 'graphql.operation.name': name } : {}) };
  return withSpan(name ? `${type} ${name}` : type, { attributes }, (span) => {
    const tell = (answer: unknown) => {
      if (hasErrors(answer)) span.end('GraphQLError');
    };
    const answer = work();
    // Told before the span's own end, which waits for the same promise.
    if (answer instanceof Promise) answer.then(tell, () => {});
    else tell(answer);
    return answer;
  });
}

function hasErrors(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'errors' in answer && answer.errors !== undefined;
}

/** A list may hold operations of clients that are older or newer than the schema: they fail when they are asked for. */
function tellUnfit({ list }: PersistedOperations, read: Pipeline['read'], log: Log): void {
  if (list.size === 0) return;
  const unfit = [...list].filter(([, text]) => read(text).errors !== null).map(([id]) => id);
  log.info({ operations: list.size }, 'Persisted operations are known by their ids.');
  if (unfit.length === 0) return;
  const ids = unfit.slice(0, 10);
  log.warn(
    { count: unfit.length, ids },
    'Some persisted operations do not fit the schema; whoever asks for one is told.',
  );
}

function parseWithin(query: string, { tokens }: Limits): DocumentNode {
  try {
    return parse(query, { maxTokens: tokens });
  } catch (error) {
    if (!hasMoreTokens(query, tokens)) throw error;
    throw limitExceeded('tokens', tokens, `The document has more than ${tokens} tokens; ask in several requests.`);
  }
}

function operationOf(document: DocumentNode, name: string | null | undefined): OperationDefinitionNode {
  const operation = getOperationAST(document, name);
  if (operation) return operation;
  throw new ArcadiaError(
    'BAD_USER_INPUT',
    name
      ? 'The document has no operation of the name in operationName. Give the name of one that it has.'
      : 'Say in operationName which operation to run.',
  );
}

/**
 * However deep the variables are: a recursion would end with the stack.
 *
 * @returns              Roughly what they take in memory, in bytes.
 * @throws ArcadiaError  BAD_USER_INPUT for a text that cannot be kept.
 */
function weighVariables(variables: Readonly<Record<string, unknown>>): number {
  const left: unknown[] = [variables];
  let bytes = 0;
  while (left.length > 0) {
    const value = left.pop();
    bytes += bytesOfValue;
    if (typeof value === 'string') {
      if (value.includes('\0')) throw unkeptText();
      bytes += 2 * value.length;
    }
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      if (key.includes('\0')) throw unkeptText();
      bytes += 2 * key.length;
      left.push(inner);
    }
  }
  return bytes;
}

const bytesOfValue = 32;
