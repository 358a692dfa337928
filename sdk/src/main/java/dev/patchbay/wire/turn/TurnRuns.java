package dev.patchbay.wire.turn;

import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.UntranslatableException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as protocols with alternating roles take it: neighbours of one role become one
 * turn, part by part, all results of a turn's calls stand first in the user's next turn, and the
 * leading system text stands apart. One thread.
 */
public final class TurnRuns {
  private final List<Part> system = new ArrayList<>();
  private final List<Turn> turns = new ArrayList<>();
  private final Roles roles;
  private final TurnFilter filter;
  private final Scope scope;

  private TurnRuns(Roles roles, TurnFilter filter, Scope scope) {
    this.roles = roles;
    this.filter = filter;
    this.scope = scope;
  }

  /**
   * A protocol's words for who speaks.
   *
   * @param protocol its id
   */
  public record Roles(String protocol, String user, String assistant, String system) {}

  /** The turns of a conversation; what is changed or left out is declared. */
  public static TurnRuns of(List<Message> messages, Roles roles, TurnFilter filter, Scope scope) {
    TurnRuns runs = new TurnRuns(roles, filter, scope);
    Turns.Ordered ordered = Turns.order(messages, filter::keeps);
    ordered.losses().forEach(scope::lost);
    boolean leading = true;
    for (Message message : ordered.messages()) {
      leading = leading && message instanceof Message.System;
      if (leading) {
        runs.system.addAll(filter.system(message.parts()));
        scope.extras(((Message.System) message).extras());
      } else {
        runs.add(message);
      }
    }
    return runs;
  }

  /** Text before all turns. May be changed. */
  public List<Part> system() {
    return system;
  }

  /** The turns, in order; at least one. */
  public List<Turn> turns() {
    return turns;
  }

  /** Adds a message that is not one of the leading system messages. */
  private void add(Message message) {
    if (message instanceof Message.User user) {
      name(user.name());
      addTo(roles.user(), filter.user(user.parts()), user.extras());
    } else if (message instanceof Message.Assistant assistant) {
      name(assistant.name());
      addTo(roles.assistant(), filter.assistant(assistant.parts()), assistant.extras());
    } else if (message instanceof Message.Tool tool) {
      turn(roles.user()).results().add(filter.result(tool));
    } else if (message instanceof Message.System mid) {
      addSystem(mid);
    } else if (message instanceof Message.Unknown unknown) {
      addUnknown(unknown);
    }
  }

  private void addTo(String role, List<Part> parts, JsonFields extras) {
    if (!parts.isEmpty()) {
      turn(role).add(parts, scope.extras(extras));
    }
  }

  private Turn turn(String role) {
    Turn last = last();
    if (last == null || last.raw() != null || !last.role().equals(role)) {
      last = new Turn(role, null);
      turns.add(last);
    }
    return last;
  }

  private @Nullable Turn last() {
    return turns.isEmpty() ? null : turns.get(turns.size() - 1);
  }

  private void addSystem(Message.System mid) {
    List<Part> parts = filter.system(mid.parts());
    Turn last = last();
    boolean afterUser = last != null && !last.role().equals(roles.assistant());
    if (scope.has(Quirk.MID_SYSTEM) && afterUser) {
      addTo(roles.system(), parts, mid.extras());
      return;
    }
    scope.lost("mid-system", "told within the user's turn, tagged as a reminder");
    addTo(roles.user(), parts.stream().map(TurnRuns::reminder).toList(), JsonFields.NONE);
  }

  private static Part reminder(Part part) {
    return part instanceof Part.Text text
        ? new Part.Text(
            "<system-reminder>\n" + text.text() + "\n</system-reminder>", List.of(), text.info())
        : part;
  }

  private void addUnknown(Message.Unknown unknown) {
    if (!unknown.protocol().equals(roles.protocol())) {
      throw new UntranslatableException(
          "message",
          "A message of role '" + unknown.role() + "' has meaning only for " + unknown.protocol());
    }
    turns.add(new Turn(unknown.role(), unknown.raw()));
  }

  private void name(@Nullable String name) {
    if (name != null) {
      scope.lost("participant-name", "left out");
    }
  }

  /**
   * True if the answer has been begun. A paused turn with a hosted tool's parts is sent back to go
   * on: that is none.
   *
   * @throws UntranslatableException if the target does not go on with one
   */
  public boolean prefilled() {
    Turn last = last();
    if (last == null
        || last.raw() != null
        || !last.role().equals(roles.assistant())
        || last.parts().stream().anyMatch(Part.Unknown.class::isInstance)) {
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
    return true;
  }
}
