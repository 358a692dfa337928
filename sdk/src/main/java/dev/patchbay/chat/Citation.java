package dev.patchbay.chat;

import dev.patchbay.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * Where a text comes from. Immutable.
 *
 * @param protocol id of the protocol that wrote {@code raw}
 * @param url the source's address, null if it has none
 * @param title the source's title, null if unknown
 * @param citedText the quoted passage, null if unknown
 * @param start first character of the answer's text it supports (UTF-16), null if unknown
 * @param end one past the last character, null if unknown
 * @param raw the citation as it came, for the way back to the same protocol
 */
public record Citation(
    String protocol,
    @Nullable String url,
    @Nullable String title,
    @Nullable String citedText,
    @Nullable Integer start,
    @Nullable Integer end,
    RawJson raw) {}
