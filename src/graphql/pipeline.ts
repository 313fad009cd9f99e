import {
  type DocumentNode,
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
import { createCompiledExecution } from './compiled.ts';
import { presentError } from './errors.ts';
import { operationCost } from './limits/cost.ts';
import { type Balance, createCostBuckets } from './limits/cost-bucket.ts';
import { type Limits, limitExceeded } from './limits/limits.ts';
import { createSeats } from './limits/seats.ts';
import { assertShape, hasMoreTokens, unkeptText } from './limits/shape.ts';

//  text ── tokens, parser ── shape ── validation ──► document, kept by its text
//  document, variables, viewer ── cost ── the viewer's bucket ──► goes on to be executed
//
// HTTP, event streams and sockets all come through here, so that what holds on one holds on the others.

export interface PipelineOptions {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  /** Whether the schema may be asked for, and errors may suggest what it has. */
  readonly introspection: boolean;
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
  /** Parses and validates. Equal texts are read once. The errors are fit to be sent. */
  read(query: string): Reading;
  /** Lets an operation on at its cost. @throws ArcadiaError  LIMIT_EXCEEDED or BAD_USER_INPUT. */
  admit(request: Request, viewer: Viewer | null): Balance;
  /** A seat for a subscription. @returns  What gives it back, once. @throws ArcadiaError  LIMIT_EXCEEDED. */
  admitSubscription(viewer: Viewer | null): () => void;
  /** Executes as the executor that it is given, faster where a query comes often. */
  readonly executeCompiled: ReturnType<typeof createCompiledExecution>;
  /** What may leave the service of an error. */
  present(error: unknown): GraphQLError;
}

const documentsKept = 1000;
/** Validation stops here: a document can be wrong in thousands of places. */
const errorsShown = 5;

export function createPipeline({ schema, limits, introspection, clock, log }: PipelineOptions): Pipeline {
  const present = (error: unknown) => presentError(error, log, { suggestions: introspection });
  const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  const readings = new LRUCache<string, Reading>({ max: documentsKept });
  const charge = createCostBuckets(limits, clock);
  const subscriptions = createSeats<string>(limits.subscriptionsPerViewer);

  const readNew = (query: string): Reading => {
    try {
      const document = parseWithin(query, limits);
      assertShape(document, limits);
      const errors = validate(schema, document, rules, { maxErrors: errorsShown, hideSuggestions: !introspection });
      return errors.length === 0 ? { document, errors: null } : { document: null, errors: errors.map(present) };
    } catch (error) {
      return { document: null, errors: [present(error)] };
    }
  };

  return {
    limits,
    present,
    executeCompiled: createCompiledExecution(schema),
    read(query) {
      const known = readings.get(query);
      if (known !== undefined) return known;
      const reading = readNew(query);
      readings.set(query, reading);
      return reading;
    },
    admit({ document, operationName, variables }, viewer) {
      const operation = operationOf(document, operationName);
      assertKeepable(variables ?? {});
      const cost = operationCost(schema, document, operation, variables ?? {});
      if (cost > limits.cost) {
        const message = `The operation may ask for ${cost} objects, and ${limits.cost} are the most. Ask for smaller pages, or in steps.`;
        throw limitExceeded('cost', limits.cost, message, { cost });
      }
      return charge(viewer?.id ?? null, cost);
    },
    admitSubscription(viewer) {
      const release = subscriptions.take(viewer?.id ?? '');
      if (release !== null) return release;
      const max = limits.subscriptionsPerViewer;
      throw limitExceeded('subscriptionsPerViewer', max, `You follow ${max} subscriptions already; end some first.`);
    },
  };
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
      ? 'The document has no operation of the name in operationName.'
      : 'Say in operationName which operation to run.',
  );
}

/** However deep the variables are: a recursion would end with the stack. */
function assertKeepable(variables: Readonly<Record<string, unknown>>): void {
  const left: unknown[] = [variables];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === 'string' && value.includes('\0')) throw unkeptText();
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      if (key.includes('\0')) throw unkeptText();
      left.push(inner);
    }
  }
}
