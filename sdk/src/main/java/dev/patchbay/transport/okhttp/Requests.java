package dev.patchbay.transport.okhttp;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.transport.HttpCall;
import dev.patchbay.transport.TransportException;
import java.io.IOException;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** Makes OkHttp's requests, and says what is wrong with one without showing a credential. */
final class Requests {
  private Requests() {}

  /** The address of a call, of which host and port may be shown. */
  static HttpUrl url(HttpCall call) {
    HttpUrl url = HttpUrl.parse(call.url());
    if (url == null) {
      throw misconfigured("The address of an upstream is no http or https URL: check the base URL");
    }
    return url;
  }

  static Request of(HttpCall call, HttpUrl url, CallClock clock) {
    Request.Builder request = new Request.Builder().url(url).tag(CallClock.class, clock);
    // OkHttp would ask for gzip, and a compressed stream arrives in lumps.
    request.header("Accept-Encoding", "identity");
    for (Map.Entry<String, String> header : call.headers().entrySet()) {
      set(request, header.getKey(), header.getValue());
    }
    boolean bodiless = call.method().equals("GET") || call.method().equals("HEAD");
    return request.method(call.method(), bodiless ? null : new OneShot(call.body())).build();
  }

  private static void set(Request.Builder request, String name, String value) {
    try {
      request.header(name, value);
    } catch (IllegalArgumentException e) {
      // Without the cause: OkHttp's message quotes the value of any header it does not know.
      throw misconfigured(
          "The header "
              + name
              + " has a name or value that HTTP does not allow: check the configured key or header"
              + " for line ends and letters outside ASCII");
    }
  }

  static TransportException misconfigured(String message) {
    return new TransportException(FailureKind.MISCONFIGURED, FailurePhase.PLANNING, message);
  }

  /**
   * A body OkHttp may send only once: else it repeats the request by itself after a 503 with {@code
   * Retry-After: 0}, and after some 408 and 421.
   */
  private static final class OneShot extends RequestBody {
    private final byte[] bytes;

    OneShot(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public @Nullable MediaType contentType() {
      return null;
    }

    @Override
    public long contentLength() {
      return bytes.length;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(bytes);
    }
  }
}
