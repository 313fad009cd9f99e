import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Counter, Histogram, type Registry } from 'prom-client';
import { type Log, withLogFields } from './log.ts';
import { type Span, withOpenSpan } from './trace.ts';

/** Watches what people ask: over HTTP as requests, over whatever transport as operations. */
export interface RequestWatch {
  /** Handles a request under an id of its own, which its answer and every line logged meanwhile carry. */
  request(request: IncomingMessage, response: ServerResponse, handle: () => void): void;
  /** An operation begins. @returns  Tells how it ended. */
  operation(type: string, name: string | null | undefined): (outcome: 'ok' | 'error') => void;
}

/** A proxy's own id is taken over, so that its log and ours can be read together. */
const idOfOthers = /^[\w.:-]{1,100}$/;
/** Clients choose the names of their operations; each is a series, and they must not be without end. */
const namesKept = 200;
const slowMs = 1000;

export function createRequestWatch(registry: Registry, log: Log): RequestWatch {
  const registers = [registry];
  const requests = new Histogram({
    name: 'arcadia_http_request_duration_seconds',
    help: 'HTTP requests, by path and status; a subscription over SSE lasts as long as it is followed.',
    labelNames: ['path', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  const operations = new Histogram({
    name: 'arcadia_operation_duration_seconds',
    help: 'Queries and mutations, over HTTP and WebSocket, by type, name and outcome.',
    labelNames: ['type', 'name', 'outcome'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  const subscriptions = new Counter({
    name: 'arcadia_subscriptions_total',
    help: 'Subscriptions that were begun, by name.',
    labelNames: ['name'],
    registers,
  });
  const names = new Set<string>();
  const nameOf = (name: string | null | undefined) => {
    if (!name) return '(anonymous)';
    const short = name.slice(0, 64);
    if (names.size < namesKept) names.add(short);
    return names.has(short) ? short : '(other)';
  };

  return {
    request(request, response, handle) {
      const given = request.headers['x-request-id'];
      const requestId = typeof given === 'string' && idOfOthers.test(given) ? given : randomUUID();
      const path = pathLabel(request.url);
      const began = performance.now();
      response.setHeader('x-request-id', requestId);
      const traceparent = request.headers.traceparent;
      const attributes = {
        'http.request.method': request.method ?? '',
        'url.path': path,
        'arcadia.request_id': requestId,
      };
      const traced = {
        kind: 'server',
        attributes,
        parent: typeof traceparent === 'string' ? traceparent : undefined,
      } as const;
      const handleWithin = (span: Span) => {
        response.once('close', () => {
          const ms = Math.round(performance.now() - began);
          span.set({ 'http.response.status_code': response.statusCode });
          span.end(response.statusCode >= 500 ? 'HttpError' : undefined);
          requests.observe({ path, status: response.statusCode }, ms / 1000);
          const line = { method: request.method, path, status: response.statusCode, ms };
          const stream = String(response.getHeader('content-type')).startsWith('text/event-stream');
          if (response.statusCode >= 500 || (ms > slowMs && !stream)) log.warn(line, 'A request was slow or failed.');
          else log.debug(line, 'A request was answered.');
        });
        handle();
      };
      withLogFields({ requestId }, () => withOpenSpan(`${request.method} ${path}`, traced, handleWithin));
    },
    operation(type, name) {
      const label = nameOf(name);
      const began = performance.now();
      if (type === 'subscription') {
        subscriptions.inc({ name: label });
        return () => {};
      }
      return (outcome) => operations.observe({ type, name: label, outcome }, (performance.now() - began) / 1000);
    },
  };
}

/** Whatever is not ours is one label: paths come from outside, and each would be a series. */
function pathLabel(url = '/'): string {
  const path = url.split('?')[0] ?? '/';
  return ['/graphql', '/healthz', '/readyz', '/metrics'].includes(path) ? path : '(other)';
}
