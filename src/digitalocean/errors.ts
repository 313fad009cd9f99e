import type { TokenPurpose } from '../base/config.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Why a request gave no usable answer.
 * `rejected` is every other 4xx; `unreadable` is an answer that is no JSON, cut short, too long, or a redirect.
 */
export type ProviderReason =
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'rate_limited'
  | 'rejected'
  | 'server'
  | 'network'
  | 'timeout'
  | 'unreadable'
  | 'cancelled';

export interface ProviderTrouble {
  readonly reason: ProviderReason;
  readonly method: Method;
  /** Without its query. */
  readonly path: string;
  readonly purpose: TokenPurpose;
  /** null: no answer came. */
  readonly status?: number | null;
  /** What to quote to the provider's support. */
  readonly requestId?: string | null;
  readonly retryAfterSeconds?: number | null;
  /** What the provider or the network said, already freed from secrets. */
  readonly detail?: string | null;
  /** false: it certainly never left this process. */
  readonly sent?: boolean;
  /** In place of what is said of the API and its tokens: another service answered, or did not. */
  readonly said?: string;
}

/**
 * The provider gave no usable answer. The message is one sentence on what happened and one on what to do.
 * It never holds a token, a header or a body, and its cause is one of ours: got's errors carry the request's headers.
 */
export class ProviderError extends Error {
  /** The code for programs. */
  readonly reason: ProviderReason;
  readonly method: Method;
  readonly path: string;
  readonly purpose: TokenPurpose;
  readonly status: number | null;
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(trouble: ProviderTrouble, options: ErrorOptions = {}) {
    super(trouble.said ?? `${sentences[trouble.reason](trouble)} ${advice(trouble)}`, options);
    // So that whoever only knows the platform's word for a cancellation knows this one too.
    this.name = trouble.reason === 'cancelled' ? 'AbortError' : 'ProviderError';
    this.reason = trouble.reason;
    this.method = trouble.method;
    this.path = trouble.path;
    this.purpose = trouble.purpose;
    this.status = trouble.status ?? null;
    this.requestId = trouble.requestId ?? null;
    this.retryAfterSeconds = trouble.retryAfterSeconds ?? null;
  }
}

type Sentence = (trouble: ProviderTrouble) => string;

const asked = ({ method, path }: ProviderTrouble) => `${method} ${path}`;
const detailed = ({ detail }: ProviderTrouble) => (detail ? ` (${detail})` : '');
const answered = (trouble: ProviderTrouble) =>
  `DigitalOcean answered ${trouble.status} to ${asked(trouble)}${detailed(trouble)}.`;

const sentences: Record<ProviderReason, Sentence> = {
  unauthorized: (trouble) =>
    `DigitalOcean does not accept the token for ${trouble.purpose} (401 to ${asked(trouble)}).`,
  forbidden: (trouble) => `The token for ${trouble.purpose} may not do ${asked(trouble)} (403).`,
  not_found: answered,
  rate_limited: (trouble) => `DigitalOcean's rate limit was met at ${asked(trouble)} (429).`,
  rejected: answered,
  server: answered,
  network: (trouble) => `The connection failed during ${asked(trouble)}${detailed(trouble)}.`,
  timeout: (trouble) => `${asked(trouble)} took too long${detailed(trouble)}.`,
  unreadable: (trouble) =>
    `The answer${trouble.status ? ` ${trouble.status}` : ''} to ${asked(trouble)} cannot be read${detailed(trouble)}.`,
  cancelled: (trouble) => `${asked(trouble)} was cancelled.`,
};

const variable = ({ purpose }: ProviderTrouble) => `DO_API_TOKEN_${purpose.toUpperCase()} or DO_API_TOKEN`;

const readAdvice: Record<ProviderReason, Sentence> = {
  unauthorized: (trouble) => `Check ${variable(trouble)}: the token may be revoked, expired or mistyped.`,
  forbidden: (trouble) => `Give the token in ${variable(trouble)} the read scope of this path.`,
  not_found: () => 'It is gone, or this account does not have it; if it should be there, check DO_API_URL.',
  rate_limited: ({ retryAfterSeconds }) =>
    retryAfterSeconds ? `Try again in ${Math.ceil(retryAfterSeconds)} s.` : 'Try again later.',
  rejected: () => 'The same request will be refused again: see whether a newer release asks otherwise.',
  server: () => 'Try again later; if it lasts, see status.digitalocean.com.',
  network: () => 'Check the network and DO_API_URL, then try again.',
  timeout: () => 'Try again later; if it lasts, check the network and DO_API_URL.',
  unreadable: () => 'Check that DO_API_URL leads to the API and that no proxy answers in its place.',
  cancelled: () => 'Nothing needs to be done.',
};

// A write whose answer is missing may have been carried out, and most of the provider's writes duplicate when repeated.
const writeAdvice: Partial<Record<ProviderReason, string>> = {
  forbidden: 'Give the token the write scope of this path.',
  rejected: 'It was not carried out: mend what the answer names, then try again.',
  server: 'It may have been carried out: look before trying again.',
  network: 'It may have been carried out: look before trying again.',
  timeout: 'It may have been carried out: look before trying again.',
  unreadable: 'It may have been carried out: look before trying again.',
  cancelled: 'It may have been carried out: look before trying again.',
};

function advice(trouble: ProviderTrouble): string {
  const forWrites = trouble.method === 'GET' || trouble.sent === false ? undefined : writeAdvice[trouble.reason];
  return forWrites ?? readAdvice[trouble.reason](trouble);
}

/**
 * Makes other people's words fit for a message: no token (the one in use, or anything shaped like one), no e-mail,
 * one line, at most 300 characters.
 */
export function withoutSecrets(text: string, token: string): string {
  return text
    .replaceAll(token, '[token]')
    .slice(0, 2000)
    .replaceAll(/\b(?:do[a-z]_v1_[0-9a-f]+|bearer\s+\S+)/gi, '[token]')
    .replaceAll(/[^\s@<>"'(]+@[^\s@<>"')]+/g, '[e-mail]')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 300);
}

/** What a status other than success says. One below 400 points elsewhere, and that is not followed. */
export function reasonOfStatus(status: number): ProviderReason {
  if (status >= 500) return 'server';
  const reasons: Readonly<Record<number, ProviderReason>> = {
    401: 'unauthorized',
    403: 'forbidden',
    404: 'not_found',
    429: 'rate_limited',
  };
  return reasons[status] ?? (status < 400 ? 'unreadable' : 'rejected');
}
