// @google/genai, asking generateContent.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { ApiError, GoogleGenAI } from '@google/genai';
import {
  CACHED, CITY, HELLO, INPUT, KEY, MODEL, OUTPUT, PROTOCOLS, SAID, SCHEMA, URL, WEATHER,
  asked, left, pin, refusedBy, testsOf, thrownBy, weather,
} from './patchbay.mjs';

const { once, forEachUpstream } = testsOf('gemini');

function client(provider, key = KEY) {
  return new GoogleGenAI({
    apiKey: key,
    vertexai: false,
    httpOptions: { baseUrl: URL, headers: provider ? pin(provider) : {} },
  });
}

function question(text, config = {}) {
  return { model: MODEL, contents: text, config };
}

const TOOLS = [
  {
    functionDeclarations: [
      { name: 'get_weather', description: 'Weather of a city', parametersJsonSchema: WEATHER },
    ],
  },
];

function checkUsage(usage) {
  assert.equal(usage.promptTokenCount, INPUT);
  assert.equal(usage.cachedContentTokenCount, CACHED);
  assert.equal(usage.candidatesTokenCount, OUTPUT);
  assert.equal(usage.totalTokenCount, INPUT + OUTPUT);
}

forEachUpstream('chat, whole', async (protocol) => {
  const answer = await client(protocol).models.generateContent(question(HELLO));
  assert.equal(answer.text, SAID);
  assert.equal(answer.modelVersion, MODEL);
  assert.equal(answer.candidates.length, 1);
  assert.equal(answer.candidates[0].content.role, 'model');
  assert.equal(answer.candidates[0].finishReason, 'STOP');
  checkUsage(answer.usageMetadata);
  assert.equal(answer.sdkHttpResponse.headers['x-patchbay-provider'], protocol);
});

forEachUpstream('chat, streamed', async (protocol) => {
  const stream = await client(protocol).models.generateContentStream(question(HELLO));
  let text = '';
  let chunks = 0;
  let last;
  for await (const chunk of stream) {
    text += chunk.text ?? '';
    chunks++;
    last = chunk;
  }
  assert.equal(text, SAID);
  assert.ok(chunks > 1, 'in pieces');
  assert.equal(last.candidates[0].finishReason, 'STOP');
  checkUsage(last.usageMetadata);
});

for (const streamed of [false, true]) {
  forEachUpstream('tools are called and their result is answered in a chat, ' + (streamed ? 'streamed' : 'whole'), async (protocol) => {
    const chat = client(protocol).chats.create({ model: MODEL, config: { tools: TOOLS } });
    const first = await say(chat, 'How is the weather?', streamed);
    assert.equal(first.text, 'Let me look.');
    assert.equal(first.calls.length, 1);
    assert.equal(first.calls[0].name, 'get_weather');
    assert.deepEqual(first.calls[0].args, { city: 'Tromsø' });
    const response = { output: weather([])(first.calls[0].args) };
    const { id, name } = first.calls[0];
    const second = await say(chat, [{ functionResponse: { id, name, response } }], streamed);
    assert.match(second.text, /^It is .*4 °C in Tromsø/);
    assert.deepEqual(second.calls, []);
  });
}

/** Says something in a chat; the text and the calls of the answer. */
async function say(chat, message, streamed) {
  const chunks = streamed
    ? await chat.sendMessageStream({ message })
    : [await chat.sendMessage({ message })];
  let text = '';
  const calls = [];
  for await (const chunk of chunks) {
    for (const part of chunk.candidates?.[0]?.content?.parts ?? []) {
      text += part.text ?? '';
      if (part.functionCall) {
        calls.push(part.functionCall);
      }
    }
  }
  return { text, calls };
}

forEachUpstream('structured output becomes a value', async (protocol) => {
  const answer = await client(protocol).models.generateContent(
    question('Which city?', { responseMimeType: 'application/json', responseJsonSchema: SCHEMA }),
  );
  assert.deepEqual(JSON.parse(answer.text), CITY);
});

