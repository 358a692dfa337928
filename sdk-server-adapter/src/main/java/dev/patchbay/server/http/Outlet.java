package dev.patchbay.server.http;

import java.io.IOException;
import java.util.Map;

/**
 * Where an answer goes that comes piece by piece. Waits while the client reads slower than it is
 * written to. One thread at a time writes.
 */
public interface Outlet {
  /**
   * The head, once and before anything else.
   *
   * @param headers names in lower case
   */
  void head(int status, Map<String, String> headers) throws IOException;

  /**
   * The next bytes, sent at once.
   *
   * @throws IOException if the client left
   */
  void write(byte[] bytes) throws IOException;
}
