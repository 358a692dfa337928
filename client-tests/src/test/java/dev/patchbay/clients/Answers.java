package dev.patchbay.clients;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatFold;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatUnfold;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.StopReason;
import dev.patchbay.chat.Usage;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Answers as the router makes them, one for each thing an answer can hold. */
final class Answers {
  private static final String TEXT = "Größe: 👩‍🚀 \"quoted\"\n\\ 東京 \u0001 \u2028 end";
  private static final Opaque SIGNATURE = new Opaque("c2lnbmF0dXJl", Issuer.of("p", "m"));
  private static final Usage USAGE =
      new Usage(1200L, 1000L, 100L, 50L, null, 300L, 120L, null, null, null, null);

  /** Text in pieces, and two calls whose arguments come in turns. */
  static final Sample TEXT_AND_CALLS = events("text and calls", textAndCalls());

  private Answers() {}

  static List<Sample> all() {
    List<Sample> all = new ArrayList<>();
    all.add(TEXT_AND_CALLS);
    all.add(whole("text", StopReason.END, null, new Part.Text(TEXT)));
    all.add(events("text, a character a piece", characters()));
    all.add(events("interleaved calls", interleaved()));
    all.add(whole("calls", StopReason.TOOL_CALLS, null, call(1), call(2), call(3)));
    all.add(
        whole("call without arguments", StopReason.TOOL_CALLS, null, call(4, ""), call(5, "{}")));
    all.add(whole("big numbers", StopReason.TOOL_CALLS, null, call(6, bigNumbers())));
    all.add(
        whole(
            "thinking",
            StopReason.END,
            null,
            new Part.Thinking("Count " + TEXT, SIGNATURE),
            new Part.Text("Eleven")));
    all.add(
        whole(
            "thinking and calls",
            StopReason.TOOL_CALLS,
            null,
            new Part.Thinking("Plan.", SIGNATURE),
            new Part.Text("Looking."),
            call(7),
            call(8)));
    all.add(
        whole(
            "unsigned", StopReason.END, null, new Part.Thinking("Hm.", null), new Part.Text("A")));
    all.add(
        whole(
            "opaque",
            StopReason.END,
            null,
            new Part.OpaqueThinking(SIGNATURE),
            new Part.Text("A")));
    all.add(
        whole("structured", StopReason.END, null, new Part.Text("{\"city\":\"Oslo\",\"n\":3}")));
    all.add(whole("refusal", StopReason.REFUSAL, null, new Part.Refusal("I can't: " + TEXT)));
    all.add(whole("mute refusal", StopReason.REFUSAL, null));
    all.add(whole("filtered", StopReason.CONTENT_FILTER, null, new Part.Text("Par")));
    all.add(whole("length", StopReason.LENGTH, null, new Part.Text("Once upon a")));
    all.add(whole("window", StopReason.CONTEXT_WINDOW, null, new Part.Text("Once upon a")));
    all.add(whole("stop sequence", StopReason.STOP_SEQUENCE, "###", new Part.Text("One")));
    all.add(whole("pause", StopReason.PAUSE, null, new Part.Text("Wait")));
    all.add(whole("empty", StopReason.END, null));
    all.add(whole("empty text", StopReason.END, null, new Part.Text("")));
    all.add(whole("cited", StopReason.END, null, cited()));
    all.add(choices());
    return all;
  }

  private static Part.ToolCall call(int number) {
    return call(number, "{\"city\":\"Tromsø " + number + "\",\"deep\":{\"list\":[1,null,true]}}");
  }

  private static Part.ToolCall call(int number, String arguments) {
    return new Part.ToolCall("call_" + number, "get_weather", arguments);
  }

  private static String bigNumbers() {
    return "{\"id\":9007199254740993,\"price\":0.1,\"text\":\"\\u00e9\\n\"}";
  }