once('tokens are counted, and more of them for more text', async () => {
  const { totalTokens: few } = await client().models.countTokens({ model: MODEL, contents: 'Hi' });
  const { totalTokens: many } = await client().models.countTokens({
    model: MODEL,
    contents: 'Hi, how are you today? '.repeat(20),
  });
  assert.ok(few > 0 && few < 20, String(few));
  assert.ok(many > 80 && many < 300, String(many));
});

once('models are listed and found', async () => {
  const models = [];
  for await (const model of await client().models.list()) {
    models.push(model.name);
  }
  for (const protocol of PROTOCOLS) {
    const name = `models/${protocol}:${MODEL}`;
    assert.ok(models.includes(name), JSON.stringify(models));
    assert.equal((await client().models.get({ model: name })).name, name);
  }
});

const REFUSALS = [
  ['INVALID_REQUEST', 400, 'INVALID_ARGUMENT'],
  ['CONTEXT_TOO_LONG', 400, 'INVALID_ARGUMENT'],
  ['MODEL_NOT_FOUND', 404, 'NOT_FOUND'],
  ['RATE_LIMITED', 429, 'RESOURCE_EXHAUSTED'],
  ['OVERLOADED', 503, 'UNAVAILABLE'],
  ['SERVER_ERROR', 500, 'INTERNAL'],
  ['AUTHENTICATION', 502, 'INTERNAL'],
];

for (const [kind, status, word] of REFUSALS) {
  forEachUpstream(`an upstream's ${kind} is an ApiError of ${status}`, async (protocol) => {
    await refusedBy(protocol, 'gemini', async (provider) => {
      const error = await thrownBy(client(provider).models.generateContent(question('fail ' + kind)));
      assert.ok(error instanceof ApiError, error.stack);
      assert.equal(error.status, status);
      const told = JSON.parse(error.message).error;
      assert.equal(told.code, status);
      assert.equal(told.status, word);
      assert.match(told.message, /It broke\./);
    });
  });
}

forEachUpstream('a stream that fails in the middle throws what was said', async (protocol) => {
  await refusedBy(protocol, 'gemini', async (provider) => {
    let text = '';
    const error = await thrownBy((async () => {
      for await (const chunk of await client(provider).models.generateContentStream(question('break'))) {
        text += chunk.text ?? '';
      }
    })());
    assert.equal(text, 'Once upon a time');
    assert.ok(error instanceof ApiError, error.stack);
    assert.match(error.message, /It broke\./);
  });
});

once('a wrong key is an ApiError of 401', async () => {
  const error = await thrownBy(client(undefined, 'wrong').models.generateContent(question(HELLO)));
  assert.ok(error instanceof ApiError, error.stack);
  assert.equal(error.status, 401);
  assert.equal(JSON.parse(error.message).error.status, 'UNAUTHENTICATED');
});

forEachUpstream('whoever aborts in the middle of a stream frees the upstream', async (protocol) => {
  const id = randomUUID();
  const controller = new AbortController();
  let text = '';
  const error = await thrownBy((async () => {
    const stream = await client(protocol).models.generateContentStream(
      question('hold ' + id, { abortSignal: controller.signal }),
    );
    for await (const chunk of stream) {
      text += chunk.text ?? '';
      controller.abort();
    }
  })());
  assert.equal(text, 'Once upon a time');
  assert.equal(error.name, 'AbortError', error.stack);
  await left(id);
});

forEachUpstream('whoever aborts before anything was said frees the upstream', async (protocol) => {
  const id = randomUUID();
  const controller = new AbortController();
  const answer = thrownBy(
    client(protocol).models.generateContent(question('hang ' + id, { abortSignal: controller.signal })),
  );
  await asked(id);
  controller.abort();
  assert.match((await answer).message, /abort/i);
  await left(id);
});
