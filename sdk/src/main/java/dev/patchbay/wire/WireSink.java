package dev.patchbay.wire;

import dev.patchbay.transport.SseFrame;
import java.io.IOException;
import java.util.Map;

/**
 * Takes an answer in the client's own protocol, on the thread that writes it: the head once, then
 * either one whole body or frames. What it throws stops the call upstream and comes out of {@link
 * WireReply#writeTo}.
 */
public interface WireSink {
  /** Takes everything and keeps nothing. */
  WireSink NONE =
      new WireSink() {
        @Override
        public void head(int status, Map<String, String> headers) {}

        @Override
        public void frame(SseFrame frame) {}

        @Override
        public void comment(String text) {}

        @Override
        public void body(byte[] body) {}
      };

  /**
   * The answer begins: for a stream not before its first visible output.
   *
   * @param headers names in lower case, the content type among them
   */
  void head(int status, Map<String, String> headers) throws IOException;

  /** The next frame of a stream. */
  void frame(SseFrame frame) throws IOException;

  /** One line beside the frames of a stream, for people; a reader of the protocol skips it. */
  void comment(String text) throws IOException;

  /** The whole body; nothing follows. */
  void body(byte[] body) throws IOException;

  /**
   * True if the head of a stream was sent already, to keep the connection alive: a failure before
   * any output is then told in the stream.
   */
  default boolean begun() {
    return false;
  }
}
