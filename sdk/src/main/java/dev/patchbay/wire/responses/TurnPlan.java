package dev.patchbay.wire.responses;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.oai.TurnRules;
import dev.patchbay.wire.turn.Turns;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a request's messages into the order the target takes, before they are written. */
final class TurnPlan {
  /** Fields that say the server has the rest of the conversation: results may stand alone. */
  private static final List<String> ELSEWHERE = List.of("previous_response_id", "conversation");

  private final Scope scope;
  private final TurnRules rules;

  TurnPlan(Scope scope) {
    this.scope = scope;
    this.rules = new TurnRules(scope);
  }

  /**
   * A request's messages.
   *
   * @param instructions the text of the field of that name; null for none
   */
  record Plan(@Nullable String instructions, List<Message> messages) {}

  Plan of(ChatRequest request) {
    Turns.Ordered paired =
        goesOn(request)
            ? new Turns.Ordered(request.messages(), List.of())
            : Turns.paired(request.messages());
    paired.losses().forEach(scope::lost);
    List<Message> messages = new ArrayList<>(paired.messages());
    rules.instruct(request, messages, Mark.of(JsonFields.NONE));
    messages.replaceAll(
        message -> message instanceof Message.Tool result ? rules.flagged(result) : message);
    rules.prefill(messages, false);
    String instructions = instructions(messages);
    return new Plan(
        instructions, instructions == null ? messages : messages.subList(1, messages.size()));
  }

  private static boolean goesOn(ChatRequest request) {
    JsonFields own = request.extrasOf(Words.PROTOCOL);
    return ELSEWHERE.stream().anyMatch(name -> own.get(name).isPresent());
  }

  /** A leading system message of one plain text is the instructions, unless it was an item. */
  private @Nullable String instructions(List<Message> messages) {
    if (messages.isEmpty()
        || !(messages.get(0) instanceof Message.System system)
        || system.developer()
        || system.name() != null
        || Mark.isIn(system.extras())) {
      return null;
    }
    boolean plain =
        system.parts().size() == 1
            && system.parts().get(0) instanceof Part.Text text
            && text.info().cacheTtl() == null;
    if (!plain) {
      return null;
    }
    scope.extras(system.extras());
    scope.extras(system.parts().get(0).info().extras());
    return system.text();
  }
}
