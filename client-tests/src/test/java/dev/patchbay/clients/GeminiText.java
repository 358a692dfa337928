package dev.patchbay.clients;

import org.jspecify.annotations.Nullable;

/**
 * Pieces of text, put together as far as the protocol lets a client tell them apart. One thread.
 */
final class GeminiText {
  private final Seen seen;
  private final StringBuilder text = new StringBuilder();
  private String kind = "";

  GeminiText(Seen seen) {
    this.seen = seen;
  }

  /** Adds a piece; one with a signature is the last of its text. */
  void add(String newKind, String piece, @Nullable String signature) {
    if (!newKind.equals(kind)) {
      flush();
    }
    kind = newKind;
    text.append(piece);
    if (signature != null) {
      flush();
      seen.line("signature", signature);
    }
  }

  void flush() {
    seen.said(kind, text.toString());
    text.setLength(0);
  }
}
