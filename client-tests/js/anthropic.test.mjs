// @anthropic-ai/sdk, asking Messages.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import Anthropic from '@anthropic-ai/sdk';
import { betaZodTool } from '@anthropic-ai/sdk/helpers/beta/zod';
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod';
import { z } from 'zod';
import {
  CACHED, CITY, HELLO, INPUT, KEY, MODEL, OUTPUT, PROTOCOLS, SAID, URL, WEATHER,
  asked, left, pin, refusedBy, testsOf, thrownBy, weather,
} from './patchbay.mjs';

const { once, forEachUpstream } = testsOf('anthropic');

function client(provider, key = KEY) {
  return new Anthropic({ baseURL: URL, apiKey: key, defaultHeaders: provider ? pin(provider) : {} });
}

function question(text) {
  return { model: MODEL, max_tokens: 500, messages: [{ role: 'user', content: text }] };
}

const TOOL = { name: 'get_weather', description: 'Weather of a city', input_schema: WEATHER };

function textOf(answer) {
  return answer.content.filter((block) => block.type === 'text').map((block) => block.text).join('');
}

function check(answer) {
  assert.equal(answer.type, 'message');
  assert.equal(answer.role, 'assistant');
  assert.equal(answer.model, MODEL);
  assert.equal(answer.stop_reason, 'end_turn');
  assert.equal(answer.content.length, 1);
  assert.equal(textOf(answer), SAID);
  assert.equal(answer.usage.input_tokens, INPUT - CACHED);
  assert.equal(answer.usage.cache_read_input_tokens, CACHED);
  assert.equal(answer.usage.output_tokens, OUTPUT);
}

forEachUpstream('chat, whole', async (protocol) => {
  const { data, response } = await client(protocol).messages.create(question(HELLO)).withResponse();
  check(data);
  assert.equal(response.headers.get('x-patchbay-provider'), protocol);
});

forEachUpstream('chat, streamed', async (protocol) => {
  const stream = client(protocol).messages.stream(question(HELLO));
  let text = '';
  stream.on('text', (delta) => (text += delta));
  check(await stream.finalMessage());
  assert.equal(text, SAID);
});

forEachUpstream('tools are called and their result is answered, by hand, streamed', async (protocol) => {
  const { messages, ...rest } = question('How is the weather?');
  const first = await client(protocol).messages.stream({ ...rest, messages, tools: [TOOL] }).finalMessage();
  assert.equal(first.stop_reason, 'tool_use');
  assert.equal(textOf(first), 'Let me look.');
  const [call, ...more] = first.content.filter((block) => block.type === 'tool_use');
  assert.deepEqual(more, []);
  assert.equal(call.name, 'get_weather');
  assert.deepEqual(call.input, { city: 'Tromsø' });
  const result = { type: 'tool_result', tool_use_id: call.id, content: weather([])(call.input) };
  const second = await client(protocol).messages.create({
    ...rest,
    messages: [
      ...messages,
      { role: 'assistant', content: first.content },
      { role: 'user', content: [result] },
    ],
    tools: [TOOL],
  });
  assert.equal(textOf(second), 'It is 4 °C in Tromsø');
});

forEachUpstream('tools are called and their result is answered, by the runner', async (protocol) => {
  const calls = [];
  const answer = await client(protocol).beta.messages.toolRunner({
    ...question('How is the weather?'),
    tools: [
      betaZodTool({
        name: 'get_weather',
        description: 'Weather of a city',
        inputSchema: z.object({ city: z.string() }),
        run: weather(calls),
      }),
    ],
  });
  assert.equal(textOf(answer), 'It is 4 °C in Tromsø');
  assert.deepEqual(calls, [{ city: 'Tromsø' }]);
});

forEachUpstream('structured output becomes a value', async (protocol) => {
  const City = z.object({ name: z.string(), people: z.number().int() });
  const answer = await client(protocol).messages.parse({
    ...question('Which city?'),
    output_config: { format: zodOutputFormat(City) },
  });
  assert.deepEqual(answer.parsed_output, CITY);
});

