import type { ServerResponse } from 'node:http';
import type { Spoilt } from '../faults.ts';
import type { Reply } from './route.ts';

const json = 'application/json; charset=utf-8';
const gatewayPage =
  '<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>\n';

/** Writes a reply, spoilt or not. */
export function send(response: ServerResponse, reply: Reply, requestId: string, spoilt?: Spoilt): void {
  const headers = { 'x-request-id': requestId, ...reply.headers };
  if (reply.body === undefined && reply.xml === undefined && spoilt !== 'html') {
    response.writeHead(reply.status, headers).end();
    return;
  }
  const { type, bytes } =
    reply.xml === undefined ? spoil(withRequestId(reply, requestId), spoilt) : spoilXml(reply.xml, spoilt);
  response.writeHead(reply.status, { ...headers, 'content-type': type, 'content-length': bytes.length });
  if (spoilt !== 'cut') {
    response.end(bytes);
    return;
  }
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy());
}

/** Errors carry the request's id, but for the gateway's own, which has never heard of one. */
function withRequestId({ status, body }: Reply, requestId: string): unknown {
  if (status < 400 || status === 401 || typeof body !== 'object') return body;
  return { ...body, request_id: requestId };
}

function spoil(body: unknown, spoilt: Spoilt | undefined): { type: string; bytes: Buffer } {
  if (spoilt === 'html') return { type: 'text/html; charset=utf-8', bytes: Buffer.from(gatewayPage) };
  if (spoilt === 'empty') return { type: json, bytes: Buffer.alloc(0) };
  const bytes = Buffer.from(JSON.stringify(spoilt === 'missing-key' ? withoutAnswer(body) : body));
  return { type: json, bytes: spoilt === 'invalid-json' ? bytes.subarray(0, Math.floor(bytes.length / 2)) : bytes };
}

function spoilXml(xml: string, spoilt: Spoilt | undefined): { type: string; bytes: Buffer } {
  if (spoilt === 'html' || spoilt === 'empty') return spoil(null, spoilt);
  const bytes = Buffer.from(spoilt === 'missing-key' ? xml.replaceAll('Buckets>', 'Others>') : xml);
  const whole = spoilt === 'invalid-json' ? bytes.subarray(0, Math.floor(bytes.length / 2)) : bytes;
  return { type: 'application/xml', bytes: whole };
}

function withoutAnswer(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  const answer = Object.keys(body).find((key) => key !== 'links' && key !== 'meta');
  return Object.fromEntries(Object.entries(body).filter(([key]) => key !== answer));
}
