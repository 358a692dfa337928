package dev.patchbay.logbook;

import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.WireSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hands an answer on and keeps what was handed on, up to a limit. One thread at a time. */
final class CopySink implements WireSink {
  /** More than is kept of any body, for media in it are left out later. */
  static final int MOST_CHARACTERS = 1024 * 1024;

  private final WireSink sink;
  private final List<Object> pieces;
  private int characters;

  /**
   * @param before what was written to another sink of the same answer; null if there was none
   */
  CopySink(WireSink sink, @Nullable CopySink before) {
    this.sink = sink;
    this.pieces = before == null ? new ArrayList<>() : before.pieces;
    this.characters = before == null ? 0 : before.characters;
  }

  /** What was handed on so far; it is put together by whoever asks for it. Null if nothing was. */
  @Nullable Supplier<String> text() {
    List<Object> written = List.copyOf(pieces);
    return written.isEmpty() ? null : () -> join(written);
  }

  private static String join(List<Object> written) {
    StringBuilder text = new StringBuilder();
    for (Object piece : written) {
      if (piece instanceof SseFrame frame) {
        text.append(frame.lines());
      } else if (piece instanceof byte[] body) {
        text.append(new String(body, StandardCharsets.UTF_8));
      } else {
        text.append(": ").append(piece).append("\n\n");
      }
    }
    return text.toString();
  }

  private void keep(Object piece, int length) {
    if (characters < MOST_CHARACTERS) {
      pieces.add(piece);
      characters += length;
    }
  }

  @Override
  public void head(int status, Map<String, String> headers) throws IOException {
    sink.head(status, headers);
  }

  @Override
  public void frame(SseFrame frame) throws IOException {
    sink.frame(frame);
    keep(frame, frame.data().length());
  }

  @Override
  public void comment(String text) throws IOException {
    sink.comment(text);
    keep(text, text.length());
  }

  @Override
  public void body(byte[] body) throws IOException {
    sink.body(body);
    keep(body, body.length);
  }

  @Override
  public boolean begun() {
    return sink.begun();
  }
}
