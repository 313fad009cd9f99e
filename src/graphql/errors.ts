import { GraphQLError } from 'graphql';
import { ArcadiaError } from '../base/errors.ts';
import type { Log } from '../observability/log.ts';

/**
 * What leaves the service when something was thrown: errors that were written for people as they are, mistakes in the
 * request as BAD_USER_INPUT, and everything else as one masked sentence, with the whole of it in the log.
 */
export function presentError(error: unknown, log: Log): GraphQLError {
  const located = error instanceof GraphQLError ? error : null;
  const cause = located?.originalError ?? error;
  const place = {
    nodes: located?.nodes ?? null,
    source: located?.source ?? null,
    positions: located?.positions ?? null,
    path: located?.path ?? null,
  };
  if (cause instanceof ArcadiaError) {
    return new GraphQLError(cause.message, { ...place, extensions: { ...cause.extensions, code: cause.code } });
  }
  // Without a cause it is the parser, the validation or a variable that does not fit: the client's to mend.
  if (located !== null && (located.originalError === undefined || located.originalError instanceof GraphQLError)) {
    return new GraphQLError(located.message, {
      ...place,
      extensions: { code: 'BAD_USER_INPUT', ...located.extensions },
    });
  }
  log.error({ err: cause, path: located?.path }, 'A request failed.');
  return new GraphQLError('Something went wrong on our side; it was logged. Try again.', {
    ...place,
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
}
