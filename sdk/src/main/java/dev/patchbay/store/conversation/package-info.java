/**
 * Where conversations and answers are kept: in memory, or in a database whose SQL is written once
 * for all of them.
 *
 * <p>Imports {@code conversation} and {@code store.database}. {@code store} opens them. Read {@link
 * dev.patchbay.store.conversation.MemoryConversations} first, for what the stores promise in its
 * shortest form. Thread-safe.
 */
@NullMarked
package dev.patchbay.store.conversation;

import org.jspecify.annotations.NullMarked;