once('tokens are counted, and more of them for more text', async () => {
  const { max_tokens, ...few } = question('Hi');
  const { max_tokens: none, ...many } = question('Hi, how are you today? '.repeat(20));
  const little = (await client().messages.countTokens(few)).input_tokens;
  const much = (await client().messages.countTokens(many)).input_tokens;
  const tools = (await client().messages.countTokens({ ...few, tools: [TOOL] })).input_tokens;
  assert.ok(little > 0 && little < 20, String(little));
  assert.ok(much > 80 && much < 300, String(much));
  assert.ok(tools > little + 20, `tools count too: ${tools}`);
});

once('models are listed and found', async () => {
  const models = [];
  for await (const model of client().models.list()) {
    models.push(model);
  }
  for (const protocol of PROTOCOLS) {
    const id = protocol + ':' + MODEL;
    assert.ok(models.some((model) => model.id === id && model.type === 'model'), JSON.stringify(models));
    assert.equal((await client().models.retrieve(id)).id, id);
  }
});

const REFUSALS = [
  ['INVALID_REQUEST', Anthropic.BadRequestError, 400, 'invalid_request_error'],
  ['CONTEXT_TOO_LONG', Anthropic.BadRequestError, 400, 'invalid_request_error'],
  ['MODEL_NOT_FOUND', Anthropic.NotFoundError, 404, 'not_found_error'],
  ['RATE_LIMITED', Anthropic.RateLimitError, 429, 'rate_limit_error'],
  ['OVERLOADED', Anthropic.InternalServerError, 529, 'overloaded_error'],
  ['SERVER_ERROR', Anthropic.InternalServerError, 500, 'api_error'],
  ['AUTHENTICATION', Anthropic.InternalServerError, 502, 'api_error'],
];

for (const [kind, type, status, word] of REFUSALS) {
  forEachUpstream(`an upstream's ${kind} is a ${type.name}`, async (protocol) => {
    await refusedBy(protocol, 'anthropic', async (provider) => {
      const error = await thrownBy(client(provider).messages.create(question('fail ' + kind)));
      assert.ok(error instanceof type, error.stack);
      assert.equal(error.status, status);
      assert.equal(error.type, word);
      assert.match(error.apiMessage, /It broke\./);
    });
  });
}

forEachUpstream('a stream that fails in the middle throws what was said', async (protocol) => {
  await refusedBy(protocol, 'anthropic', async (provider) => {
    const stream = client(provider).messages.stream(question('break'));
    let text = '';
    stream.on('text', (delta) => (text += delta));
    const error = await thrownBy(stream.finalMessage());
    assert.equal(text, 'Once upon a time');
    assert.ok(error instanceof Anthropic.APIError, error.stack);
    assert.equal(error.type, 'overloaded_error');
    assert.match(error.message, /It broke\./);
  });
});

once('a wrong key is an AuthenticationError', async () => {
  const error = await thrownBy(client(undefined, 'wrong').messages.create(question(HELLO)));
  assert.ok(error instanceof Anthropic.AuthenticationError, error.stack);
  assert.equal(error.status, 401);
  assert.equal(error.type, 'authentication_error');
});

forEachUpstream('whoever aborts in the middle of a stream frees the upstream', async (protocol) => {
  const id = randomUUID();
  const stream = client(protocol).messages.stream(question('hold ' + id));
  let text = '';
  stream.on('text', (delta) => {
    text += delta;
    stream.abort();
  });
  assert.ok((await thrownBy(stream.finalMessage())) instanceof Anthropic.APIUserAbortError);
  assert.equal(text, 'Once upon a time');
  await left(id);
});

forEachUpstream('whoever aborts before anything was said frees the upstream', async (protocol) => {
  const id = randomUUID();
  const controller = new AbortController();
  const answer = thrownBy(
    client(protocol).messages.create(question('hang ' + id), { signal: controller.signal }),
  );
  await asked(id);
  controller.abort();
  assert.ok((await answer) instanceof Anthropic.APIUserAbortError);
  await left(id);
});
