package dev.patchbay.conversation;

import dev.patchbay.chat.Message;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer another request may go on from, and what led to it. Immutable.
 *
 * @param id the answer's id as its client saw it
 * @param previous id of the kept answer it went on from; null if it is the first
 * @param messages what was said since then: the request's messages and the answer
 * @param at when it was given
 */
public record KeptAnswer(String id, @Nullable String previous, List<Message> messages, Instant at) {
  public KeptAnswer {
    messages = List.copyOf(messages);
  }
}
