/**
 * Answers as values of Java types: a record, an enum or a sealed interface becomes a JSON Schema,
 * the answer's text becomes a value again.
 *
 * <p>Imports {@code json}, {@code failure}, {@code trace}, {@code chat}. The facade calls it, and
 * whoever has a {@link dev.patchbay.chat.ChatClient} of its own. Read {@link
 * dev.patchbay.structured.StructuredType}, then {@link dev.patchbay.structured.Shape}. Immutable
 * and thread-safe.
 */
@NullMarked
package dev.patchbay.structured;

import org.jspecify.annotations.NullMarked;
