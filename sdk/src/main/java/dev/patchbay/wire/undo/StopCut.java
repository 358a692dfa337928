package dev.patchbay.wire.undo;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.StopReason;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends each choice before the stop text that is complete first, as a server would that knew of it.
 * Only what the model says counts, not what it thinks or calls. One thread.
 *
 * <p>Upstream is read on: what it bills for is told only at its end.
 */
final class StopCut implements Consumer<ChatEvent> {
  private final List<String> stops;
  private final Consumer<ChatEvent> out;
  private final Set<PartKey> open = new HashSet<>();
  private final Map<PartKey, String> held = new HashMap<>();
  private final Map<Integer, String> found = new HashMap<>();

  StopCut(List<String> stops, Consumer<ChatEvent> out) {
    this.stops = stops;
    this.out = out;
  }

  @Override
  public void accept(ChatEvent event) {
    PartKey part = PartKey.of(event);
    if (event instanceof ChatEvent.Finish finish) {
      finish(finish);
    } else if (part == null) {
      out.accept(event);
    } else if (found.containsKey(part.choice())) {
      afterwards(event, part);
    } else {
      part(event, part);
    }
  }

  /** Of what follows a stop text only the ends of begun parts are told. */
  private void afterwards(ChatEvent event, PartKey part) {
    if (event instanceof ChatEvent.PartEnd && open.remove(part)) {
      out.accept(event);
    }
  }

  private void part(ChatEvent event, PartKey part) {
    releaseOthers(part);
    if (event instanceof ChatEvent.TextDelta more) {
      text(part, more.text());
    } else if (event instanceof ChatEvent.PartAdded added
        && added.content() instanceof Part.Text text) {
      whole(part, text);
    } else if (event instanceof ChatEvent.PartEnd) {
      release(part);
      afterwards(event, part);
    } else {
      open.add(part);
      out.accept(event);
    }
  }

  private void text(PartKey part, String more) {
    String text = held.getOrDefault(part, "") + more;
    held.remove(part);
    Match match = first(text);
    if (match != null) {
      tell(part, text.substring(0, match.start()));
      found.put(part.choice(), match.stop());
      return;
    }
    int kept = text.length() - begun(text);
    tell(part, text.substring(0, kept));
    if (kept < text.length()) {
      held.put(part, text.substring(kept));
    }
  }

  /** A text that came whole, with what hangs on it. */
  private void whole(PartKey part, Part.Text text) {
    Match match = first(text.text());
    if (match != null) {
      found.put(part.choice(), match.stop());
    }
    Part.Text told =
        match == null
            ? text
            : new Part.Text(text.text().substring(0, match.start()), text.citations(), text.info());
    open.add(part);
    out.accept(new ChatEvent.PartAdded(part.choice(), part.part(), told));
  }

  private void finish(ChatEvent.Finish finish) {
    String stop = found.get(finish.choice());
    if (stop == null) {
      held.keySet().stream()
          .filter(part -> part.choice() == finish.choice())
          .toList()
          .forEach(this::release);
      out.accept(finish);
    } else {
      open.stream()
          .filter(part -> part.choice() == finish.choice())
          .toList()
          .forEach(part -> afterwards(new ChatEvent.PartEnd(part.choice(), part.part()), part));
      out.accept(
          new ChatEvent.Finish(finish.choice(), StopReason.STOP_SEQUENCE, stop, finish.extras()));
    }
  }

  /** Another part speaks: what was held back of a text was not the begin of a stop text. */
  private void releaseOthers(PartKey part) {
    if (!held.isEmpty()) {
      held.keySet().stream()
          .filter(other -> other.choice() == part.choice() && !other.equals(part))
          .toList()
          .forEach(this::release);
    }
  }

  private void release(PartKey part) {
    String text = held.remove(part);
    tell(part, text == null ? "" : text);
  }

  private void tell(PartKey part, String text) {
    if (!text.isEmpty()) {
      open.add(part);
      out.accept(new ChatEvent.TextDelta(part.choice(), part.part(), text));
    }
  }

  /** Where a stop text is in another. */
  private record Match(int start, String stop) {
    int end() {
      return start + stop.length();
    }
  }

  /** The stop text that is complete first; of several the longest. */
  private @Nullable Match first(String text) {
    Match first = null;
    for (String stop : stops) {
      int start = text.indexOf(stop);
      if (start >= 0) {
        Match match = new Match(start, stop);
        boolean sooner =
            first == null
                || match.end() < first.end()
                || (match.end() == first.end() && start < first.start());
        first = sooner ? match : first;
      }
    }
    return first;
  }

  /** How long the longest end of a text is that begins a stop text. */
  private int begun(String text) {
    int longest = 0;
    for (String stop : stops) {
      int length = Math.min(stop.length() - 1, text.length());
      while (length > longest && !text.endsWith(stop.substring(0, length))) {
        length--;
      }
      longest = Math.max(longest, length);
    }
    return longest;
  }
}
