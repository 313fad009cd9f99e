import { messageOf } from '../base/errors.ts';
import type { Log } from './log.ts';
import { type Attributes, beginTracing, type EndedSpan, type SpanKind } from './trace.ts';

// OTLP over HTTP, as JSON (opentelemetry-proto 1.x): every collector takes it. The protocol is one POST of spans, which is why
// there is no kit of dozens of packages here.

export interface TraceOptions {
  /** Of the collector; `/v1/traces` is put behind it. */
  readonly endpoint: string;
  /** Sent with each request: a collector's credentials, say. */
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  /** Share of traces that are kept, 0 to 1. */
  readonly ratio: number;
  readonly log: Log;
}

const batchSize = 512;
/** Spans that wait while the collector is slow or away; what comes then is dropped, and counted. */
const mostWaiting = 8192;
const everyMs = 2000;
const sendTimeoutMs = 10_000;
/** What is left at the end has so long; nobody waits for a collector that is away. */
const lastTimeoutMs = 2000;
const complaintEveryMs = 60_000;

/** Sends spans to a collector from now on. @returns  Sends what is left, and stops. */
export function exportTraces({ endpoint, headers, serviceName, ratio, log }: TraceOptions): () => Promise<void> {
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const waiting: EndedSpan[] = [];
  let dropped = 0;
  let complainedAtMs = Number.NEGATIVE_INFINITY;
  let sending: Promise<void> | null = null;
  const stopped = new AbortController();

  const complain = (error: unknown) => {
    const nowMs = performance.now();
    if (nowMs - complainedAtMs < complaintEveryMs) return;
    complainedAtMs = nowMs;
    log.warn({ dropped, reason: reasonOf(error) }, 'Traces cannot be sent; the service goes on without them.');
  };
  const sendAll = async () => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, batchSize);
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(toOtlp(batch, serviceName)),
          // Not to where somebody else says: the headers are secret.
          redirect: 'error',
          signal: AbortSignal.any([AbortSignal.timeout(sendTimeoutMs), stopped.signal]),
        });
        await response.arrayBuffer();
        if (!response.ok) throw new Error(`The collector answered ${response.status}.`);
      } catch (error) {
        // Not kept for later: old spans are worth less than memory.
        dropped += batch.length;
        complain(error);
        return;
      }
    }
  };
  const flush = () => {
    sending ??= sendAll().finally(() => {
      sending = null;
    });
    return sending;
  };
  const end = beginTracing({
    ratio,
    onEnd(span) {
      if (waiting.length >= mostWaiting) dropped += 1;
      else waiting.push(span);
    },
  });
  const timer = setInterval(() => void flush(), everyMs).unref();
  return async () => {
    end();
    clearInterval(timer);
    const late = setTimeout(() => stopped.abort(), lastTimeoutMs);
    // The second for what has ended during the first.
    await flush();
    await flush();
    clearTimeout(late);
  };
}

/** What fetch throws says why only in its cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? `: ${messageOf(error.cause)}` : '';
  return `${messageOf(error)}${cause}`;
}

/** Span kinds of opentelemetry-proto. */
const kinds: Readonly<Record<SpanKind, number>> = { internal: 1, server: 2, client: 3 };

function toOtlp(spans: readonly EndedSpan[], serviceName: string): object {
  return {
    resourceSpans: [
      {
        resource: { attributes: toPairs({ 'service.name': serviceName }) },
        scopeSpans: [{ scope: { name: 'arcadia-cloud' }, spans: spans.map(toSpan) }],
      },
    ],
  };
}

function toSpan({ parentSpanId, kind, startMs, endMs, attributes, error, ...span }: EndedSpan): object {
  return {
    ...span,
    ...(parentSpanId === null ? {} : { parentSpanId }),
    kind: kinds[kind],
    startTimeUnixNano: toNanoseconds(startMs),
    endTimeUnixNano: toNanoseconds(endMs),
    attributes: toPairs(attributes),
    // 2 is STATUS_CODE_ERROR; without a status nothing is said.
    status: error === null ? {} : { code: 2, message: error },
  };
}

/** As a text: a number of JSON does not hold so many digits. */
function toNanoseconds(ms: number): string {
  return String(BigInt(Math.round(ms * 1000)) * 1000n);
}

function toPairs(attributes: Attributes): object[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: toValue(value) }));
}

function toValue(value: string | number | boolean): object {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}
