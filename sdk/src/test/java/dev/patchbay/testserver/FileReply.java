package dev.patchbay.testserver;

import dev.patchbay.transport.FrameSink;
import dev.patchbay.transport.HttpReply;
import java.util.Map;

/** An answer that is a file of a known length and nothing else. */
public record FileReply(int status, byte[] bytes) implements HttpReply {
  @Override
  public Map<String, String> headers() {
    return Map.of("content-length", String.valueOf(bytes.length));
  }

  @Override
  public boolean isEventStream() {
    return false;
  }

  @Override
  public byte[] body(long limit) {
    return bytes;
  }

  @Override
  public byte[] head(long limit) {
    throw new AssertionError("nobody asks for a part of a file");
  }

  @Override
  public boolean frames(FrameSink sink) {
    throw new AssertionError("a file is no stream");
  }

  @Override
  public void close() {}
}
