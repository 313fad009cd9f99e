import { createHash } from 'node:crypto';
import { AwsV4Signer } from 'aws4fetch';
import type { Clock } from '../base/clock.ts';
import { endpointIn, type SpacesSettings } from '../base/spaces.ts';
import type { Log } from '../observability/log.ts';
import { type Answer, type Client, defaultTimeouts, type GetOptions, version } from './client.ts';
import { ProviderError, type ProviderReason, reasonOfStatus } from './errors.ts';
import { type Pause, pause as realPause } from './pause.ts';
import { defaultRetries, type Retries, retrying } from './retries.ts';
import { retryAfterSeconds } from './retry-after.ts';
import { createTransport, type RawAnswer, type Timeouts, TransportError } from './transport.ts';
import { readXml, type XmlElement } from './xml.ts';

// One question is asked of S3: which buckets are there in a region. The SDK of AWS answers it with dozens of packages, an HTTP
// client and retries of its own, and a chain that looks for keys all over the machine. So the signature, which is easy to get
// wrong, comes from aws4fetch (one file, no dependencies, as it runs in many workers); it is sent by the transport that the API
// is asked with; and the answer is read strictly by xml.ts.

/** Spaces over S3. It is asked as the API is: `get('/fra1')` lists the buckets of a region, under `Buckets`. */
export interface Spaces extends Pick<Client, 'clock' | 'get'> {
  readonly regions: readonly string[];
  /** Whether the operator named them; else they are those that this release knows, and one may be none. */
  readonly regionsAreNamed: boolean;
  /** Whether this is the id of the key that it asks with. */
  asksWith(accessKeyId: string): boolean;
  close(): void;
}

export interface SpacesOptions {
  readonly settings: SpacesSettings;
  readonly log: Log;
  readonly clock: Clock;
  readonly timeouts?: Partial<Timeouts>;
  readonly retries?: Partial<Retries>;
  readonly pause?: Pause;
}

/**
 * Bytes. An account has 100 buckets unless DigitalOcean gives it more, and one takes about 150; what is longer would be read in
 * one piece, and nobody else be served meanwhile.
 */
const longestList = 1024 * 1024;
const hashOfNothing = createHash('sha256').digest('hex');

/** @returns  Its `get` throws ProviderError, as the API's does, and counts no requests: the token's budget is not for these. */
export function createSpaces({ settings, log, clock, ...options }: SpacesOptions): Spaces {
  const { accessKeyId, secretAccessKey, endpoint, regions, regionsAreNamed } = settings;
  const retries = { ...defaultRetries, ...options.retries };
  const pause = options.pause ?? realPause;
  const transport = createTransport({
    userAgent: `arcadia-cloud/${version()}`,
    timeouts: { ...defaultTimeouts, ...options.timeouts },
    maxSockets: 12,
    maxBodyBytes: longestList,
  });

  async function attempt(asked: Asked): Promise<Answer> {
    const { region, signal } = asked;
    if (signal.aborted) throw troubleOf(asked, 'cancelled', {}, { cause: signal.reason });
    const beganAt = clock.now();
    const url = new URL(`${endpointIn(endpoint, region)}/`);
    const signer = new AwsV4Signer({
      url: url.href,
      accessKeyId,
      secretAccessKey,
      service: 's3',
      region,
      datetime: beganAt.toISOString().replace(/[:-]|\.\d{3}/g, ''),
      headers: { 'x-amz-content-sha256': hashOfNothing },
    });
    const headers = Object.fromEntries((await signer.sign()).headers);
    const exchange = { method: 'GET', url, headers, secret: secretAccessKey, json: undefined, signal } as const;
    const raw = await transport.exchange(exchange).catch((error: unknown) => {
      if (!(error instanceof TransportError)) throw error;
      // A name that is not to be found: either there is no Spaces in the region, or no such endpoint. Who knows of the others tells.
      const reason = error.code === 'ENOTFOUND' ? 'not_found' : error.trouble;
      const cause = error.trouble === 'cancelled' ? signal.reason : error;
      throw troubleOf(asked, reason, { code: error.code }, { cause });
    });
    log.debug({ region, status: raw.status, ms: clock.now().getTime() - beganAt.getTime() }, 'asked Spaces');
    return { status: raw.status, text: '', headers: raw.headers, beganAt, body: readBody(asked, raw, clock.now()) };
  }

  return {
    clock,
    regions,
    regionsAreNamed,
    asksWith: (id) => id === accessKeyId,
    get(path: string, { purpose, signal }: GetOptions) {
      const asked: Asked = { region: path.slice(1), path, purpose, signal };
      const cancelled = () => troubleOf(asked, 'cancelled', {}, { cause: signal.reason });
      const about = { region: asked.region };
      return retrying(() => attempt(asked), { retries, pause, signal, log, about, cancelled });
    },
    close: () => transport.close(),
  };
}

