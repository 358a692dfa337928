package dev.patchbay.transport.okhttp;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.transport.FrameSink;
import dev.patchbay.transport.HttpReply;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.transport.TransportException;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.Headers;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import okio.GzipSource;
import okio.Okio;

/** An answer of OkHttp. One thread. */
final class OkHttpReply implements HttpReply {
  private final OpenCall call;
  private final Response response;
  private final Map<String, String> headers;
  private boolean drained;

  OkHttpReply(OpenCall call, Response response) {
    this.call = call;
    this.response = response;
    headers = lowerCase(response.headers());
  }

  private static Map<String, String> lowerCase(Headers all) {
    Map<String, String> lower = new TreeMap<>();
    for (int i = 0; i < all.size(); i++) {
      lower.put(all.name(i).toLowerCase(Locale.ROOT), all.value(i));
    }
    return Collections.unmodifiableMap(lower);
  }

  @Override
  public int status() {
    return response.code();
  }

  @Override
  public Map<String, String> headers() {
    return headers;
  }

  @Override
  public boolean isEventStream() {
    String type = headers.getOrDefault("content-type", "");
    return type.strip().toLowerCase(Locale.ROOT).startsWith("text/event-stream");
  }

  @Override
  public byte[] body(long limit) {
    BufferedSource source = source();
    try {
      if (source.request(limit + 1)) {
        throw tooLarge(limit);
      }
      refuseIfEnded();
      drained = true;
      return source.readByteArray();
    } catch (IOException e) {
      throw call.inBody(e, source.getBuffer().size() > 0);
    } finally {
      close();
    }
  }

  @Override
  public byte[] head(long limit) {
    try {
      BufferedSource source = source();
      fill(source, limit);
      Buffer come = source.getBuffer();
      return come.readByteString(Math.min(limit, come.size())).toByteArray();
    } catch (IOException e) {
      throw call.inBody(e, true);
    } finally {
      close();
    }
  }

  private void fill(BufferedSource source, long limit) {
    try {
      drained = !source.request(limit + 1);
    } catch (IOException e) {
      // Status and headers have come, and they say more than the break: keep what there is.
      refuseIfCancelled(e);
    }
  }

  @Override
  public boolean frames(FrameSink sink) {
    SseSource source = new SseSource(source(), call.clock());
    try {
      boolean ended = SseFrames.read(source, frame -> hand(frame, sink));
      refuseIfEnded();
      drained = true;
      return ended;
    } catch (IOException e) {
      throw call.inBody(e, source.bytes() > 0);
    } finally {
      close();
    }
  }

  private boolean hand(SseFrame frame, FrameSink sink) {
    refuseIfEnded();
    return sink.frame(frame);
  }

  /** Frames and bodies that are already buffered must not outlive the call. */
  private void refuseIfEnded() {
    TransportException ended = call.ended(null);
    if (ended != null) {
      throw ended;
    }
  }

  private void refuseIfCancelled(IOException cause) {
    TransportException ended = call.ended(cause);
    if (ended != null && ended.kind() != FailureKind.TIMEOUT && ended.kind() != FailureKind.CUT) {
      throw ended;
    }
  }

  private TransportException tooLarge(long limit) {
    return new TransportException(
        FailureKind.SERVER_ERROR,
        call.phase(),
        "The answer is larger than " + limit + " bytes",
        call.where(),
        null);
  }

  /** Some proxies compress although we asked them not to. */
  private BufferedSource source() {
    BufferedSource plain = response.body().source();
    boolean gzip = "gzip".equalsIgnoreCase(headers.get("content-encoding"));
    return gzip ? Okio.buffer(new GzipSource(plain)) : plain;
  }

  @Override
  public void close() {
    call.end();
    if (!drained) {
      // Else OkHttp would read on for a tenth of a second, hoping to use the connection again.
      call.http().cancel();
    }
    response.close();
  }
}
