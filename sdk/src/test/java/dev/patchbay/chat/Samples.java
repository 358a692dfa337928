package dev.patchbay.chat;

import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One of everything the model can say, for round trips. */
final class Samples {
  static final Opaque SIGNATURE = new Opaque("c2lnbmF0dXJl==", new Issuer("anthropic", "m", "o1"));
  static final JsonFields EXTRAS =
      JsonFields.NONE
          .with("z_first", RawJson.of("{\"big\": 12345678901234567890.10, \"e\":1E2}"))
          .with("a_second", RawJson.of("[null,true,\"\\u00e9\"]"))
          .as("openai-chat");
  static final PartInfo INFO = new PartInfo("1h", SIGNATURE, EXTRAS);
  static final Opaque FROM_CLIENT = new Opaque("c", Issuer.client("gemini"));
  static final Citation CITATION =
      new Citation("p", "https://x.test", "T", "quote", 1, 9, RawJson.of("{\"k\": 1}"));
  private static final Citation BARE =
      new Citation("p", null, null, null, null, null, RawJson.of("{}"));

  private Samples() {}

  /** Every kind of part, plain and with everything set. */
  static List<Part> parts() {
    return List.of(
        new Part.Text("héllo ✓ \uD83D\uDE00 \"quoted\"\n"),
        new Part.Text("", List.of(CITATION, BARE), INFO),
        new Part.Refusal("no"),
        new Part.Refusal("no", INFO),
        new Part.Thinking("hm", null),
        new Part.Thinking("", SIGNATURE),
        new Part.Thinking("hm", new Opaque("s", Issuer.UNKNOWN), INFO),
        new Part.Thinking("hm", FROM_CLIENT),
        new Part.OpaqueThinking(SIGNATURE),
        new Part.ToolCall("c1", "f", "{\"a\": 1.0, \"cut"),
        new Part.ToolCall("c2", "g", "free text", Part.ToolCall.Kind.CUSTOM, INFO),
        new Part.Image(new MediaSource.Base64("image/png", "AAAA"), "high", INFO),
        new Part.Image(new MediaSource.Url("https://x.test/a.png")),
        new Part.Document(new MediaSource.FileRef("file-1"), "T", "C", true, INFO),
        new Part.Document(new MediaSource.PlainText("text/plain", "body"), null),
        new Part.Audio(new MediaSource.FileRef("a1"), "said", INFO),
        new Part.Audio(new MediaSource.Base64("", "AAAA")),
        new Part.Unknown("gemini", "executable_code", RawJson.of("{\"x\": [1.50]}")));
  }

  static List<Message> messages() {
    List<Part> parts = parts();
    return List.of(
        Message.system("be brief"),
        new Message.System(parts.subList(0, 1), true, "ops", EXTRAS),
        Message.user("hi"),
        new Message.User(parts, "ann", EXTRAS),
        Message.assistant("yes"),
        new Message.Assistant(parts, "bot", EXTRAS),
        Message.toolResult("c1", "ok"),
        new Message.Tool("c2", "g", List.of(), true, INFO),
        new Message.Unknown("openai-chat", "function", RawJson.of("{\"role\":\"function\"}")));
  }

  static ChatRequest request() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("z", "1");
    metadata.put("a", "2");
    return ChatRequest.builder()
        .model("anthropic:claude")
        .messages(messages())
        .tool(new Tool.Function("f", "does f", RawJson.of("{\"type\": \"object\"}"), true, INFO))
        .tool(new Tool.Function("bare", null, null))
        .tool(new Tool.Custom("g", "d", RawJson.of("{\"type\":\"text\"}"), INFO))
        .tool(new Tool.Hosted("anthropic-messages", "web_search_1", "web", RawJson.of("{}")))
        .toolChoice(new ToolChoice.Allowed(List.of("f", "g"), true))
        .parallelToolCalls(false)
        .maxOutputTokens(0)
        .sampling(new Sampling(0.7, 1.0, 40, 9_007_199_254_740_993L, -2.0, 0.1))
        .stop(List.of("END", " "))
        .responseFormat(
            new ResponseFormat.JsonSchema("r", "d", RawJson.of("{\"const\": 1e400}"), false))
        .reasoning(
            new Reasoning(Reasoning.Mode.BETWEEN_TOOLS, Reasoning.Effort.XHIGH, 2048, "omitted"))
        .choices(2)
        .endUser("u1")
        .metadata(metadata)
        .serviceTier("flex")
        .cacheKey("k")
        .store(false)
        .extras("openai-chat", EXTRAS)
        .extras("anthropic-messages", JsonFields.NONE.with("speed", RawJson.string("fast")))
        .build();
  }

  /** An answer with two choices, the first with every kind of part. */
  static ChatResponse response() {
    return new ChatResponse(
        "id-1",
        "claude",
        Instant.parse("2026-11-01T10:20:30Z"),
        List.of(
            new Choice(0, new Message.Assistant(parts()), StopReason.STOP_SEQUENCE, "END", EXTRAS),
            new Choice(
                2,
                new Message.Assistant(List.of(new Part.Text("two"))),
                StopReason.TOOL_CALLS,
                null,
                JsonFields.NONE)),
        new Usage(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, new BigDecimal("0.00001230")),
        "priority",
        EXTRAS);
  }
}
