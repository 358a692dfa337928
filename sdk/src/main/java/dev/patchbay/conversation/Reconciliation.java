package dev.patchbay.conversation;

import dev.patchbay.chat.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a client's own history leaves what is kept. Pure. Immutable.
 *
 * @param parent number of the last kept entry that the client knows, too; 0 if it knows none
 * @param news what the client says after it
 */
public record Reconciliation(int parent, List<Message> news) {
  public Reconciliation {
    news = List.copyOf(news);
  }

  /**
   * Compares from the beginning, by {@link Likeness}; where the beginning of what is kept was
   * forgotten, from where the client's agrees longest. Of several branches that begin alike the one
   * that agrees longest counts, and among those what was said last.
   *
   * @param messages what the client sends, without system text
   */
  public static Reconciliation of(ConversationLog log, List<Message> messages) {
    return new Comparison(log, messages).made();
  }

  /** A log and a history while they are compared. One thread. */
  private static final class Comparison {
    private final List<Message> messages;
    private final List<Likeness> wanted;
    private final Map<Integer, List<LogEntry>> children = new HashMap<>();
    private final Map<LogEntry, Likeness> kept = new IdentityHashMap<>();
    private final Set<Integer> line;
    private final boolean forgotten;

    Comparison(ConversationLog log, List<Message> messages) {
      this.messages = messages;
      this.wanted = messages.stream().map(Likeness::of).toList();
      this.line = log.line().stream().map(LogEntry::number).collect(Collectors.toSet());
      Set<Integer> there = new HashSet<>();
      boolean cut = false;
      for (LogEntry entry : log.entries()) {
        there.add(entry.number());
        int parent = there.contains(entry.parent()) ? entry.parent() : 0;
        cut |= parent != entry.parent();
        children.computeIfAbsent(parent, number -> new ArrayList<>()).add(entry);
      }
      this.forgotten = cut;
    }

    Reconciliation made() {
      Reached best = reached(0);
      for (int from = 1; forgotten && from < messages.size() - best.depth(); from++) {
        Reached other = reached(from);
        best = other.depth() > best.depth() ? other : best;
      }
      LogEntry last = best.last();
      return new Reconciliation(
          last == null ? 0 : last.number(),
          messages.subList(best.from() + best.depth(), messages.size()));
    }

    /** How far the history agrees from one of its messages on. */
    private record Reached(int from, int depth, @Nullable LogEntry last) {}

    private Reached reached(int from) {
      List<LogEntry> alike = List.of();
      List<LogEntry> next = children.getOrDefault(0, List.of());
      int depth = 0;
      while (from + depth < wanted.size()) {
        Likeness likeness = wanted.get(from + depth);
        List<LogEntry> found =
            next.stream().filter(entry -> likeness(entry).equals(likeness)).toList();
        if (found.isEmpty()) {
          break;
        }
        alike = found;
        depth++;
        next =
            alike.stream()
                .flatMap(entry -> children.getOrDefault(entry.number(), List.of()).stream())
                .toList();
      }
      return new Reached(depth == 0 ? 0 : from, depth, newest(alike));
    }

    private Likeness likeness(LogEntry entry) {
      return kept.computeIfAbsent(entry, one -> Likeness.of(one.message()));
    }

    private @Nullable LogEntry newest(List<LogEntry> alike) {
      return alike.stream()
          .max(
              Comparator.comparing((LogEntry entry) -> line.contains(entry.number()))
                  .thenComparing(LogEntry::number))
          .orElse(null);
    }
  }
}
