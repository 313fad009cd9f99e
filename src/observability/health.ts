import type { IncomingMessage, ServerResponse } from 'node:http';
import { messageOf } from '../base/errors.ts';
import type { Metrics } from './metrics.ts';

/** One thing that must hold for the service to be ready. @returns null when it does, else why not. */
export type ReadinessCheck = () => Promise<string | null> | string | null;

/** Answers /healthz, /readyz and /metrics; `false` for every other path. */
export function createHealthEndpoints(checks: readonly ReadinessCheck[], metrics: Metrics) {
  const ready = async (response: ServerResponse) => {
    const outcomes = await Promise.all(checks.map(async (check) => check()).map((outcome) => outcome.catch(messageOf)));
    const reasons = outcomes.filter((reason) => reason !== null);
    sendJson(response, reasons.length === 0 ? 200 : 503, { ready: reasons.length === 0, reasons });
  };
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    switch ((request.url ?? '/').split('?')[0]) {
      case '/healthz':
        sendJson(response, 200, { alive: true });
        return true;
      case '/readyz':
        void ready(response);
        return true;
      case '/metrics':
        void metrics.registry.metrics().then((text) => {
          response.writeHead(200, { 'content-type': metrics.registry.contentType });
          response.end(text);
        });
        return true;
      default:
        return false;
    }
  };
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
