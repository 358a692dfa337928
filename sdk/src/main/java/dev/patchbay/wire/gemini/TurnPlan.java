package dev.patchbay.wire.gemini;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.Turns;
import dev.patchbay.wire.UntranslatableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts a request's messages into turns as the target takes them: neighbours of one role become one
 * turn, part by part, and all results of a turn's calls stand first in the user's next turn. One
 * thread.
 */
final class TurnPlan {
  private final List<Part> system = new ArrayList<>();
  private final List<Turn> turns = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();
  private final PartFilter filter;
  private final Scope scope;

  private TurnPlan(Scope scope) {
    this.filter = new PartFilter(scope);
    this.scope = scope;
  }

  /** One turn of the protocol; {@code raw} stands for all of it if it is not null. */
  static final class Turn {
    final String role;
    final List<Message.Tool> results = new ArrayList<>();
    final List<Part> parts = new ArrayList<>();
    JsonFields extras = JsonFields.NONE;
    @Nullable RawJson raw;

    Turn(String role) {
      this.role = role;
    }
  }

  /** The turns of a request, the system text apart. */
  static TurnPlan of(ChatRequest request, Scope scope) {
    TurnPlan plan = new TurnPlan(scope);
    Turns.Ordered ordered = Turns.order(request.messages(), plan.filter::isSigned);
    ordered.losses().forEach(scope::lost);
    boolean leading = true;
    for (Message message : ordered.messages()) {
      leading = leading && message instanceof Message.System;
      if (leading) {
        plan.system.addAll(plan.filter.system(message.parts()));
        scope.extras(((Message.System) message).extras());
      } else {
        plan.add(message);
      }
    }
    if (plan.last() != null && plan.last().role.equals(Words.MODEL)) {
      plan.prefilled();
    }
    return plan;
  }

  List<Part> system() {
    return system;
  }

  List<Turn> turns() {
    return turns;
  }

  private void add(Message message) {
    if (message instanceof Message.User user) {
      name(user.name());
      addTo(Words.USER, filter.user(user.parts()), user.extras());
    } else if (message instanceof Message.Assistant assistant) {
      name(assistant.name());
      assistant.toolCalls().forEach(call -> names.put(call.id(), call.name()));
      addTo(Words.MODEL, filter.model(assistant.parts()), assistant.extras());
    } else if (message instanceof Message.Tool tool) {
      addResult(tool);
    } else if (message instanceof Message.System mid) {
      addSystem(mid);
    } else if (message instanceof Message.Unknown unknown) {
      addUnknown(unknown);
    }
  }

  private void addTo(String role, List<Part> parts, JsonFields extras) {
    if (!parts.isEmpty()) {
      Turn turn = turn(role);
      turn.parts.addAll(parts);
      turn.extras = turn.extras.and(scope.extras(extras));
    }
  }

  /** The vendor wants the function's name on each result. */
  private void addResult(Message.Tool result) {
    String name = names.getOrDefault(result.callId(), result.name() == null ? "" : result.name());
    List<Part> parts = filter.user(result.parts());
    Turn turn = turn(Words.USER);
    if (scope.has(Quirk.RESULT_TEXT_ONLY)) {
      List<Part> media = parts.stream().filter(part -> !(part instanceof Part.Text)).toList();
      if (!media.isEmpty()) {
        scope.lost("tool-result-media", "what a result shows stands after it");
        turn.parts.addAll(media);
        parts = parts.stream().filter(Part.Text.class::isInstance).toList();
      }
    }
    turn.results.add(
        new Message.Tool(
            result.callId(),
            ToolWords.name(name.isEmpty() ? result.callId() : name, scope),
            parts,
            result.error(),
            result.info()));
  }

  private Turn turn(String role) {
    Turn last = last();
    if (last == null || last.raw != null || !last.role.equals(role)) {
      last = new Turn(role);
      turns.add(last);
    }
    return last;
  }

  private @Nullable Turn last() {
    return turns.isEmpty() ? null : turns.get(turns.size() - 1);
  }

  private void addSystem(Message.System mid) {
    scope.lost("mid-system", "told within the user's turn, tagged as a reminder");
    List<Part> tagged = new ArrayList<>();
    for (Part part : filter.system(mid.parts())) {
      tagged.add(
          part instanceof Part.Text text
              ? new Part.Text("<system-reminder>\n" + text.text() + "\n</system-reminder>")
              : part);
    }
    addTo(Words.USER, tagged, JsonFields.NONE);
  }

  private void addUnknown(Message.Unknown unknown) {
    if (!unknown.protocol().equals(Words.PROTOCOL)) {
      throw new UntranslatableException(
          "message",
          "A message of role '" + unknown.role() + "' has meaning only for " + unknown.protocol());
    }
    Turn turn = new Turn(unknown.role());
    turn.raw = unknown.raw();
    turns.add(turn);
  }

  private void prefilled() {
    if (scope.has(Quirk.NO_PREFILL)) {
      throw new UntranslatableException(
          "prefill",
          "The model "
              + scope.target().model()
              + " does not go on with an answer that has been begun: "
              + "end the messages with the user's");
    }
  }

  private void name(@Nullable String name) {
    if (name != null) {
      scope.lost("participant-name", "left out");
    }
  }
}
