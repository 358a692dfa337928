package dev.patchbay.wire.openai;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.oai.TurnRules;
import dev.patchbay.wire.turn.Turns;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a request's messages into the order the target takes, before they are written. */
final class TurnPlan {
  private final Scope scope;
  private final TurnRules rules;

  TurnPlan(Scope scope) {
    this.scope = scope;
    this.rules = new TurnRules(scope);
  }

  List<Message> of(ChatRequest request) {
    Turns.Ordered paired = Turns.paired(request.messages());
    paired.losses().forEach(scope::lost);
    List<Message> messages = new ArrayList<>(paired.messages());
    rules.instruct(request, messages, JsonFields.NONE);
    messages = hoisted(messages);
    if (scope.has(Quirk.ALTERNATING_ROLES)) {
      messages = merged(messages);
    }
    rules.prefill(messages, scope.has(Quirk.PREFIX_FLAG));
    return messages;
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
    return rules.flagged(
        new Message.Tool(result.callId(), result.name(), texts, result.error(), result.info()));
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
}
