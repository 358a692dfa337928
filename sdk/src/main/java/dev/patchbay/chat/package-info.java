/**
 * The canonical model of a chat: requests, answers and stream events that no protocol owns, and the
 * client contract callers program against.
 *
 * <p>Imports {@code json}, {@code failure}, {@code trace}. Everything above speaks it; codecs
 * translate it. Sealed families each have an {@code Unknown} that keeps raw JSON. Law: folding a
 * stream with {@link dev.patchbay.chat.ChatFold} equals the buffered answer. Read {@link
 * dev.patchbay.chat.ChatRequest}, {@link dev.patchbay.chat.Part}, {@link
 * dev.patchbay.chat.ChatEvent} first. Values are immutable.
 */
@NullMarked
package dev.patchbay.chat;

import org.jspecify.annotations.NullMarked;
