package dev.patchbay.wire.turn;

import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.wire.Loss;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Puts a conversation in the order strict servers insist on: every tool call is answered right
 * after the turn that made it, in the order of the calls, once; nothing is empty; the user speaks
 * first. Pure; one object serves one conversation.
 */
public final class Turns {
  /** What a call nobody answered is answered with. */
  public static final String CANCELLED = "cancelled";

  /** What the user says where a server needs the user to speak first. */
  public static final String OPENING = "Begin.";

  private final List<Loss> losses = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, List<Slot>> latest = new HashMap<>();
  private final Set<String> usedIds = new HashSet<>();

  private final boolean allowsEmpty;
  private final Predicate<Part> keeps;

  private Turns(boolean allowsEmpty, Predicate<Part> keeps) {
    this.allowsEmpty = allowsEmpty;
    this.keeps = keeps;
  }

  /**
   * A conversation in order.
   *
   * @param messages never empty: at least an opening by the user
   * @param losses everything that was changed; empty if the conversation was in order
   */
  public record Ordered(List<Message> messages, List<Loss> losses) {
    public Ordered {
      messages = List.copyOf(messages);
      losses = List.copyOf(losses);
    }
  }

  /** A message and, if the model calls tools in it, the places for their results. */
  private record Entry(Message message, List<Slot> slots) {}

  /** The place for one result. */
  private static final class Slot {
    final Part.ToolCall call;
    Message.@Nullable Tool result;

    Slot(Part.ToolCall call) {
      this.call = call;
    }
  }

  /** Orders a conversation. System messages keep their places among the user's and the model's. */
  public static Ordered order(List<Message> messages) {
    return order(messages, part -> false);
  }

  /**
   * As {@link #order(List)}.
   *
   * @param keeps true for a part that means something even if its text is blank: it may be signed
   */
  public static Ordered order(List<Message> messages, Predicate<Part> keeps) {
    Turns turns = new Turns(false, keeps);
    messages.forEach(turns::add);
    return new Ordered(turns.opened(turns.answered()), turns.losses);
  }

  /**
   * Pairs calls and results only, for servers that refuse nothing else; a conversation in which
   * they are paired, and no id is used twice, stays as it is, whatever the order of a turn's
   * results.
   */
  public static Ordered paired(List<Message> messages) {
    if (arePaired(messages)) {
      return new Ordered(messages, List.of());
    }
    Turns turns = new Turns(true, part -> false);
    messages.forEach(turns::add);
    return new Ordered(turns.answered(), turns.losses);
  }

  private static boolean arePaired(List<Message> messages) {
    Set<String> seen = new HashSet<>();
    Set<String> open = new HashSet<>();
    for (Message message : messages) {
      if (message instanceof Message.Tool result) {
        if (!open.remove(result.callId())) {
          return false;
        }
      } else if (!open.isEmpty()) {
        return false;
      }
      if (message instanceof Message.Assistant said
          && !said.toolCalls().stream()
              .allMatch(call -> seen.add(call.id()) && open.add(call.id()))) {
        return false;
      }
    }
    return open.isEmpty();
  }

  private void add(Message message) {
    if (message instanceof Message.Tool result) {
      addResult(result);
    } else if (message instanceof Message.Assistant assistant) {
      addAssistant(assistant);
    } else if (message instanceof Message.User user) {
      List<Part> parts = spoken(user.parts());
      addUnlessEmpty(
          parts == user.parts() ? user : new Message.User(parts, user.name(), user.extras()),
          parts.isEmpty());
    } else if (message instanceof Message.System system) {
      List<Part> parts = spoken(system.parts());
      addUnlessEmpty(
          parts == system.parts()
              ? system
              : new Message.System(parts, system.developer(), system.name(), system.extras()),
          parts.isEmpty());
    } else {
      entries.add(new Entry(message, List.of()));
    }
  }

  private void addUnlessEmpty(Message message, boolean empty) {
    if (empty && !allowsEmpty) {
      lose("empty-turn", "a turn without content was left out");
    } else {
      entries.add(new Entry(message, List.of()));
    }
  }

