import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * How long a client may take over its headers and over its whole request, and how long an idle connection is kept: longer than
 * the minute that balancers keep theirs, so that they never write to one that is just being closed.
 */
export const requestTimes = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 65_000 } as const;

/**
 * Refuses a request whose Host is none, which would be an error inside the library that answers, told with its stack.
 *
 * @returns  Whether it did.
 */
export function refuseBadHost({ headers: { host } }: IncomingMessage, response: ServerResponse): boolean {
  if (host === undefined || URL.canParse(`http://${host}`)) return false;
  const error = { message: 'The header Host names no host; mend it.', extensions: { code: 'BAD_USER_INPUT' } };
  response.writeHead(400, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ errors: [error] }));
  return true;
}

/** Ends the connection of a client that does not take its answer: the answer would wait in memory for as long as it likes. */
export function endUnread(response: ServerResponse, unreadMs: number): void {
  response.setTimeout(unreadMs, () => {
    // Who follows events may be slow; the stream itself sees to it.
    if (!String(response.getHeader('content-type')).startsWith('text/event-stream')) response.destroy();
  });
}

/**
 * Headers for whatever a browser might make of an answer. HSTS is for whoever ends TLS before us.
 *
 * @param page  GraphiQL is served, which loads scripts from elsewhere.
 */
export function setSecurityHeaders(response: ServerResponse, { page }: { readonly page: boolean }): void {
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('x-frame-options', 'DENY');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader(
    'content-security-policy',
    page ? "frame-ancestors 'none'" : "default-src 'none'; frame-ancestors 'none'",
  );
  // Answers are one viewer's, whatever stands between.
  response.setHeader('cache-control', 'no-store');
}
