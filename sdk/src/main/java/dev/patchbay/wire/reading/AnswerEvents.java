package dev.patchbay.wire.reading;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Usage;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells one answer as {@link ChatEvent}s and keeps their order, whatever the upstream's is: the
 * start once and before all else of the answer, unknown fields only when they are new. One thread.
 */
public final class AnswerEvents {
  /** Most names of unknown fields that are remembered; nobody but an attacker sends so many. */
  private static final int MOST_FIELDS = 1_024;

  private final String protocol;
  private final Map<Integer, ChoiceEvents> choices = new TreeMap<>();
  private final Map<String, RawJson> told = new HashMap<>();
  private Consumer<ChatEvent> out = event -> {};
  private JsonFields early = JsonFields.NONE;
  private ChatEvent.@Nullable Start head;
  private boolean started;
  private boolean terminated;

  /** Events of an answer in the protocol of that id. */
  public AnswerEvents(String protocol) {
    this.protocol = protocol;
  }

  /** From now on the events go there. */
  public void to(Consumer<ChatEvent> taker) {
    out = taker;
  }

  /**
   * The answer begins, unless it has. One without an id is told to begin only with its content: a
   * frame may come before the answer (Azure's first has no id), and a later one may name it.
   * Arguments as in {@link ChatEvent.Start}, strings empty if unsaid.
   */
  public void start(
      String id, String model, @Nullable Instant created, @Nullable String serviceTier) {
    if (started) {
      return;
    }
    head = new ChatEvent.Start(id, model, created, serviceTier);
    if (!id.isEmpty()) {
      begin();
    }
  }

  /** The answer's id; empty if it has none, or none yet. */
  public String id() {
    return head == null ? "" : head.id();
  }

  /** A choice; from now on the answer is not finished before it is. */
  public ChoiceEvents choice(int index) {
    return choices.computeIfAbsent(index, i -> new ChoiceEvents(this, i));
  }

  /** How many calls a choice has made so far; 0 if there is no such choice yet. */
  public int calls(int index) {
    ChoiceEvents choice = choices.get(index);
    return choice == null ? 0 : choice.calls();
  }

  /** Tokens so far. */
  public void usage(@Nullable Usage usage) {
    if (usage != null) {
      tell(new ChatEvent.UsageReport(usage));
    }
  }

  /**
   * Unknown fields of the answer. Servers repeat them in every frame: only what is new is told, and
   * not before the start.
   */
  public void extras(JsonFields extras) {
    JsonFields fresh = JsonFields.NONE;
    for (Map.Entry<String, RawJson> field : extras.byName().entrySet()) {
      if (isNew(field.getKey(), field.getValue())) {
        fresh = fresh.and(JsonFields.of(protocol, field.getKey(), field.getValue()));
      }
    }
    early = early.and(fresh);
    if (started) {
      tellEarly();
    }
  }

  private boolean isNew(String name, RawJson value) {
    if (told.size() >= MOST_FIELDS && !told.containsKey(name)) {
      return false;
    }
    return !value.equals(told.put(name, value));
  }

  private void tellEarly() {
    if (!early.isEmpty()) {
      JsonFields fields = early;
      early = JsonFields.NONE;
      out.accept(new ChatEvent.Extras(fields));
    }
  }

  /** An event without a word: it is no part of the answer, so it may come before the start. */
  public void unknown(String type, RawJson raw) {
    out.accept(new ChatEvent.Unknown(protocol, type, raw));
  }

  /** Whatever a host leaves out, the answer has a beginning. */
  void tell(ChatEvent event) {
    if (!started) {
      begin();
    }
    out.accept(event);
  }

  private void begin() {
    started = true;
    out.accept(head == null ? new ChatEvent.Start("", "", null, null) : head);
    tellEarly();
  }

  /** The protocol's last frame was seen. */
  public void terminate() {
    terminated = true;
  }

  boolean terminated() {
    return terminated;
  }

  /** Nothing more comes: ends what is open; what has no finish gets none. */
  void end() {
    if (!started && head != null) {
      begin();
    }
    choices.values().forEach(ChoiceEvents::close);
  }

  boolean finished() {
    return !choices.isEmpty() && choices.values().stream().allMatch(ChoiceEvents::finished);
  }

  boolean inToolArguments() {
    return choices.values().stream().anyMatch(ChoiceEvents::takesInput);
  }
}
