// openai, asking Responses.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import OpenAI from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import {
  CACHED, CITY, HELLO, INPUT, MODEL, OUTPUT, SAID, WEATHER,
  asked, left, refusedBy, testsOf, thrownBy, weather,
} from './patchbay.mjs';
import { REFUSALS, client } from './openai.mjs';

const { once, forEachUpstream } = testsOf('responses');

function question(text) {
  return { model: MODEL, input: text };
}

const TOOL = {
  type: 'function',
  name: 'get_weather',
  description: 'Weather of a city',
  parameters: WEATHER,
  strict: true,
};

function check(answer) {
  assert.equal(answer.object, 'response');
  assert.equal(answer.status, 'completed');
  assert.equal(answer.model, MODEL);
  assert.equal(answer.output.length, 1);
  assert.equal(answer.output[0].role, 'assistant');
  assert.equal(answer.output_text, SAID);
  assert.equal(answer.usage.input_tokens, INPUT);
  assert.equal(answer.usage.input_tokens_details.cached_tokens, CACHED);
  assert.equal(answer.usage.output_tokens, OUTPUT);
  assert.equal(answer.usage.total_tokens, INPUT + OUTPUT);
}

forEachUpstream('chat, whole', async (protocol) => {
  const { data, response } = await client(protocol).responses.create(question(HELLO)).withResponse();
  check(data);
  assert.equal(response.headers.get('x-patchbay-provider'), protocol);
});

forEachUpstream('chat, streamed', async (protocol) => {
  const stream = client(protocol).responses.stream(question(HELLO));
  let text = '';
  stream.on('response.output_text.delta', (event) => (text += event.delta));
  check(await stream.finalResponse());
  assert.equal(text, SAID);
});

/** The call in an answer, checked; and the item that brings its result. */
function resultOf(answer) {
  assert.equal(answer.output_text, 'Let me look.');
  const [call, ...more] = answer.output.filter((item) => item.type === 'function_call');
  assert.deepEqual(more, []);
  assert.equal(call.name, 'get_weather');
  const calls = [];
  const output = weather(calls)(JSON.parse(call.arguments));
  assert.deepEqual(calls, [{ city: 'Tromsø' }]);
  return { type: 'function_call_output', call_id: call.call_id, output };
}

forEachUpstream('tools are called and their result is answered, by history', async (protocol) => {
  const input = [{ role: 'user', content: 'How is the weather?' }];
  const first = await client(protocol).responses.create({ model: MODEL, input, tools: [TOOL] });
  const second = await client(protocol).responses.create({
    model: MODEL,
    input: [...input, ...first.output, resultOf(first)],
    tools: [TOOL],
  });
  assert.equal(second.output_text, 'It is 4 °C in Tromsø');
});

forEachUpstream('tools are called and their result is answered, by the id of the answer, streamed', async (protocol) => {
  const first = await client(protocol)
    .responses.stream({ ...question('How is the weather?'), tools: [TOOL] })
    .finalResponse();
  const second = await client(protocol)
    .responses.stream({
      model: MODEL,
      previous_response_id: first.id,
      input: [resultOf(first)],
      tools: [TOOL],
    })
    .finalResponse();
  assert.equal(second.output_text, 'It is 4 °C in Tromsø');
});

forEachUpstream('structured output becomes a value', async (protocol) => {
  const City = z.object({ name: z.string(), people: z.number().int() });
  const answer = await client(protocol).responses.parse({
    ...question('Which city?'),
    text: { format: zodTextFormat(City, 'city') },
  });
  assert.deepEqual(answer.output_parsed, CITY);
});

once('tokens are counted, and more of them for more text', async () => {
  const few = await client().responses.inputTokens.count(question('Hi'));
  const many = await client().responses.inputTokens.count(question('Hi, how are you today? '.repeat(20)));
  assert.equal(few.object, 'response.input_tokens');
  assert.ok(few.input_tokens > 0 && few.input_tokens < 20, JSON.stringify(few));
  assert.ok(many.input_tokens > 80 && many.input_tokens < 300, JSON.stringify(many));
});

