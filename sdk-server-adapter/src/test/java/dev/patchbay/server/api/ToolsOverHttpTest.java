package dev.patchbay.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.squareup.moshi.JsonReader;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.StopReason;
import dev.patchbay.chat.Tool;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.wire.Protocol;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A model calls a tool and is told what came of it: each client at each upstream. */
final class ToolsOverHttpTest {
  private static final Tool WEATHER =
      new Tool.Function(
          "weather",
          "The weather of a city",
          RawJson.of(
              "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},"
                  + "\"required\":[\"city\"]}"));

  private static final Map<String, Object> ARGUMENTS = Map.of("city", "Tromsø", "days", 2.0);

  private static final ChatRequest ASKED =
      ChatRequest.builder()
          .model("some-model")
          .user("What is the weather in Tromsø?")
          .tool(WEATHER)
          .maxOutputTokens(500)
          .build();

  private static Reply call() {
    Part.ToolCall call = new Part.ToolCall("call_1", "weather", "{\"city\":\"Tromsø\",\"days\":2}");
    Choice choice =
        new Choice(
            0, new Message.Assistant(List.of(call)), StopReason.TOOL_CALLS, null, JsonFields.NONE);
    return Reply.response(
        new ChatResponse("", "", null, List.of(choice), null, null, JsonFields.NONE));
  }

  @ParameterizedTest
  @MethodSource("dev.patchbay.server.api.ExchangeOverHttpTest#table")
  void aCallAndItsResultPassBothWays(Client client, Protocol upstream) {
    ScriptedProvider lab = ExchangeOverHttpTest.provider(upstream);
    lab.script(
        asked ->
            asked.request().messages().stream().anyMatch(Message.Tool.class::isInstance)
                ? Reply.text("Snow.")
                : call());
    try (Played played = Played.of(lab)) {
      for (boolean stream : Played.both()) {
        ChatResponse first = read(client, played.ask(client, ASKED, stream), stream);

        assertEquals(StopReason.TOOL_CALLS, first.stopReason());
        Part.ToolCall call = first.toolCalls().get(0);
        assertEquals("weather", call.name());
        assertEquals(ARGUMENTS, words(call));
        Tool.Function told =
            assertInstanceOf(Tool.Function.class, lab.lastRequest().tools().get(0));
        assertEquals("The weather of a city", told.description());

        ChatRequest then =
            ASKED.toBuilder()
                .message(first.message())
                .message(
                    new Message.Tool(
                        call.id(),
                        "weather",
                        List.of(new Part.Text("Snow, -4 °C")),
                        false,
                        PartInfo.NONE))
                .build();
        assertEquals("Snow.", read(client, played.ask(client, then, stream), stream).text());
        List<Message> seen = lab.lastRequest().messages();
        Message.Assistant said = assertInstanceOf(Message.Assistant.class, seen.get(1));
        Message.Tool result = assertInstanceOf(Message.Tool.class, seen.get(2));
        assertEquals(said.toolCalls().get(0).id(), result.callId());
        assertEquals(ARGUMENTS, words(said.toolCalls().get(0)));
        String text = String.valueOf(result.parts());
        assertTrue(text.contains("Snow, -4 °C"), text);
      }
    }
  }

  private static ChatResponse read(Client client, HttpResponse<String> answer, boolean stream) {
    assertEquals(200, answer.statusCode(), answer.body());
    return client.read(answer.body(), stream);
  }

  private static Object words(Part.ToolCall call) {
    return Json.read(call.arguments(), JsonReader::readJsonValue);
  }
}
