import { GraphQLError } from 'graphql';
import { ArcadiaError, type ErrorCode } from '../base/errors.ts';
import { isStatementTimeout } from '../db/statement-timeout.ts';
import type { Log } from '../observability/log.ts';

/** Statuses of answers that are an error and nothing else. With `spec`, clients that want application/json get 200 all the same. */
const statuses: Readonly<Record<ErrorCode, { status: number; spec: boolean }>> = {
  UNAUTHENTICATED: { status: 401, spec: false },
  FORBIDDEN: { status: 403, spec: false },
  BAD_USER_INPUT: { status: 400, spec: true },
  CURSOR_EXPIRED: { status: 400, spec: true },
  LIMIT_EXCEEDED: { status: 400, spec: true },
};

/**
 * What leaves the service when something was thrown: errors that were written for people as they are, mistakes in the
 * request as BAD_USER_INPUT, and everything else as one masked sentence, with the whole of it in the log.
 *
 * @param options.suggestions  Whether messages may name what the schema has instead.
 */
export function presentError(
  error: unknown,
  log: Log,
  { suggestions = true }: { readonly suggestions?: boolean } = {},
): GraphQLError {
  if (error instanceof GraphQLError && presented.has(error)) return error;
  const result = present(error, log, suggestions);
  presented.add(result);
  return result;
}

const presented = new WeakSet<GraphQLError>();

function present(error: unknown, log: Log, suggestions: boolean): GraphQLError {
  const located = error instanceof GraphQLError ? error : null;
  const cause = readable(located?.originalError ?? error);
  const place = {
    nodes: located?.nodes ?? null,
    source: located?.source ?? null,
    positions: located?.positions ?? null,
    path: located?.path ?? null,
  };
  if (cause instanceof ArcadiaError) {
    const http = located?.path ? {} : { http: statusOf(cause) };
    return new GraphQLError(cause.message, {
      ...place,
      extensions: { ...cause.extensions, ...http, code: cause.code },
    });
  }
  // Without a cause it is the parser, the validation or a variable that does not fit: the client's to mend.
  if (located !== null && (located.originalError === undefined || located.originalError instanceof GraphQLError)) {
    // Yoga has set a status where what was sent is no GraphQL request at all.
    const { http } = located.extensions as { http?: { status?: number } };
    const status = http?.status === undefined ? statuses.BAD_USER_INPUT : { status: http.status };
    return new GraphQLError(suggestions ? located.message : located.message.replace(suggestion, ''), {
      ...place,
      extensions: {
        ...(located.path ? {} : { http: status }),
        code: status.status === 413 ? 'LIMIT_EXCEEDED' : 'BAD_USER_INPUT',
      },
    });
  }
  log.error({ err: cause, path: located?.path }, 'A request failed.');
  return new GraphQLError('Something went wrong on our side; it was logged. Try again.', {
    ...place,
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
}

// graphql's own words, in all its messages that show names from the schema.
const suggestion = / Did you mean .*\?$/s;

/** Postgres breaks off what takes too long; that is no fault of ours, and the request can be made smaller. */
function readable(cause: unknown): unknown {
  if (!isStatementTimeout(cause)) return cause;
  return new ArcadiaError(
    'LIMIT_EXCEEDED',
    'The database took too long over this. Ask for smaller pages, or narrow the filter.',
    {
      extensions: { limit: 'statementTimeout' },
      cause,
    },
  );
}

function statusOf({ code, extensions }: ArcadiaError): object {
  const { retryAfterSeconds } = extensions;
  if (retryAfterSeconds === undefined) return statuses[code];
  return { status: 429, headers: { 'retry-after': String(retryAfterSeconds) } };
}