  private static Part cited() {
    RawJson raw =
        RawJson.of(
            "{\"type\":\"url_citation\",\"url\":\"https://example.test/a\",\"title\":\"A\","
                + "\"start_index\":0,\"end_index\":3}");
    Citation source =
        new Citation("openai-responses", "https://example.test/a", "A", null, 0, 3, raw);
    return new Part.Text("See the docs.", List.of(source), PartInfo.NONE);
  }

  private static Choice choice(int index, StopReason reason, String sequence, Part... parts) {
    return new Choice(
        index, new Message.Assistant(List.of(parts)), reason, sequence, JsonFields.NONE);
  }

  private static Sample whole(String name, StopReason reason, String sequence, Part... parts) {
    return answer(name, choice(0, reason, sequence, parts));
  }

  private static Sample choices() {
    return answer(
        "choices",
        choice(0, StopReason.END, null, new Part.Text("A")),
        choice(1, StopReason.LENGTH, null, new Part.Text("B " + TEXT)),
        choice(2, StopReason.TOOL_CALLS, null, call(9)));
  }

  private static Sample answer(String name, Choice... choices) {
    ChatResponse answer =
        new ChatResponse(
            "answer_1",
            "upstream-model",
            Instant.ofEpochSecond(1_790_000_000L),
            List.of(choices),
            USAGE,
            "standard",
            JsonFields.NONE);
    return new Sample(name, answer, ChatUnfold.events(answer));
  }

  private static Sample events(String name, List<ChatEvent> parts) {
    List<ChatEvent> all = new ArrayList<>();
    all.add(new ChatEvent.Start("answer_1", "upstream-model", Instant.ofEpochSecond(5), "default"));
    all.addAll(parts);
    all.add(new ChatEvent.UsageReport(USAGE));
    ChatFold fold = new ChatFold();
    all.forEach(fold::add);
    return new Sample(name, fold.response(), all);
  }

  private static List<ChatEvent> characters() {
    List<ChatEvent> events = new ArrayList<>();
    TEXT.codePoints()
        .mapToObj(Character::toString)
        .forEach(piece -> events.add(new ChatEvent.TextDelta(0, 0, piece)));
    events.add(new ChatEvent.PartEnd(0, 0));
    events.add(new ChatEvent.Finish(0, StopReason.END, null, JsonFields.NONE));
    return events;
  }

  private static List<ChatEvent> textAndCalls() {
    List<ChatEvent> events = new ArrayList<>();
    events.add(new ChatEvent.TextDelta(0, 0, "Let me "));
    events.add(new ChatEvent.TextDelta(0, 0, "look. 👀"));
    events.add(new ChatEvent.PartEnd(0, 0));
    call(events, 1, "call_a", "{\"city\":\"Os", "lo\",\"u", "nit\":\"c\"}");
    call(events, 2, "call_b", "", "{\"zone\":", "\"Europe/Oslo\"}");
    events.add(new ChatEvent.Finish(0, StopReason.TOOL_CALLS, null, JsonFields.NONE));
    return events;
  }

  private static void call(List<ChatEvent> events, int part, String id, String... pieces) {
    events.add(start(part, id));
    for (String piece : pieces) {
      events.add(new ChatEvent.ToolCallDelta(0, part, piece));
    }
    events.add(new ChatEvent.PartEnd(0, part));
  }

  private static ChatEvent start(int part, String id) {
    return new ChatEvent.ToolCallStart(
        0, part, id, "get_weather", Part.ToolCall.Kind.FUNCTION, PartInfo.NONE);
  }

  private static List<ChatEvent> interleaved() {
    List<ChatEvent> events = new ArrayList<>();
    events.add(start(0, "call_a"));
    events.add(start(1, "call_b"));
    for (String piece : List.of("{\"city\":", "\"Rome\"", "}")) {
      events.add(new ChatEvent.ToolCallDelta(0, 0, piece));
      events.add(new ChatEvent.ToolCallDelta(0, 1, piece));
    }
    events.add(new ChatEvent.PartEnd(0, 0));
    events.add(new ChatEvent.PartEnd(0, 1));
    events.add(new ChatEvent.Finish(0, StopReason.TOOL_CALLS, null, JsonFields.NONE));
    return events;
  }
}