for (const [kind, type, status, word, code] of REFUSALS) {
  forEachUpstream(`an upstream's ${kind} is a ${type.name}`, async (protocol) => {
    await refusedBy(protocol, 'responses', async (provider) => {
      const error = await thrownBy(client(provider).responses.create(question('fail ' + kind)));
      assert.ok(error instanceof type, error.stack);
      assert.equal(error.status, status);
      assert.equal(error.type, word);
      assert.equal(error.code, code);
      assert.match(error.message, /It broke\./);
    });
  });
}

forEachUpstream('a stream that fails in the middle throws, or says so', async (protocol) => {
  await refusedBy(protocol, 'responses', async (provider) => {
    let text = '';
    let last;
    let error;
    try {
      const stream = await client(provider).responses.create({ ...question('break'), stream: true });
      for await (const event of stream) {
        text += event.type === 'response.output_text.delta' ? event.delta : '';
        last = event;
      }
    } catch (thrown) {
      error = thrown;
    }
    assert.equal(text, 'Once upon a time');
    const message = error ? error.message : (last.response?.error?.message ?? last.message);
    assert.match(String(message), /It broke\./);
    assert.ok(error instanceof OpenAI.APIError || ['response.failed', 'error'].includes(last.type));
  });
});

once('a wrong key is an AuthenticationError', async () => {
  const error = await thrownBy(client(undefined, 'wrong').responses.create(question(HELLO)));
  assert.ok(error instanceof OpenAI.AuthenticationError, error.stack);
  assert.equal(error.status, 401);
});

once('an answer nobody gave cannot be gone on from', async () => {
  const error = await thrownBy(
    client().responses.create({ ...question(HELLO), previous_response_id: 'resp_nobody' }),
  );
  assert.ok(error instanceof OpenAI.APIError, error.stack);
  assert.ok([400, 404].includes(error.status), String(error.status));
  assert.equal(error.code, 'previous_response_not_found');
});

forEachUpstream('whoever aborts in the middle of a stream frees the upstream', async (protocol) => {
  const id = randomUUID();
  const controller = new AbortController();
  let text = '';
  const stream = await client(protocol).responses.create(
    { ...question('hold ' + id), stream: true },
    { signal: controller.signal },
  );
  for await (const event of stream) {
    if (event.type === 'response.output_text.delta') {
      text += event.delta;
      controller.abort();
    }
  }
  assert.equal(text, 'Once upon a time');
  await left(id);
});

forEachUpstream('whoever aborts before anything was said frees the upstream', async (protocol) => {
  const id = randomUUID();
  const controller = new AbortController();
  const answer = thrownBy(
    client(protocol).responses.create(question('hang ' + id), { signal: controller.signal }),
  );
  await asked(id);
  controller.abort();
  assert.ok((await answer) instanceof OpenAI.APIUserAbortError);
  await left(id);
});

forEachUpstream('a conversation in short, and gone on from', async (protocol) => {
  const compacted = await client(protocol).responses.compact({
    model: MODEL,
    input: [
      { role: 'user', content: HELLO },
      { role: 'assistant', content: 'Hello yourself.' },
    ],
  });
  assert.equal(compacted.object, 'response.compaction');
  assert.equal(compacted.usage.total_tokens, INPUT + OUTPUT);
  const [said, item, ...more] = compacted.output;
  assert.deepEqual(more, []);
  assert.equal(said.role, 'user');
  assert.equal(said.content[0].text, HELLO);
  assert.equal(item.type, 'compaction');

  // The upstream repeats what the user said last: the summary, which repeats what asked for it.
  const answer = await client(protocol).responses.create({ model: MODEL, input: compacted.output });
  assert.match(answer.output_text, /told here in short/);
  assert.match(answer.output_text, /Write a summary/);
});