interface Asked extends Pick<GetOptions, 'purpose' | 'signal'> {
  readonly region: string;
  readonly path: string;
}

function readBody(asked: Asked, raw: RawAnswer, now: Date): unknown {
  const { status } = raw;
  const told = { status, code: codeIn(raw.text), retryAfterSeconds: retryAfterSeconds(raw.headers, now) };
  if (status < 200 || status > 299) throw troubleOf(asked, reasonOfStatus(status), told);
  const root = status === 200 ? elementIn(raw.text) : null;
  const buckets = root?.children.filter(({ name }) => name === 'Buckets') ?? [];
  const [list] = buckets;
  const isList = root?.name === 'ListAllMyBucketsResult' && buckets.length === 1;
  // Words in the place of buckets are no empty list.
  if (!isList || list === undefined || list.text.trim() !== '') {
    throw troubleOf(asked, 'unreadable', { status });
  }
  // Newer S3 may cut the list; then this says so, and the listing is not complete.
  const isCut = root.children.some(({ name, text }) => name === 'ContinuationToken' && text !== '');
  return { Buckets: list.children.map(contentOf), ...(isCut ? { links: { next: 'a continuation' } } : {}) };
}

/** A text, or what an element has in it by name; what stands there twice is a list. */
function contentOf({ text, children }: XmlElement): unknown {
  if (children.length === 0) return text;
  const values = new Map<string, unknown[]>();
  for (const child of children) values.set(child.name, [...(values.get(child.name) ?? []), contentOf(child)]);
  return Object.fromEntries([...values].map(([name, all]) => [name, all.length === 1 ? all[0] : all]));
}

function elementIn(text: string): XmlElement | null {
  try {
    return readXml(text);
  } catch {
    return null;
  }
}

/** S3's word for what is wrong. Nothing else of its error is read: it repeats the key, and what was signed. */
function codeIn(text: string): string | null {
  const error = elementIn(text.slice(0, 100_000));
  const code = error?.name === 'Error' ? error.children.find(({ name }) => name === 'Code')?.text : undefined;
  return code !== undefined && /^[A-Za-z]{1,60}$/.test(code) ? code : null;
}

interface Told {
  readonly status?: number;
  readonly code?: string | null;
  readonly retryAfterSeconds?: number | null;
}

const keys = 'SPACES_ACCESS_KEY_ID and SPACES_SECRET_ACCESS_KEY';
const leaveOut = 'where there is no Spaces, let SPACES_REGIONS leave the region out.';
const advice: Readonly<Record<ProviderReason, string>> = {
  unauthorized: `Check ${keys}.`,
  forbidden: `Check ${keys}: it takes a key with access to all buckets, and a machine whose clock is right.`,
  not_found: `Check SPACES_ENDPOINT_URL, and the names that this machine can find; ${leaveOut}`,
  rate_limited: 'Try again later.',
  rejected: 'Check that SPACES_ENDPOINT_URL leads to Spaces in this region: the same request will be refused again.',
  server: 'Try again later; if it lasts, see status.digitalocean.com.',
  network: 'Check the network and SPACES_ENDPOINT_URL, then try again.',
  timeout: 'Try again later; if it lasts, check the network and SPACES_ENDPOINT_URL.',
  unreadable: 'Check that SPACES_ENDPOINT_URL leads to Spaces and that no proxy answers in its place.',
  cancelled: 'Nothing needs to be done.',
};

function troubleOf({ region, path, purpose }: Asked, reason: ProviderReason, told: Told, options: ErrorOptions = {}) {
  const word = told.code ? ` (${told.code})` : '';
  const answered = `Spaces in ${region} answered ${told.status} to the question for its buckets${word}.`;
  const unanswered: Partial<Record<ProviderReason, string>> = {
    network: `The connection to Spaces in ${region} failed${word}.`,
    timeout: `Spaces in ${region} took too long${word}.`,
    unreadable: `The answer of Spaces in ${region} cannot be read${word}.`,
    cancelled: `The question to Spaces in ${region} was cancelled.`,
  };
  const found = told.status === undefined ? `Spaces in ${region} is not to be found${word}.` : answered;
  const isUnknown = told.status === 404 || told.status === 405 || told.status === 501;
  const mend = isUnknown ? `Check that SPACES_ENDPOINT_URL leads to Spaces; ${leaveOut}` : advice[reason];
  const said = `${unanswered[reason] ?? found} ${mend}`;
  return new ProviderError({ reason, method: 'GET', path, purpose, ...told, said }, options);
}
