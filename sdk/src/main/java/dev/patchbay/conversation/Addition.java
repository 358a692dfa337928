package dev.patchbay.conversation;

import java.util.List;

/**
 * What is appended to a conversation in one step. Immutable.
 *
 * @param entries numbered from {@link ConversationLog#next()}, in order, each after its parent; the
 *     last one becomes the head
 * @param keepFrom entries of smaller numbers are forgotten; 0 forgets none
 */
public record Addition(List<LogEntry> entries, int keepFrom) {
  public Addition {
    entries = List.copyOf(entries);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("entries must not be empty");
    }
  }

  /** The entry that becomes the head. */
  public LogEntry last() {
    return entries.get(entries.size() - 1);
  }
}
