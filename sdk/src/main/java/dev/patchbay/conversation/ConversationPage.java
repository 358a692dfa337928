package dev.patchbay.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list of conversations. Immutable.
 *
 * @param conversations the last changed first
 * @param next what the next page is asked for by; null if this is the last one
 */
public record ConversationPage(List<ConversationSummary> conversations, @Nullable String next) {
  public ConversationPage {
    conversations = List.copyOf(conversations);
  }

  /** A place in a list: after the conversation of this id, changed then. */
  public record Cursor(Instant changedAt, String id) {
    private static final char BETWEEN = ':';

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Cursor of(String text) {
      int between = text.indexOf(BETWEEN);
      try {
        long millis = Long.parseLong(text.substring(0, Math.max(0, between)));
        return new Cursor(Instant.ofEpochMilli(millis), text.substring(between + 1));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("after: no place in a list of conversations", e);
      }
    }

    @Override
    public String toString() {
      return changedAt.toEpochMilli() + String.valueOf(BETWEEN) + id;
    }
  }

  /**
   * A page of what was found.
   *
   * @param found in order; one more than the limit if there are more
   */
  public static ConversationPage of(List<ConversationSummary> found, int limit) {
    if (found.size() <= limit) {
      return new ConversationPage(found, null);
    }
    ConversationSummary last = found.get(limit - 1);
    return new ConversationPage(
        found.subList(0, limit), new Cursor(last.changedAt(), last.id()).toString());
  }
}
