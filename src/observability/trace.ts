import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

// Spans as OpenTelemetry has them, for whoever sets an endpoint. Without one nothing is made, kept or sent: withSpan() is a call
// and no more.

export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** What took place, and for how long. Times are milliseconds since 1970, with fractions. */
export interface EndedSpan {
  /** 32 hexadecimal digits; the same for all that one request or run led to. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly name: string;
  readonly kind: SpanKind;
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: Attributes;
  /** null: it went well. */
  readonly error: string | null;
}

/** `server`: somebody asks us; `client`: we ask somebody. */
export type SpanKind = 'internal' | 'server' | 'client';

/** A span under way. */
export interface Span {
  set(attributes: Attributes): void;
  /** Once; whatever comes later is not counted. `error` is a word or a class, never what was sent. */
  end(error?: string): void;
}

interface SpanOptions {
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
  /** What the caller says of its own span (`traceparent`), if it does. */
  readonly parent?: string | undefined;
}

interface Place {
  readonly traceId: string;
  readonly spanId: string;
  readonly sampled: boolean;
}

interface Tracing {
  /** Share of traces that are kept, 0 to 1; a caller's own word on it counts. */
  readonly ratio: number;
  readonly onEnd: (span: EndedSpan) => void;
}

let tracing: Tracing | null = null;
const places = new AsyncLocalStorage<Place>();
const silent: Span = { set: () => {}, end: () => {} };

/** Makes spans from now on, for the whole process. @returns  What ends that. */
export function beginTracing(options: Tracing): () => void {
  tracing = options;
  return () => {
    if (tracing === options) tracing = null;
  };
}

export function isTracing(): boolean {
  return tracing !== null;
}

/** Fields for a line of the log, so that it can be found from a trace. */
export function traceFields(): { readonly traceId?: string } {
  const place = tracing === null ? undefined : places.getStore();
  return place?.sampled ? { traceId: place.traceId } : {};
}

/** Runs `work` within a span of its own. It ends when `work` does, whether that answers, rejects or throws. */
export function withSpan<Result>(name: string, options: SpanOptions, work: (span: Span) => Result): Result {
  if (tracing === null) return work(silent);
  const { span, place } = begin(tracing, name, options);
  return places.run(place, () => {
    try {
      const result = work(span);
      if (!(result instanceof Promise)) {
        span.end();
        return result;
      }
      result.then(
        () => span.end(),
        (error: unknown) => span.end(nameOf(error)),
      );
      return result;
    } catch (error) {
      span.end(nameOf(error));
      throw error;
    }
  });
}

/** The same for what ends elsewhere: `work` or whoever it hands the span to ends it. */
export function withOpenSpan<Result>(name: string, options: SpanOptions, work: (span: Span) => Result): Result {
  if (tracing === null) return work(silent);
  const { span, place } = begin(tracing, name, options);
  return places.run(place, () => work(span));
}

/** Runs `work` outside of the present span: what lasts as long as somebody listens is no part of one request. */
export function outsideSpans<Result>(work: () => Result): Result {
  return tracing === null ? work() : places.exit(work);
}

/** A span below the present one, for what is not worth a trace of its own; null where there is none. */
export function childSpan(name: string, options: SpanOptions): Span | null {
  const parent = places.getStore();
  return tracing === null || parent === undefined || !parent.sampled ? null : begin(tracing, name, options).span;
}

function begin({ ratio, onEnd }: Tracing, name: string, { kind = 'internal', attributes = {}, parent }: SpanOptions) {
  const above = readTraceparent(parent) ?? places.getStore() ?? null;
  const traceId = above?.traceId ?? randomBytes(16).toString('hex');
  const spanId = randomBytes(8).toString('hex');
  const sampled = above?.sampled ?? Math.random() < ratio;
  const place = { traceId, spanId, sampled };
  if (!sampled) return { span: silent, place };
  const startMs = nowMs();
  let all = attributes;
  let ended = false;
  const span: Span = {
    set(more) {
      all = { ...all, ...more };
    },
    end(error) {
      if (ended) return;
      ended = true;
      const parentSpanId = above?.spanId ?? null;
      onEnd({
        traceId,
        spanId,
        parentSpanId,
        name,
        kind,
        startMs,
        endMs: nowMs(),
        attributes: all,
        error: error ?? null,
      });
    },
  };
  return { span, place };
}

/** Finer than the clock, and never going back. */
function nowMs(): number {
  return performance.timeOrigin + performance.now();
}

/** W3C Trace Context: version, trace, span, flags. What is none of it is as if it were not there. */
function readTraceparent(header: string | undefined): Place | null {
  const match = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})/.exec(header ?? '');
  const [, traceId = '', spanId = '', flags = ''] = match ?? [];
  if (match === null || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return null;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

/** The class alone: a message may hold what was sent. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'Error';
}
