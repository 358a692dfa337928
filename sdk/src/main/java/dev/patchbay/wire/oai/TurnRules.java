package dev.patchbay.wire.oai;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.UntranslatableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What both protocols ask of a conversation before it is written. One thread. */
public final class TurnRules {
  private final Scope scope;

  public TurnRules(Scope scope) {
    this.scope = scope;
  }

  /**
   * Adds what JSON mode wants: its word in the prompt, and a schema that cannot be sent.
   *
   * @param mark extras of the message that says it
   */
  public void instruct(ChatRequest request, List<Message> messages, JsonFields mark) {
    String instruction = instruction(request.responseFormat(), messages);
    if (instruction != null) {
      int place = 0;
      while (place < messages.size() && messages.get(place) instanceof Message.System) {
        place++;
      }
      List<Part> parts = List.of(new Part.Text(instruction));
      messages.add(place, new Message.System(parts, false, null, mark));
    }
  }

  private @Nullable String instruction(@Nullable ResponseFormat format, List<Message> messages) {
    if (format instanceof ResponseFormat.JsonSchema schema && scope.has(Quirk.NO_JSON_SCHEMA)) {
      scope.lost("json-schema", "The schema was sent as an instruction, with JSON mode");
      return "Answer with one JSON object that obeys this JSON Schema, and nothing else:\n"
          + schema.schema().text();
    }
    if (format instanceof ResponseFormat.JsonObject
        && messages.stream().noneMatch(TurnRules::json)) {
      scope.lost("json-mode", "An instruction was added: JSON mode wants the word in the prompt");
      return "Answer with one JSON object and nothing else.";
    }
    return null;
  }

  private static boolean json(Message message) {
    return message.text().toLowerCase(Locale.ROOT).contains("json");
  }

  /** A result that says by its text if it failed: there is no other word for it. */
  public Message.Tool flagged(Message.Tool result) {
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

  /**
   * Refuses or declares an answer at the end that is to be gone on with.
   *
   * @param goesOn true if the target can be told to
   */
  public void prefill(List<Message> messages, boolean goesOn) {
    boolean prefilled =
        !messages.isEmpty() && messages.get(messages.size() - 1) instanceof Message.Assistant;
    if (prefilled && scope.has(Quirk.NO_PREFILL)) {
      throw new UntranslatableException(
          "prefill",
          "The last message is an answer of the model, which "
              + scope.target().model()
              + " does not go on with; end with a user's message");
    }
    if (prefilled && !goesOn) {
      scope.lost("prefill", "The last answer counts as history: the model may not go on with it");
    }
  }

  /** The role of an instruction; the target may know one of the two only. */
  public String role(Message.System system) {
    if (system.developer() && scope.has(Quirk.NO_DEVELOPER_ROLE)) {
      scope.lost("developer-role", "Developer messages were sent as system messages");
      return "system";
    }
    return system.developer() ? "developer" : "system";
  }
}
