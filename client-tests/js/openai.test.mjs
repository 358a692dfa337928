// openai, asking Chat Completions.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import {
  CACHED, CITY, HELLO, INPUT, MODEL, OUTPUT, PROTOCOLS, SAID, WEATHER,
  asked, left, refusedBy, testsOf, thrownBy, weather,
} from './patchbay.mjs';
import { REFUSALS, client } from './openai.mjs';

const { once, forEachUpstream } = testsOf('openai');

function question(text) {
  return { model: MODEL, messages: [{ role: 'user', content: text }] };
}

const TOOL = {
  type: 'function',
  function: { name: 'get_weather', description: 'Weather of a city', parameters: WEATHER },
};

function checkUsage(usage) {
  assert.equal(usage.prompt_tokens, INPUT);
  assert.equal(usage.completion_tokens, OUTPUT);
  assert.equal(usage.total_tokens, INPUT + OUTPUT);
  assert.equal(usage.prompt_tokens_details.cached_tokens, CACHED);
}

forEachUpstream('chat, whole', async (protocol) => {
  const { data, response } = await client(protocol)
    .chat.completions.create(question(HELLO))
    .withResponse();
  assert.equal(data.object, 'chat.completion');
  assert.equal(data.model, MODEL);
  assert.equal(data.choices.length, 1);
  assert.equal(data.choices[0].message.role, 'assistant');
  assert.equal(data.choices[0].message.content, SAID);
  assert.equal(data.choices[0].finish_reason, 'stop');
  checkUsage(data.usage);
  assert.equal(response.headers.get('x-patchbay-provider'), protocol);
  assert.equal(response.headers.get('x-patchbay-account'), protocol + '/a');
});

forEachUpstream('chat, streamed', async (protocol) => {
  const stream = client(protocol).chat.completions.stream({
    ...question(HELLO),
    stream_options: { include_usage: true },
  });
  let text = '';
  stream.on('content', (delta) => (text += delta));
  const answer = await stream.finalChatCompletion();
  assert.equal(text, SAID);
  assert.equal(answer.model, MODEL);
  assert.equal(answer.choices[0].message.content, SAID);
  assert.equal(answer.choices[0].finish_reason, 'stop');
  checkUsage(answer.usage);
});

for (const stream of [false, true]) {
  forEachUpstream('tools are called and their result is answered, ' + (stream ? 'streamed' : 'whole'), async (protocol) => {
    const calls = [];
    const runner = client(protocol).chat.completions.runTools({
      ...question('How is the weather?'),
      stream,
      tools: [{ ...TOOL, function: { ...TOOL.function, parse: JSON.parse, function: weather(calls) } }],
    });
    assert.equal(await runner.finalContent(), 'It is 4 °C in Tromsø');
    assert.deepEqual(calls, [{ city: 'Tromsø' }]);
    const call = runner.messages[1];
    assert.equal(call.content, 'Let me look.');
    assert.equal(call.tool_calls.length, 1);
    assert.equal(call.tool_calls[0].function.name, 'get_weather');
    assert.equal(runner.messages[2].tool_call_id, call.tool_calls[0].id);
  });
}

forEachUpstream('structured output becomes a value', async (protocol) => {
  const City = z.object({ name: z.string(), people: z.number().int() });
  const answer = await client(protocol).chat.completions.parse({
    ...question('Which city?'),
    response_format: zodResponseFormat(City, 'city'),
  });
  assert.deepEqual(answer.choices[0].message.parsed, CITY);
});

once('models are listed and found', async () => {
  const models = [];
  for await (const model of client().models.list()) {
    models.push(model);
  }
  for (const protocol of PROTOCOLS) {
    const id = protocol + ':' + MODEL;
    assert.ok(models.some((model) => model.id === id), JSON.stringify(models));
    const one = await client().models.retrieve(id);
    assert.equal(one.id, id);
    assert.equal(one.object, 'model');
  }
});

for (const [kind, type, status, word, code] of REFUSALS) {
  forEachUpstream(`an upstream's ${kind} is a ${type.name}`, async (protocol) => {
    await refusedBy(protocol, 'openai', async (provider) => {
      for (const stream of [false, true]) {
        const error = await thrownBy(
          client(provider).chat.completions.create({ ...question('fail ' + kind), stream }),
        );
        assert.ok(error instanceof type, error.stack);
        assert.equal(error.status, status);
        assert.equal(error.type, word);
        assert.equal(error.code, code);
        assert.match(error.message, /It broke\./);
      }
    });
  });
}

forEachUpstream('a stream that fails in the middle throws what was said', async (protocol) => {
  await refusedBy(protocol, 'openai', async (provider) => {
    let text = '';
    const error = await thrownBy((async () => {
      const stream = await client(provider).chat.completions.create({ ...question('break'), stream: true });
      for await (const chunk of stream) {
        text += chunk.choices[0]?.delta?.content ?? '';
      }
    })());
    assert.equal(text, 'Once upon a time');
    assert.ok(error instanceof OpenAI.APIError, error.stack);
    assert.match(error.message, /It broke\./);
  });
});

once('a wrong key is an AuthenticationError', async () => {
  const error = await thrownBy(client(undefined, 'wrong').chat.completions.create(question(HELLO)));
  assert.ok(error instanceof OpenAI.AuthenticationError, error.stack);
  assert.equal(error.status, 401);
  assert.equal(error.code, 'invalid_api_key');
});

once('a model nobody has is a NotFoundError', async () => {
  const error = await thrownBy(client().chat.completions.create({ ...question(HELLO), model: 'nobody:x' }));
  assert.ok(error instanceof OpenAI.NotFoundError, error.stack);
  assert.equal(error.status, 404);
});

forEachUpstream('whoever aborts in the middle of a stream frees the upstream', async (protocol) => {
  const id = randomUUID();
  const controller = new AbortController();
  let text = '';
  const stream = await client(protocol).chat.completions.create(
    { ...question('hold ' + id), stream: true },
    { signal: controller.signal },
  );
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta?.content ?? '';
    if (text) {
      controller.abort();
    }
  }
  assert.equal(text, 'Once upon a time');
  await left(id);
});

for (const stream of [false, true]) {
  forEachUpstream('whoever aborts before anything was said frees the upstream, ' + (stream ? 'streamed' : 'whole'), async (protocol) => {
    const id = randomUUID();
    const controller = new AbortController();
    const answer = thrownBy(client(protocol).chat.completions.create(
      { ...question('hang ' + id), stream },
      { signal: controller.signal },
    ));
    await asked(id);
    controller.abort();
    assert.ok((await answer) instanceof OpenAI.APIUserAbortError);
    await left(id);
  });
}