  private void addAssistant(Message.Assistant assistant) {
    List<Part> parts = new ArrayList<>();
    List<Slot> slots = new ArrayList<>();
    Map<String, List<Slot>> own = new HashMap<>();
    for (Part part : spoken(assistant.parts())) {
      if (part instanceof Part.ToolCall call) {
        Part.ToolCall unique = unique(call);
        Slot slot = new Slot(unique);
        slots.add(slot);
        own.computeIfAbsent(call.id(), id -> new ArrayList<>()).add(slot);
        parts.add(unique);
      } else {
        parts.add(part);
      }
    }
    latest.putAll(own);
    if (parts.isEmpty() && !allowsEmpty) {
      lose("empty-turn", "a turn of the model without content was left out");
      return;
    }
    entries.add(
        new Entry(
            parts.equals(assistant.parts())
                ? assistant
                : new Message.Assistant(parts, assistant.name(), assistant.extras()),
            slots));
  }

  /** Some servers number the calls of each turn anew; others refuse an id they have seen. */
  private Part.ToolCall unique(Part.ToolCall call) {
    String id = call.id();
    for (int i = 2; !usedIds.add(id); i++) {
      id = call.id() + "_" + i;
    }
    if (id.equals(call.id())) {
      return call;
    }
    lose("tool-call-id", "a call id used twice was made unique");
    return new Part.ToolCall(id, call.name(), call.arguments(), call.kind(), call.info());
  }

  private void addResult(Message.Tool result) {
    List<Slot> slots = latest.getOrDefault(result.callId(), List.of());
    if (slots.isEmpty()) {
      lose("orphan-tool-result", "a result without a call was quoted as the user's text");
      entries.add(new Entry(quoted(result), List.of()));
      return;
    }
    Slot slot = slots.get(slots.size() - 1);
    for (int i = slots.size() - 1; i >= 0; i--) {
      slot = slots.get(i).result == null ? slots.get(i) : slot;
    }
    if (slot.result != null) {
      lose("duplicate-tool-result", "of two results of one call the last was kept");
    }
    slot.result = renamed(result, slot.call.id());
  }

  private static Message.Tool renamed(Message.Tool result, String id) {
    return result.callId().equals(id)
        ? result
        : new Message.Tool(id, result.name(), result.parts(), result.error(), result.info());
  }

  private static Message.User quoted(Message.Tool result) {
    List<Part> parts = new ArrayList<>();
    String name = result.name() == null ? result.callId() : result.name();
    parts.add(new Part.Text("[Result of the tool call " + name + "]\n" + result.text()));
    result.parts().stream().filter(part -> !(part instanceof Part.Text)).forEach(parts::add);
    return new Message.User(parts);
  }

  /** The parts without blank texts; the same list if there are none. */
  private List<Part> spoken(List<Part> parts) {
    if (allowsEmpty || parts.stream().noneMatch(this::blank)) {
      return parts;
    }
    lose("empty-text", "a text without content was left out");
    return parts.stream().filter(part -> !blank(part)).toList();
  }

  private boolean blank(Part part) {
    return part instanceof Part.Text text && text.text().isBlank() && !keeps.test(part);
  }

  private List<Message> answered() {
    List<Message> answered = new ArrayList<>();
    for (Entry entry : entries) {
      answered.add(entry.message());
      for (Slot slot : entry.slots()) {
        answered.add(slot.result == null ? cancelled(slot.call) : slot.result);
      }
    }
    return answered;
  }

  private Message.Tool cancelled(Part.ToolCall call) {
    lose("unanswered-tool-call", "a call without a result was answered with '" + CANCELLED + "'");
    return new Message.Tool(
        call.id(), call.name(), List.of(new Part.Text(CANCELLED)), true, PartInfo.NONE);
  }

  private List<Message> opened(List<Message> messages) {
    int first = 0;
    while (first < messages.size() && messages.get(first) instanceof Message.System) {
      first++;
    }
    if (first < messages.size() && !(messages.get(first) instanceof Message.Assistant)) {
      return messages;
    }
    lose(
        "opening", "the conversation did not begin with the user: '" + OPENING + "' was put there");
    List<Message> opened = new ArrayList<>(messages);
    opened.add(first, Message.user(OPENING));
    return opened;
  }

  private void lose(String feature, String detail) {
    losses.add(new Loss(feature, detail));
  }
}
