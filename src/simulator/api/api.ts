import type { Estate } from '../estate.ts';
import type { RateLimits } from './limits.ts';
import { errorReply } from './replies.ts';
import type { Reply } from './route.ts';
import type { Router } from './router.ts';
import { withScopes } from './scopes.ts';

export interface Incoming {
  readonly method: string;
  readonly origin: string;
  readonly url: URL;
  /** Null when there is no bearer token. */
  readonly token: string | null;
  readonly text: string;
  /** By how many items pages after the first of a list are off. */
  readonly shift: number;
}

export interface Api {
  readonly estate: Estate;
  readonly router: Router;
  readonly limits: RateLimits;
  /** Of every token; null: all that there are. */
  readonly scopes: ReadonlySet<string> | null;
}

/** Answers as DigitalOcean does: the gateway asks who, then how often, and only then is there a question of what. */
export function answer(api: Api, incoming: Incoming): Reply {
  if (incoming.token === null) return errorReply(401);
  const { method, url } = incoming;
  const ruling = api.limits.rule(incoming.token, method, url.pathname, api.estate.now());
  const served = () => route(api, incoming);
  const scoped = () => (api.scopes === null ? served() : withScopes(api.scopes, url.pathname, served));
  const reply = ruling.allowed ? scoped() : errorReply(429);
  return { ...reply, headers: { ...ruling.headers, ...reply.headers } };
}

function route({ estate, router }: Api, { method, url, origin, text, shift }: Incoming): Reply {
  const match = router.match(method, url.pathname);
  if (match === undefined) return errorReply(404);
  const body = bodyOf(text);
  if (body === undefined) return errorReply(400);
  const { params } = match;
  return match.route.answer({ estate, origin, path: url.pathname, params, query: url.searchParams, shift, body });
}

/** Undefined when it is not a JSON object. */
function bodyOf(text: string): Readonly<Record<string, unknown>> | undefined {
  if (text.trim() === '') return {};
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : undefined;
  } catch {
    return undefined;
  }
}
