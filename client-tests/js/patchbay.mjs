// What the tests of every client share: where the server is, and what its upstreams are known to say.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

function given(name) {
  const value = process.env[name];
  assert.ok(value, `${name} is missing: these tests are started by JavaScriptClientsTest`);
  return value;
}

export const URL = given('PATCHBAY_URL');
export const KEY = given('PATCHBAY_KEY');
const ADMIN = given('PATCHBAY_ADMIN_TOKEN');
const UPSTREAM = given('PATCHBAY_UPSTREAM_URL');

export const MODEL = 'model-x';
export const PROTOCOLS = ['openai-chat', 'openai-responses', 'anthropic-messages', 'gemini'];

export const HELLO = 'Größe 👩‍🚀 東京 "quoted"';
export const SAID = 'You said: ' + HELLO;
export const CITY = { name: 'Tromsø', people: 77544 };
// Of 1200 tokens of the prompt 1000 came from the cache; the answer has 300.
export const INPUT = 1200;
export const CACHED = 1000;
export const OUTPUT = 300;

/** Declares tests of a client: one, or one for each protocol an upstream may speak. */
export function testsOf(client) {
  const once = (name, body) => test(`${client}: ${name}`, body);
  // Side by side: most of their time is waiting.
  const forEachUpstream = (name, body) =>
    describe(name, { concurrency: PROTOCOLS.length }, () =>
      PROTOCOLS.forEach((protocol) => once(`${name} (${protocol})`, () => body(protocol))),
    );
  return { once, forEachUpstream };
}

/** Headers that let one provider alone answer. */
export function pin(provider) {
  return { 'X-Patchbay-Provider': provider };
}

/** Runs what is refused by a provider of the client's own, and makes that fit again. */
export async function refusedBy(protocol, client, body) {
  const provider = `${protocol}-for-${client}`;
  try {
    await body(provider);
  } finally {
    await manage('POST', `/accounts/${provider}/a/reset`);
  }
}

async function manage(method, path) {
  const answer = await fetch(URL + path, {
    method,
    headers: { authorization: `Bearer ${ADMIN}`, 'content-type': 'application/json' },
    body: '{}',
  });
  assert.equal(answer.status, 200, await answer.text());
}

/** What a promise is refused with. */
export async function thrownBy(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  assert.fail('nothing was thrown');
}

/** Waits until an upstream was asked to hold or to hang. */
export async function asked(id) {
  assert.equal((await fetch(`${UPSTREAM}/asked/${id}`)).status, 200, 'the upstream was not asked');
}

/** Waits until whoever asked an upstream to hold or to hang has left it. */
export async function left(id) {
  assert.equal((await fetch(`${UPSTREAM}/left/${id}`)).status, 200, 'the upstream was not freed');
}

export const WEATHER = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
};

export const SCHEMA = {
  type: 'object',
  properties: { name: { type: 'string' }, people: { type: 'integer' } },
  required: ['name', 'people'],
  additionalProperties: false,
};

/** A tool's function: notes what it is called with. */
export function weather(calls) {
  return (input) => {
    calls.push(input);
    return '4 °C in ' + input.city;
  };
}
