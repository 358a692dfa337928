package dev.patchbay.conversation;

import dev.patchbay.chat.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation. Immutable.
 *
 * @param number its number in the conversation, at least 1; later entries have greater ones, and
 *     none is given twice
 * @param parent number of the entry it follows; 0 if it begins
 * @param message what was said; opaque parts keep their issuer
 * @param author who answered; null for what a caller said or brought along
 * @param partial true if the answer broke off or was aborted
 * @param requestId our id of the request it came with
 * @param at when it was appended
 */
public record LogEntry(
    int number,
    int parent,
    Message message,
    @Nullable Author author,
    boolean partial,
    String requestId,
    Instant at) {
  public LogEntry {
    if (number < 1 || parent < 0 || parent >= number) {
      throw new IllegalArgumentException(
          "number must be at least 1 and greater than parent: " + number + " after " + parent);
    }
  }
}
