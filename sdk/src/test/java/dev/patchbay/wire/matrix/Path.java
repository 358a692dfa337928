package dev.patchbay.wire.matrix;

import dev.patchbay.wire.Loss;
import java.util.List;
import java.util.Map;

/** The way from a client to an upstream and back. */
interface Path extends AutoCloseable {
  /** One call. The upstream gives the answer, whatever it is asked. */
  Exchange call(Cell cell, byte[] request, Answer answer);

  @Override
  void close();

  /**
   * What an upstream answers.
   *
   * @param headers names in lower case
   * @param whole the body, unless a stream was asked for and the status is 200
   * @param stream the frames
   */
  record Answer(int status, Map<String, String> headers, String whole, String stream) {
    static Answer ok(String whole, String stream) {
      return new Answer(200, Map.of(), whole, stream);
    }
  }

  /**
   * What went over the wire on both sides.
   *
   * @param asked the request as the client sent it
   * @param sent the request the upstream got
   * @param streamed whether the upstream was asked for a stream
   * @param headers what the client got, names in lower case
   * @param losses what was declared lost, in both directions
   */
  record Exchange(
      String asked,
      String sent,
      boolean streamed,
      int status,
      Map<String, String> headers,
      String got,
      List<Loss> losses) {}
}
