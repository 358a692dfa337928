package dev.patchbay.server.http;

import java.io.IOException;

/** What a call brings with it, read when somebody wants it. */
@FunctionalInterface
public interface Body {
  /** No bytes. */
  Body EMPTY = () -> new byte[0];

  /**
   * All of it.
   *
   * @throws Fault 413 if it is longer than the server allows, 408 if it doesn't come
   * @throws IOException if the client left
   */
  byte[] read() throws IOException;
}
