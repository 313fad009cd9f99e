import type { ServerResponse } from 'node:http';

/**
 * How long a client may take over its headers and over its whole request, and how long an idle connection is kept: longer than
 * the minute that balancers keep theirs, so that they never write to one that is just being closed.
 */
export const requestTimes = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 65_000 } as const;

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
