package dev.patchbay.config;

import java.time.Duration;

/**
 * How conversations are kept. Immutable.
 *
 * @param defaultId the conversation of clients' requests that name none, of each tenant its own;
 *     empty for none, since an agent's side requests would get into it
 * @param maxMessages messages a conversation keeps, at least 0; 0 for all, the default
 * @param retention conversations, and answers for {@code previous_response_id}, that were not added
 *     to for so long are forgotten; positive, default 90 days
 */
public record ConversationConfig(String defaultId, int maxMessages, Duration retention) {
  /** No default, all messages, 90 days. */
  public static final ConversationConfig DEFAULT =
      new ConversationConfig("", 0, Duration.ofDays(90));

  public ConversationConfig {
    if (maxMessages < 0) {
      throw new IllegalArgumentException("max-messages must be at least 0: " + maxMessages);
    }
    if (retention.isNegative() || retention.isZero()) {
      throw new IllegalArgumentException("retention must be positive: " + retention);
    }
  }
}
