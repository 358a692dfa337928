package dev.patchbay.conversation;

import dev.patchbay.chat.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
   * Compares from the beginning, by {@link Likeness}. Of several branches that begin alike the one
   * that agrees longest counts, and among those what was said last.
   *
   * @param messages what the client sends, without system text
   */
  public static Reconciliation of(ConversationLog log, List<Message> messages) {
    Set<Integer> there = new HashSet<>();
    Map<Integer, List<LogEntry>> children = new HashMap<>();
    log.entries().forEach(entry -> there.add(entry.number()));
    for (LogEntry entry : log.entries()) {
      int parent = there.contains(entry.parent()) ? entry.parent() : 0;
      children.computeIfAbsent(parent, number -> new ArrayList<>()).add(entry);
    }
    Set<Integer> line = new HashSet<>();
    log.line().forEach(entry -> line.add(entry.number()));
    List<LogEntry> reached = List.of();
    int depth = 0;
    List<LogEntry> next = children.getOrDefault(0, List.of());
    while (depth < messages.size() && !next.isEmpty()) {
      Likeness wanted = Likeness.of(messages.get(depth));
      List<LogEntry> alike =
          next.stream().filter(entry -> Likeness.of(entry.message()).equals(wanted)).toList();
      if (alike.isEmpty()) {
        break;
      }
      reached = alike;
      depth++;
      next =
          alike.stream()
              .flatMap(entry -> children.getOrDefault(entry.number(), List.of()).stream())
              .toList();
    }
    int parent =
        reached.stream()
            .max(
                Comparator.comparing((LogEntry entry) -> line.contains(entry.number()))
                    .thenComparing(LogEntry::number))
            .map(LogEntry::number)
            .orElse(0);
    return new Reconciliation(parent, messages.subList(depth, messages.size()));
  }
}
