package dev.patchbay.wire.openai;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.UntranslatableException;
import dev.patchbay.wire.turn.Turns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts a request's messages into the order the target takes, before they are written. */
final class TurnPlan {
  private final Scope scope;

  TurnPlan(Scope scope) {
    this.scope = scope;
  }

  List<Message> of(ChatRequest request) {
    Turns.Ordered paired = Turns.paired(request.messages());
    paired.losses().forEach(scope::lost);
    List<Message> messages = hoisted(instructed(request, paired.messages()));
    if (scope.has(Quirk.ALTERNATING_ROLES)) {
      messages = merged(messages);
    }
    prefill(messages);
    return messages;
  }

  /** JSON mode wants the word in the prompt, and a schema that cannot be sent wants to be told. */
  private List<Message> instructed(ChatRequest request, List<Message> paired) {
    List<Message> messages = new ArrayList<>(paired);
    String instruction = instruction(request.responseFormat(), messages);
    if (instruction != null) {
      int place = 0;
      while (place < messages.size() && messages.get(place) instanceof Message.System) {
        place++;
      }
      messages.add(place, Message.system(instruction));
    }
    return messages;
  }

  private @Nullable String instruction(@Nullable ResponseFormat format, List<Message> messages) {
    if (format instanceof ResponseFormat.JsonSchema schema && scope.has(Quirk.NO_JSON_SCHEMA)) {
      scope.lost("json-schema", "The schema was sent as an instruction, with JSON mode");
      return "Answer with one JSON object that obeys this JSON Schema, and nothing else:\n"
          + schema.schema().text();
    }
    if (format instanceof ResponseFormat.JsonObject
        && messages.stream().noneMatch(TurnPlan::json)) {
      scope.lost("json-mode", "An instruction was added: JSON mode wants the word in the prompt");
      return "Answer with one JSON object and nothing else.";
    }
    return null;
  }

  private static boolean json(Message message) {
    return message.text().toLowerCase(Locale.ROOT).contains("json");
  }

  /** Results are text: what else they hold goes into a user's message after the last of them. */
  private List<Message> hoisted(List<Message> messages) {
    List<Message> sorted = new ArrayList<>();
    List<Part> waiting = new ArrayList<>();
    for (Message message : messages) {
      if (!(message instanceof Message.Tool) && !waiting.isEmpty()) {
        sorted.add(new Message.User(waiting));
        waiting = new ArrayList<>();
      }
      sorted.add(message instanceof Message.Tool result ? textual(result, waiting) : message);
    }
    if (!waiting.isEmpty()) {
      sorted.add(new Message.User(waiting));
    }
    return sorted;
  }

  private Message textual(Message.Tool result, List<Part> waiting) {
    List<Part> texts = new ArrayList<>();
    List<Part> others = new ArrayList<>();
    for (Part part : result.parts()) {
      boolean stays = part instanceof Part.Text || part instanceof Part.Unknown;
      (stays ? texts : others).add(part);
    }
    if (!others.isEmpty()) {
      scope.lost("tool-result-media", "What a result shows was moved into a user's message");
      waiting.add(new Part.Text("Attached to the result of tool call " + result.callId() + ":"));
      waiting.addAll(others);
    }
    if (texts.isEmpty() && !others.isEmpty()) {
      texts.add(new Part.Text("See the attachment in the next message."));
    }
    return new Message.Tool(
        result.callId(), result.name(), flagged(texts, result), result.error(), result.info());
  }

  private List<Part> flagged(List<Part> texts, Message.Tool result) {
    if (!result.error()) {
      return texts;
    }
    scope.lost("tool-error-flag", "A failed result is told by its text");
    List<Part> flagged = new ArrayList<>(texts);
    if (!flagged.isEmpty() && flagged.get(0) instanceof Part.Text first) {
      flagged.set(0, new Part.Text("Error: " + first.text(), first.citations(), first.info()));
    } else {
      flagged.add(0, new Part.Text("Error: the tool failed"));
    }
    return flagged;
  }

  /** Messages of one role in a row become one, part by part. */
  private List<Message> merged(List<Message> messages) {
    List<Message> merged = new ArrayList<>();
    for (Message message : messages) {
      Message both = merged.isEmpty() ? null : both(merged.get(merged.size() - 1), message);
      if (both == null) {
        merged.add(message);
      } else {
        merged.set(merged.size() - 1, both);
      }
    }
    return merged;
  }

  private @Nullable Message both(Message one, Message next) {
    List<Part> parts = new ArrayList<>(one.parts());
    parts.addAll(next.parts());
    if (one instanceof Message.System a && next instanceof Message.System b) {
      return new Message.System(
          parts, a.developer(), a.name(), scope.extras(a.extras()).and(scope.extras(b.extras())));
    }
    if (one instanceof Message.User a && next instanceof Message.User b) {
      return new Message.User(
          parts, a.name(), scope.extras(a.extras()).and(scope.extras(b.extras())));
    }
    if (one instanceof Message.Assistant a && next instanceof Message.Assistant b) {
      return new Message.Assistant(
          parts, a.name(), scope.extras(a.extras()).and(scope.extras(b.extras())));
    }
    return null;
  }

  private void prefill(List<Message> messages) {
    boolean prefilled =
        !messages.isEmpty() && messages.get(messages.size() - 1) instanceof Message.Assistant;
    if (prefilled && scope.has(Quirk.NO_PREFILL)) {
      throw new UntranslatableException(
          "prefill",
          "The last message is an answer of the model, which "
              + scope.target().model()
              + " does not go on with; end with a user's message");
    }
    if (prefilled && !scope.has(Quirk.PREFIX_FLAG)) {
      scope.lost("prefill", "The last answer counts as history: the model may not go on with it");
    }
  }
}
