package dev.patchbay.conversation;

import java.time.Instant;

/**
 * A conversation in a list. Immutable.
 *
 * @param id its id among its tenant's
 * @param version its version
 * @param entries how many messages are kept, all branches together
 * @param createdAt when it was first appended to
 * @param changedAt when last
 */
public record ConversationSummary(
    String id, long version, int entries, Instant createdAt, Instant changedAt) {}
