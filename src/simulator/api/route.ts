import type { Estate } from '../estate.ts';

/** A request as a handler sees it: authenticated, within its limits, its body parsed. */
export interface ApiRequest {
  readonly estate: Estate;
  /** `http://host:port`, for the addresses in answers. */
  readonly origin: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** By how many items pages after the first of a list are off. */
  readonly shift: number;
  /** The JSON object of the body; empty when there was none. */
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * @property body  Absent: no body at all, as with 204.
 * @property xml   In its place: what S3 answers.
 */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly xml?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** @property path  `:name` stands for one segment; a literal segment wins over it. */
export interface Route {
  readonly method: Method;
  readonly path: string;
  readonly answer: (request: ApiRequest) => Reply;
}

export function param(request: ApiRequest, name: string): string {
  return request.params[name] ?? '';
}

export function text(request: ApiRequest, field: string): string | undefined {
  const value = request.body[field];
  return typeof value === 'string' ? value : undefined;
}

export function wholeNumber(request: ApiRequest, field: string): number | undefined {
  const value = request.body[field];
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}

/** Undefined when it is absent or not a list of strings; null counts as an empty list, as at DigitalOcean. */
export function texts(request: ApiRequest, field: string): readonly string[] | undefined {
  const value = request.body[field];
  if (value === null) return [];
  return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined;
}
