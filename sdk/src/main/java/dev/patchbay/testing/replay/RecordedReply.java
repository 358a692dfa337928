package dev.patchbay.testing.replay;

import dev.patchbay.transport.FrameSink;
import dev.patchbay.transport.HttpReply;
import dev.patchbay.transport.TransportException;
import java.util.Map;
import java.util.function.Supplier;

/** A reply that is recorded while it is read. One thread. */
final class RecordedReply implements HttpReply {
  private final HttpReply real;
  private final Recorder recorder;

  RecordedReply(HttpReply real, Recorder recorder) {
    this.real = real;
    this.recorder = recorder;
  }

  @Override
  public int status() {
    return real.status();
  }

  @Override
  public Map<String, String> headers() {
    return real.headers();
  }

  @Override
  public boolean isEventStream() {
    return real.isEventStream();
  }

  @Override
  public byte[] body(long limit) {
    return whole(() -> real.body(limit));
  }

  @Override
  public byte[] head(long limit) {
    return whole(() -> real.head(limit));
  }

  private byte[] whole(Supplier<byte[]> reading) {
    byte[] body = read(reading);
    recorder.body(status(), headers(), body);
    return body;
  }

  private <T> T read(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (TransportException e) {
      recorder.broken(status(), headers(), e);
      throw e;
    }
  }

  @Override
  public boolean frames(FrameSink sink) {
    return read(
        () ->
            real.frames(
                frame -> {
                  recorder.frame(frame);
                  return sink.frame(frame);
                }));
  }

  @Override
  public void close() {
    recorder.ended(status(), headers());
    real.close();
  }
}
