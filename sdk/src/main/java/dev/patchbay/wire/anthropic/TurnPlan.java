package dev.patchbay.wire.anthropic;

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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a request's messages into turns as the target takes them: neighbours of one role become one
 * turn, block by block, and all results of a turn's calls stand first in the user's next turn. One
 * thread.
 */
final class TurnPlan {
  private final List<Part> system = new ArrayList<>();
  private final List<Turn> turns = new ArrayList<>();
  private final PartFilter filter;
  private final Scope scope;

  private TurnPlan(PartFilter filter, Scope scope) {
    this.filter = filter;
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
    TurnPlan plan = new TurnPlan(PartFilter.of(request.messages(), scope), scope);
    Turns.Ordered ordered = Turns.order(request.messages());
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
    return plan;
  }

  /** Text before all turns. More may be added to it. */
  List<Part> system() {
    return system;
  }

  List<Turn> turns() {
    return turns;
  }

  /** Adds a message that is not one of the leading system messages. */
  private void add(Message message) {
    if (message instanceof Message.User user) {
      name(user.name());
      addTo(Words.USER, filter.user(user.parts()), user.extras());
    } else if (message instanceof Message.Assistant assistant) {
      name(assistant.name());
      addTo(Words.ASSISTANT, filter.assistant(assistant.parts()), assistant.extras());
    } else if (message instanceof Message.Tool tool) {
      turn(Words.USER).results.add(filter.result(tool));
    } else if (message instanceof Message.System system) {
      addSystem(system);
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

  private void addSystem(Message.System system) {
    List<Part> parts = filter.system(system.parts());
    Turn last = last();
    boolean afterUser = last != null && !last.role.equals(Words.ASSISTANT);
    if (scope.has(Quirk.MID_SYSTEM) && afterUser) {
      addTo(Words.SYSTEM, parts, system.extras());
      return;
    }
    scope.lost("mid-system", "told within the user's turn, tagged as a reminder");
    List<Part> tagged = new ArrayList<>();
    for (Part part : parts) {
      tagged.add(
          part instanceof Part.Text text
              ? new Part.Text(
                  "<system-reminder>\n" + text.text() + "\n</system-reminder>",
                  List.of(),
                  text.info())
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

  private void name(@Nullable String name) {
    if (name != null) {
      scope.lost("participant-name", "left out");
    }
  }

  /** True if the answer has been begun; white space at its end, which is refused, is cut off. */
  boolean prefilled() {
    Turn last = last();
    if (last == null || !last.role.equals(Words.ASSISTANT) || last.raw != null) {
      return false;
    }
    // A paused turn with a hosted tool's blocks is sent back to go on: no prefill.
    if (last.parts.stream().anyMatch(Part.Unknown.class::isInstance)) {
      return false;
    }
    if (scope.has(Quirk.NO_PREFILL)) {
      throw new UntranslatableException(
          "prefill",
          "The model "
              + scope.target().model()
              + " does not go on with an answer that has been begun: "
              + "end the messages with the user's");
    }
    int end = last.parts.size() - 1;
    if (last.parts.get(end) instanceof Part.Text text
        && !text.text().stripTrailing().equals(text.text())) {
      scope.lost("prefill", "white space at the end of the begun answer was cut off");
      last.parts.set(
          end, new Part.Text(text.text().stripTrailing(), text.citations(), text.info()));
    }
    return true;
  }

  /**
   * True if the model is to go on after tool results with a turn that did not begin by thinking.
   */
  boolean goesOnWithoutThinking() {
    if (turns.size() < 2) {
      return false;
    }
    Turn begun = turns.get(turns.size() - 2);
    Turn last = turns.get(turns.size() - 1);
    return !last.results.isEmpty()
        && begun.role.equals(Words.ASSISTANT)
        && !begun.parts.isEmpty()
        && !(begun.parts.get(0) instanceof Part.Thinking)
        && !(begun.parts.get(0) instanceof Part.OpaqueThinking);
  }

  /** The names of the tools called, in order of their first call. */
  Set<String> calledTools() {
    Set<String> names = new LinkedHashSet<>();
    for (Turn turn : turns) {
      for (Part part : turn.parts) {
        if (part instanceof Part.ToolCall call) {
          names.add(call.name());
        }
      }
    }
    return names;
  }

  /** The cache marks in the order {@link #encode} asks for them. */
  List<String> marks() {
    List<String> marks = new ArrayList<>();
    for (Turn turn : turns) {
      for (Message.Tool result : turn.results) {
        PartFilter.marks(result.parts(), marks);
        if (result.info().cacheTtl() != null) {
          marks.add(result.info().cacheTtl());
        }
      }
      PartFilter.marks(turn.parts, marks);
    }
    return marks;
  }
}
