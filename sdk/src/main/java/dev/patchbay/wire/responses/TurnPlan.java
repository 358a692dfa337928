package dev.patchbay.wire.responses;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.json.JsonFields;
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
  /** Fields that say the server has the rest of the conversation: results may stand alone. */
  private static final List<String> ELSEWHERE = List.of("previous_response_id", "conversation");

  private final Scope scope;

  TurnPlan(Scope scope) {
    this.scope = scope;
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
    instruct(request, messages);
    prefill(messages);
    messages.replaceAll(message -> message instanceof Message.Tool tool ? flagged(tool) : message);
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

  /** JSON mode wants the word in the prompt, and a schema that cannot be sent wants to be told. */
  private void instruct(ChatRequest request, List<Message> messages) {
    String instruction = instruction(request.responseFormat(), messages);
    if (instruction != null) {
      int place = 0;
      while (place < messages.size() && messages.get(place) instanceof Message.System) {
        place++;
      }
      messages.add(
          place,
          new Message.System(
              List.of(new Part.Text(instruction)), false, null, Mark.of(JsonFields.NONE)));
    }
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

  private Message flagged(Message.Tool result) {
    if (!result.error()) {
      return result;
    }
    scope.lost("tool-error-flag", "A failed result is told by its text");
    List<Part> flagged = new ArrayList<>(result.parts());
    if (!flagged.isEmpty() && flagged.get(0) instanceof Part.Text first) {
      flagged.set(0, new Part.Text("Error: " + first.text(), first.citations(), first.info()));
    } else {
      flagged.add(0, new Part.Text("Error: the tool failed"));
    }
    return new Message.Tool(result.callId(), result.name(), flagged, false, result.info());
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
    if (prefilled) {
      scope.lost("prefill", "The last answer counts as history: the model may not go on with it");
    }
  }
}
