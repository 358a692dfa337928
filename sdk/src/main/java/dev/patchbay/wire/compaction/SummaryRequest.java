package dev.patchbay.wire.compaction;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A conversation as the request for its summary: nothing in it is to be called or thought on, so
 * calls and their results are told in words, which every model takes without their tools. Pure.
 */
final class SummaryRequest {
  private static final String INSTRUCTION =
      "Stop here: do not go on with the conversation. Write a summary that will stand in its place."
          + " Whoever goes on will see the user's messages, this summary and nothing else.\n"
          + "Say what the user wants, with all rules, preferences and standing instructions; what"
          + " was done and found out, with names of files, functions, commands, addresses, numbers"
          + " and ids exactly as they are; what tools gave that still matters; what was decided and"
          + " why, and what was tried in vain; how things stand now, what is open, and what comes"
          + " next.\n"
          + "Leave out what no longer matters. Write plain text without an introduction, and call"
          + " no tools.";

  /** Pictures and the like in items without a word here are worth nothing as text. */
  private static final int MOST_RAW = 2_000;

  private SummaryRequest() {}

  /**
   * The request for the summary.
   *
   * @throws dev.patchbay.wire.UntranslatableException if a part of the conversation is sealed by
   *     another issuer
   */
  static ChatRequest of(ChatRequest whole) {
    List<Message> messages = new ArrayList<>();
    whole.messages().forEach(message -> tell(message, messages));
    messages.add(Message.user(INSTRUCTION));
    ChatRequest.Builder request =
        whole.toBuilder()
            .messages(messages)
            .tools(List.of())
            .toolChoice(null)
            .parallelToolCalls(null)
            .responseFormat(null)
            .stop(List.of())
            .choices(1);
    for (String protocol : Map.copyOf(whole.extras()).keySet()) {
      request.extras(protocol, JsonFields.NONE);
    }
    return request.build();
  }

  private static void tell(Message message, List<Message> out) {
    if (message instanceof Message.Assistant said) {
      List<Part> parts = new ArrayList<>();
      said.parts().forEach(part -> tell(part, parts));
      if (!parts.isEmpty()) {
        out.add(new Message.Assistant(parts));
      }
    } else if (message instanceof Message.Tool result) {
      List<Part> parts = new ArrayList<>();
      String how = result.error() ? " failed with:" : " gave:";
      parts.add(new Part.Text("[The call " + result.callId() + how + "]"));
      parts.addAll(result.parts());
      out.add(new Message.User(parts));
    } else if (message instanceof Message.Unknown unknown) {
      if (!unknown.role().equals(Compactions.TRIGGER)) {
        out.add(Message.user(told(unknown.role(), unknown.raw())));
      }
    } else {
      out.add(message);
    }
  }

  private static void tell(Part part, List<Part> out) {
    if (part instanceof Part.ToolCall call) {
      out.add(
          new Part.Text(
              "[Call " + call.id() + " of " + call.name() + ": " + call.arguments() + "]"));
    } else if (CompactionItem.isOne(part)) {
      throw CompactionItem.sealedElsewhere();
    } else if (part instanceof Part.Unknown unknown) {
      out.add(new Part.Text(told(unknown.type(), unknown.raw())));
    } else if (!(part instanceof Part.Thinking) && !(part instanceof Part.OpaqueThinking)) {
      out.add(part);
    }
  }

  private static String told(String type, RawJson raw) {
    String text = raw.text();
    boolean cut = text.length() > MOST_RAW;
    return "[" + type + ": " + (cut ? text.substring(0, MOST_RAW) + "…" : text) + "]";
  }
}
