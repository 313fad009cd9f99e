import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Estate } from '../estate.ts';
import { isoSeconds } from '../kinds/define.ts';
import { type SpaceRecord, secretOf, spaceKind } from '../kinds/space.ts';
import { spacesKeyKind } from '../kinds/spaces-key.ts';
import type { Reply } from './route.ts';

// Spaces answers over S3, each region at a host of its own; here each has a path: /_spaces/fra1/. Of S3 it plays one question,
// which buckets are there, as the reference describes it, with the signature (version 4) worked out anew.

const place = /^\/_spaces\/([a-z]{3}\d{1,2})\/$/;

/** Where clients ask; they put the region in. */
export function spacesEndpoint(url: string): string {
  return `${url}/_spaces/{{.Region}}`;
}

export interface SpacesRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** @returns undefined when it is not Spaces that is asked. */
export function answerSpaces(estate: Estate, request: SpacesRequest): Reply | undefined {
  const [, region] = place.exec(request.url.pathname) ?? [];
  if (region === undefined) return undefined;
  const signer = signerOf(estate, request, region);
  if (typeof signer !== 'string') return signer;
  if (request.method !== 'GET') return refusal(405, 'MethodNotAllowed');
  const listed = estate.visibility.listed(estate.now());
  const seen = [...estate.shelf(spaceKind).values(region)].filter(
    ({ id }) => maySee(estate, signer, id) && (listed?.(estate.urn(spaceKind, id)) ?? true),
  );
  return { status: 200, xml: listing(String(estate.account.ownerId), seen) };
}

/** A key that is for some buckets shows these. */
function maySee(estate: Estate, accessKeyId: string, bucket: string): boolean {
  const only = estate.shelf(spacesKeyKind).get(accessKeyId)?.bucket;
  return only === '' || only === bucket;
}

const longestSkewMs = 15 * 60_000;

/** The id of the key that it is rightly signed with, or the refusal. */
function signerOf(estate: Estate, request: SpacesRequest, region: string): string | Reply {
  const { headers } = request;
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/s3\/aws4_request, ?SignedHeaders=([\w;-]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    );
  if (parts === null) return refusal(403, 'AccessDenied');
  const [, accessKeyId = '', day = '', signedRegion = '', signedHeaders = '', signature] = parts;
  if (signedRegion !== region) return refusal(400, 'AuthorizationHeaderMalformed');
  if (estate.shelf(spacesKeyKind).get(accessKeyId) === undefined) return refusal(403, 'InvalidAccessKeyId');
  const time = String(headers['x-amz-date']);
  const atMs = Date.parse(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!(Math.abs(atMs - estate.now()) <= longestSkewMs)) return refusal(403, 'RequestTimeTooSkewed');
  const names = signedHeaders.split(';');
  const isWhole = time.startsWith(day) && ['host', 'x-amz-date'].every((name) => names.includes(name));
  const payload = String(headers['x-amz-content-sha256']);
  if (!isWhole || (payload !== 'UNSIGNED-PAYLOAD' && payload !== hashOf(request.text))) {
    return refusal(400, 'XAmzContentSHA256Mismatch');
  }
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', time, scope, hashOf(canonical(request, names, payload))].join('\n');
  const key = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${secretOf(accessKeyId)}`, day), region));
  return hmac(key, toSign).toString('hex') === signature ? accessKeyId : refusal(403, 'SignatureDoesNotMatch');
}

function canonical({ method, url, headers }: SpacesRequest, names: readonly string[], payload: string): string {
  const query = [...url.searchParams]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join('&');
  const lines = names.map((name) => `${name}:${String(headers[name] ?? '').trim()}\n`).join('');
  return [method, url.pathname, query, lines, names.join(';'), payload].join('\n');
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';
const head = '<?xml version="1.0" encoding="UTF-8"?>';

function listing(owner: string, buckets: readonly SpaceRecord[]): string {
  const items = buckets.map(({ id, createdAt }) => {
    const created = isoSeconds(createdAt).replace('Z', '.000Z');
    return `<Bucket><Name>${escaped(id)}</Name><CreationDate>${created}</CreationDate></Bucket>`;
  });
  const whose = `<Owner><ID>${owner}</ID><DisplayName>${owner}</DisplayName></Owner>`;
  return `${head}<ListAllMyBucketsResult xmlns="${namespace}">${whose}<Buckets>${items.join('')}</Buckets></ListAllMyBucketsResult>`;
}

function refusal(status: number, code: string): Reply {
  return { status, xml: `${head}<Error><Code>${code}</Code><RequestId>tx-simulated</RequestId></Error>` };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
