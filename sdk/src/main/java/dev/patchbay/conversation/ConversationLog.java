package dev.patchbay.conversation;

import dev.patchbay.chat.Message;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as it was at one version: a tree of entries, and the head, whose line of ancestors
 * is what was said. Other branches were replaced by somebody who said it differently. Immutable.
 *
 * @param id its id among its tenant's
 * @param version grows with every change; 0 if nothing was ever kept under the id
 * @param head number of the last entry of what was said; 0 if nothing was
 * @param next number of the next entry, at least 1
 * @param entries all branches, by number; of a parent that is not there the beginning was forgotten
 * @param createdAt when it was first appended to
 * @param changedAt when last
 */
public record ConversationLog(
    String id,
    long version,
    int head,
    int next,
    List<LogEntry> entries,
    Instant createdAt,
    Instant changedAt) {
  public ConversationLog {
    entries = List.copyOf(entries);
  }

  /** One of which nothing is kept. */
  public static ConversationLog none(String id) {
    return new ConversationLog(id, 0, 0, 1, List.of(), Instant.EPOCH, Instant.EPOCH);
  }

  /** True if nothing is kept of it. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The entries of what was said, in order, without other branches. */
  public List<LogEntry> line() {
    return line(head);
  }

  /** The entries that lead to one, it included; empty if it is not there. */
  public List<LogEntry> line(int number) {
    Map<Integer, LogEntry> byNumber = new HashMap<>();
    entries.forEach(entry -> byNumber.put(entry.number(), entry));
    Deque<LogEntry> line = new ArrayDeque<>();
    @Nullable LogEntry entry = byNumber.get(number);
    while (entry != null) {
      line.addFirst(entry);
      entry = byNumber.get(entry.parent());
    }
    return List.copyOf(line);
  }

  /** What was said, in order. */
  public List<Message> messages() {
    return line().stream().map(LogEntry::message).toList();
  }
}
