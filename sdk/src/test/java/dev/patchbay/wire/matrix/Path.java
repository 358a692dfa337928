package dev.patchbay.wire.matrix;

import dev.patchbay.wire.Loss;
import java.util.List;
import java.util.Map;

/** The way from a client to an upstream and back. */
interface Path extends AutoCloseable {
  /** One call. The upstream gives the reply, whatever it is asked. */
  Exchange call(Cell cell, byte[] request, Reply reply);

  @Override
  void close();

  /** What an upstream answers. */
  record Reply(int status, Map<String, String> headers, String body) {
    static Reply ok(String body) {
      return new Reply(200, Map.of(), body);
    }
  }

  /**
   * What went over the wire on both sides.
   *
   * @param sent the request the upstream got
   * @param headers what the client got, names in lower case
   * @param losses what was declared lost, in both directions
   */
  record Exchange(
      String sent, int status, Map<String, String> headers, String got, List<Loss> losses) {}
}
