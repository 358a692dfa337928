package dev.patchbay.clients;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatUnfold;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.chat.StopReason;
import dev.patchbay.chat.Usage;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.json.JsonFields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model that is no model: what it answers follows from the question alone, so that an answer
 * shows what of the question came through.
 *
 * <ul>
 *   <li>the result of a call: {@code It is } and the result
 *   <li>tools to call: {@code Let me look.} and a call of {@code get_weather} in Tromsø
 *   <li>a schema with {@code people}: Tromsø as JSON; any other: what it got
 *   <li>else: {@code You said: } and what the user said last
 * </ul>
 */
final class PlayedModel {
  /**
   * What the user says to be refused, with the {@link FailureKind} after it, and perhaps the
   * seconds to wait.
   */
  static final String FAIL = "fail ";

  private static final Usage USAGE =
      new Usage(1200L, 1000L, null, null, null, 300L, null, null, null, null, null);
  private static final int PIECE = 5;

  private PlayedModel() {}

  /** What the user said last. */
  static String said(ChatRequest request) {
    String said = "";
    for (Message message : request.messages()) {
      said = message instanceof Message.User ? message.text() : said;
    }
    return said;
  }

  /** How it refuses to answer, if it does. */
  static Optional<Failure> failure(ChatRequest request) {
    String said = said(request);
    if (!said.startsWith(FAIL)) {
      return Optional.empty();
    }
    String[] words = said.substring(FAIL.length()).split(" ");
    FailureKind kind = FailureKind.valueOf(words[0]);
    // A 404 that names no model is taken for that of a wrong address.
    String message =
        kind == FailureKind.MODEL_NOT_FOUND ? "It broke. model: model-x not found" : "It broke.";
    return Optional.of(
        Failure.builder(kind, FailurePhase.CONNECTING, message)
            .retryAfter(Duration.ofSeconds(words.length == 1 ? 7 : Long.parseLong(words[1])))
            .build());
  }

  static ChatResponse answer(ChatRequest request) {
    List<Message> messages = request.messages();
    if (messages.get(messages.size() - 1) instanceof Message.Tool result) {
      return text("It is " + result.text());
    }
    if (!request.tools().isEmpty()) {
      return answer(
          StopReason.TOOL_CALLS,
          new Part.Text("Let me look."),
          new Part.ToolCall("call_1", request.tools().get(0).name(), "{\"city\":\"Tromsø\"}"));
    }
    if (request.responseFormat() instanceof ResponseFormat.JsonSchema format) {
      String schema = format.schema().text();
      return text(schema.contains("\"people\"") ? tromso() : "{\"schema\":" + schema + "}");
    }
    return text("You said: " + said(request));
  }

  private static String tromso() {
    return "{\"name\":\"Tromsø\",\"people\":77544}";
  }

  private static ChatResponse text(String text) {
    return answer(StopReason.END, new Part.Text(text));
  }

  private static ChatResponse answer(StopReason reason, Part... parts) {
    Message.Assistant said = new Message.Assistant(List.of(parts));
    Choice choice = new Choice(0, said, reason, null, JsonFields.NONE);
    return new ChatResponse(
        "answer_1", "upstream-model", null, List.of(choice), USAGE, null, JsonFields.NONE);
  }

  /** An answer as a stream of small pieces. */
  static List<ChatEvent> events(ChatResponse answer) {
    List<ChatEvent> pieces = new ArrayList<>();
    for (ChatEvent event : ChatUnfold.events(answer)) {
      if (event instanceof ChatEvent.TextDelta text) {
        pieces(text.text()).forEach(one -> pieces.add(text(text, one)));
      } else if (event instanceof ChatEvent.ToolCallDelta call) {
        pieces(call.arguments()).forEach(one -> pieces.add(call(call, one)));
      } else {
        pieces.add(event);
      }
    }
    return pieces;
  }

  private static ChatEvent text(ChatEvent.TextDelta whole, String piece) {
    return new ChatEvent.TextDelta(whole.choice(), whole.part(), piece);
  }

  private static ChatEvent call(ChatEvent.ToolCallDelta whole, String piece) {
    return new ChatEvent.ToolCallDelta(whole.choice(), whole.part(), piece);
  }

  private static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int[] points = text.codePoints().toArray();
    for (int at = 0; at < points.length; at += PIECE) {
      pieces.add(new String(points, at, Math.min(points.length - at, PIECE)));
    }
    return pieces;
  }
}
