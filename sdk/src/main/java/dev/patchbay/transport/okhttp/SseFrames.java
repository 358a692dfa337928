package dev.patchbay.transport.okhttp;

import dev.patchbay.transport.FrameSink;
import dev.patchbay.transport.SseFrame;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import okhttp3.sse.EventSources;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events with okhttp-sse on the calling thread. Public for the tests of codecs,
 * which read recorded streams from memory exactly as live ones are read; not API.
 */
public final class SseFrames {
  private static final MediaType EVENT_STREAM = MediaType.get("text/event-stream");
  private static final Request NOWHERE = new Request.Builder().url("http://localhost/").build();
  private static final int OK = 200;

  private SseFrames() {}

  /**
   * Reads frames until the stream ends or the sink has had enough.
   *
   * @return true if the stream ended by itself, false if the sink stopped it
   * @throws UncheckedIOException if the stream breaks or an event is larger than 16 MB
   */
  public static boolean read(InputStream stream, FrameSink sink) {
    SseSource source = new SseSource(Okio.source(stream), ReadingTimes.NONE);
    try {
      return read(source, sink);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As above; what the sink throws comes through unchanged. */
  static boolean read(SseSource source, FrameSink sink) throws IOException {
    Listener listener = new Listener(sink);
    EventSources.processResponse(stream(source), listener);
    return listener.ended();
  }

  /** okhttp-sse refuses any other status and content type; the caller has looked at both. */
  private static Response stream(SseSource source) {
    return new Response.Builder()
        .request(NOWHERE)
        .protocol(Protocol.HTTP_1_1)
        .code(OK)
        .message("")
        .body(ResponseBody.create(Okio.buffer(source), EVENT_STREAM, -1))
        .build();
  }

  private static final class Listener extends EventSourceListener {
    private final FrameSink sink;
    private @Nullable Throwable failure;

    Listener(FrameSink sink) {
      this.sink = sink;
    }

    @Override
    public void onEvent(
        EventSource source, @Nullable String id, @Nullable String type, String data) {
      if (!sink.frame(new SseFrame(type, data))) {
        // EventSource.cancel() would still hand out the events that are buffered.
        throw new StoppedException();
      }
    }

    @Override
    public void onFailure(
        EventSource source, @Nullable Throwable thrown, @Nullable Response response) {
      failure = thrown;
    }

    boolean ended() throws IOException {
      if (failure instanceof IOException broken) {
        throw broken;
      }
      if (failure instanceof RuntimeException thrown && !(thrown instanceof StoppedException)) {
        throw thrown;
      }
      return failure == null;
    }
  }

  /** How a sink's "enough" leaves okhttp-sse's loop; never seen outside. */
  private static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
      super("enough", null, false, false);
    }
  }
}
