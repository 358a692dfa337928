/**
 * Shared conversations: what was said as an append-only tree with a version, how a client's own
 * history is compared with it, what of it is put in front of a request, and the answers that {@code
 * previous_response_id} goes on from.
 *
 * <p>Imports the canonical model and {@code json}. {@code context} decides with it, {@code
 * store.conversation} keeps it. Read {@link dev.patchbay.conversation.ConversationLog} first.
 * Immutable; stores are thread-safe.
 */
@NullMarked
package dev.patchbay.conversation;

import org.jspecify.annotations.NullMarked;
