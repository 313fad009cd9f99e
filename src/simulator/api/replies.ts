import type { Reply } from './route.ts';

/** DigitalOcean's errors: `{id, message, request_id}`. The server adds the request's id. */
function refusal(status: number, id: string, message: string): Reply {
  return { status, body: { id, message } };
}

export const noContent: Reply = { status: 204 };

export function notFound(): Reply {
  return refusal(404, 'not_found', 'The resource you were accessing could not be found.');
}

export function unprocessable(message: string): Reply {
  return refusal(422, 'unprocessable_entity', message);
}

export function conflict(message: string): Reply {
  return refusal(409, 'conflict', message);
}

export function preconditionFailed(message: string): Reply {
  return refusal(412, 'precondition_failed', message);
}

// As recorded: the gateway spells the id with a capital, and knows no request id.
const unauthorized = { id: 'Unauthorized', message: 'Unable to authenticate you' };

const errors: Readonly<Record<number, readonly [id: string, message: string]>> = {
  400: ['bad_request', 'error parsing request body'],
  403: ['forbidden', 'You are not authorized to perform this operation'],
  404: ['not_found', 'The resource you were accessing could not be found.'],
  409: ['conflict', 'The request could not be completed due to a conflict.'],
  412: ['precondition_failed', 'The request could not be completed because a required precondition was not met.'],
  422: ['unprocessable_entity', 'request payload validation failed'],
  429: ['too_many_requests', 'API rate limit exceeded.'],
  500: ['server_error', 'Unexpected server-side error'],
  503: ['service_unavailable', 'Service temporarily unavailable'],
};

/** The error that goes with a status, in DigitalOcean's words. */
export function errorReply(status: number): Reply {
  if (status === 401) return { status, body: unauthorized };
  const [id, message] = errors[status] ?? [status < 500 ? 'bad_request' : 'server_error', `HTTP status ${status}`];
  return refusal(status, id, message);
}
