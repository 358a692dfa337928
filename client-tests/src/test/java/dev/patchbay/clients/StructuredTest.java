package dev.patchbay.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.anthropic.models.messages.MessageCreateParams;
import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.StopReason;
import dev.patchbay.chat.Usage;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.anthropic.AnthropicCodec;
import dev.patchbay.wire.openai.OpenAiCodec;
import dev.patchbay.wire.responses.ResponsesCodec;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The clients' own structured output: the schema is decoded, and the answer becomes a value. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StructuredTest {
  private final FakeUpstream upstream = new FakeUpstream();
  private final OpenAIClient openai = OpenAiClient.make(upstream.url(), true);

  private final com.anthropic.client.AnthropicClient anthropic =
      AnthropicClient.make(upstream.url(), true);

  /** What is asked for, as the clients want it: a class of public fields. */
  public static final class City {
    public String name = "";
    public long people;

    @Override
    public boolean equals(Object other) {
      return other instanceof City city && name.equals(city.name) && people == city.people;
    }

    @Override
    public int hashCode() {
      return Objects.hash(name, people);
    }
  }

  @AfterAll
  void close() {
    openai.close();
    anthropic.close();
    upstream.close();
  }

  private void serve(Codec codec) {
    Part text = new Part.Text("{\"name\":\"Tromsø\",\"people\":77544}");
    Choice choice =
        new Choice(0, new Message.Assistant(List.of(text)), StopReason.END, null, JsonFields.NONE);
    upstream.serve(
        Served.whole(
            codec,
            new ChatResponse(
                "a", "m", null, List.of(choice), Usage.of(1, 2), null, JsonFields.NONE)));
  }

  static City tromso() {
    City city = new City();
    city.name = "Tromsø";
    city.people = 77544;
    return city;
  }

  private void checkSchema(Codec codec) {
    String said = Said.of(codec.decodeRequest(upstream.last().body())).toString();
    assertTrue(said.contains("format {"), said);
    assertTrue(said.contains("\"people\":{\"type\":\"integer\"}"), said);
  }

  @Test
  void parsesAnAnswerOfChatCompletions() {
    serve(new OpenAiCodec());
    var answer =
        openai
            .chat()
            .completions()
            .create(
                ChatCompletionCreateParams.builder()
                    .model(Served.MODEL)
                    .addUserMessage("Hi")
                    .responseFormat(City.class)
                    .build());
    assertEquals(tromso(), answer.choices().get(0).message().content().orElseThrow());
    checkSchema(new OpenAiCodec());
  }

  @Test
  void parsesAnAnswerOfResponses() {
    serve(new ResponsesCodec());
    var answer =
        openai
            .responses()
            .create(
                ResponseCreateParams.builder()
                    .model(Served.MODEL)
                    .input("Hi")
                    .text(City.class)
                    .build());
    var piece = answer.output().get(0).message().orElseThrow().content().get(0);
    assertEquals(tromso(), piece.outputText().orElseThrow());
    checkSchema(new ResponsesCodec());
  }

  @Test
  void parsesAnAnswerOfMessages() {
    serve(new AnthropicCodec());
    var answer =
        anthropic
            .messages()
            .create(
                MessageCreateParams.builder()
                    .model(Served.MODEL)
                    .maxTokens(64)
                    .addUserMessage("Hi")
                    .outputConfig(City.class)
                    .build());
    assertEquals(tromso(), answer.content().get(0).text().orElseThrow().text());
    checkSchema(new AnthropicCodec());
  }
}
