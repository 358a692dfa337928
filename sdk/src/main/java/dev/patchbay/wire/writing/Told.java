package dev.patchbay.wire.writing;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Usage;
import dev.patchbay.json.JsonFields;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is known so far of a streamed answer beside its parts. One thread. */
public final class Told {
  private final String protocol;
  private final SortedMap<Integer, Ending> endings = new TreeMap<>();
  private final Map<Integer, Ending.Said> said = new HashMap<>();
  private ChatEvent.@Nullable Start start;
  private @Nullable Usage usage;
  private JsonFields extras = JsonFields.NONE;

  Told(String protocol) {
    this.protocol = protocol;
  }

  /** Takes an event of the answer as a whole. */
  void answer(ChatEvent event) {
    if (event instanceof ChatEvent.Start first) {
      start = start == null ? first : start;
    } else if (event instanceof ChatEvent.UsageReport report) {
      usage = usage == null ? report.usage() : usage.merge(report.usage());
    } else if (event instanceof ChatEvent.Extras more) {
      extras = extras.and(more.extras().in(protocol));
    }
  }

  /** Takes note of what is said in a choice. */
  void part(int choice, ChatEvent event) {
    said(choice).event(event);
  }

  Ending finish(ChatEvent.Finish finish) {
    Ending ending = Ending.of(finish, said(finish.choice()), protocol);
    endings.put(finish.choice(), ending);
    return ending;
  }

  Ending.Said said(int choice) {
    return said.computeIfAbsent(choice, c -> new Ending.Said());
  }

  /** The provider's id of the answer; empty if unknown. */
  public String id() {
    return start == null ? "" : start.id();
  }

  /** When the provider began it; null if unknown. */
  public @Nullable Instant created() {
    return start == null ? null : start.created();
  }

  /** The tier that served it; null if unknown. */
  public @Nullable String serviceTier() {
    return start == null ? null : start.serviceTier();
  }

  /** Tokens so far; null if nobody said. */
  public @Nullable Usage usage() {
    return usage;
  }

  /** Unknown fields of the answer in the client's protocol, so far. */
  public JsonFields extras() {
    return extras;
  }

  /** As {@link #extras}; they are not told again. */
  public JsonFields takeExtras() {
    JsonFields taken = extras;
    extras = JsonFields.NONE;
    return taken;
  }

  /** How a choice ended; a natural end if nobody said. */
  public Ending ending(int choice) {
    return endings.getOrDefault(choice, Ending.NATURAL);
  }

  /** How choices ended, by their index. */
  public SortedMap<Integer, Ending> endings() {
    return endings;
  }

  /** True if a choice has ended. */
  public boolean isFinished(int choice) {
    return endings.containsKey(choice);
  }
}
