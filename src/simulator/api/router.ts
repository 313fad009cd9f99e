import type { Route } from './route.ts';

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

interface Compiled {
  readonly route: Route;
  readonly segments: readonly string[];
}

/** Finds the route of a request. Routes stand in buckets by method and length, literal segments before names. */
export class Router {
  readonly #buckets = new Map<string, Compiled[]>();

  constructor(routes: readonly Route[]) {
    for (const route of routes) {
      const segments = route.path.split('/');
      const bucket = `${route.method} ${segments.length}`;
      this.#buckets.set(bucket, [...(this.#buckets.get(bucket) ?? []), { route, segments }]);
    }
    for (const bucket of this.#buckets.values()) bucket.sort((a, b) => names(a) - names(b));
  }

  match(method: string, path: string): Match | undefined {
    const segments = path.split('/');
    for (const { route, segments: pattern } of this.#buckets.get(`${method} ${segments.length}`) ?? []) {
      const params = paramsOf(pattern, segments);
      if (params !== undefined) return { route, params };
    }
    return undefined;
  }
}

function names({ segments }: Compiled): number {
  return segments.filter((segment) => segment.startsWith(':')).length;
}

function paramsOf(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (!expected.startsWith(':')) {
      if (segment !== expected) return undefined;
    } else {
      try {
        params[expected.slice(1)] = decodeURIComponent(segment);
      } catch {
        return undefined;
      }
    }
  }
  return params;
}
