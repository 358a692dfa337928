// What openai's two ways of asking share.
import OpenAI from 'openai';
import { KEY, URL, pin } from './patchbay.mjs';

/** A client that one provider answers, or any. */
export function client(provider, key = KEY) {
  return new OpenAI({ baseURL: URL + '/v1', apiKey: key, defaultHeaders: provider ? pin(provider) : {} });
}

/** How it tells an upstream's failure: class, status, type and code. */
export const REFUSALS = [
  ['INVALID_REQUEST', OpenAI.BadRequestError, 400, 'invalid_request_error', null],
  ['CONTEXT_TOO_LONG', OpenAI.BadRequestError, 400, 'invalid_request_error', 'context_length_exceeded'],
  ['MODEL_NOT_FOUND', OpenAI.NotFoundError, 404, 'invalid_request_error', 'model_not_found'],
  ['RATE_LIMITED', OpenAI.RateLimitError, 429, 'requests', 'rate_limit_exceeded'],
  ['SERVER_ERROR', OpenAI.InternalServerError, 500, 'server_error', null],
  ['AUTHENTICATION', OpenAI.InternalServerError, 502, 'server_error', 'upstream_credentials'],
];
