package dev.patchbay.server.jetty;

import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Caller;
import dev.patchbay.server.http.Fault;
import dev.patchbay.server.http.Outlet;
import dev.patchbay.server.http.PercentCoding;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Makes calls of requests, and responses of answers. Thread-safe. */
final class CallHandler extends Handler.Abstract {
  private final Calls calls;
  private final long maxBody;

  CallHandler(Calls calls, long maxBody) {
    this.calls = calls;
    this.maxBody = maxBody;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    try {
      Answer answer = calls.answer(call(request));
      if (answer instanceof Answer.Whole whole) {
        write(whole, response);
      } else if (answer instanceof Answer.Live live) {
        live.writeTo(outlet(response));
        Content.Sink.write(response, true, ByteBuffer.allocate(0));
      }
      callback.succeeded();
    } catch (IOException | RuntimeException e) {
      callback.failed(e);
    }
    return true;
  }

  private static void write(Answer.Whole whole, Response response) throws IOException {
    head(response, whole.status(), whole.headers());
    Content.Sink.write(response, true, ByteBuffer.wrap(whole.body()));
  }

  private static void head(Response response, int status, Map<String, String> headers) {
    response.setStatus(status);
    headers.forEach(response.getHeaders()::put);
  }

  private static Outlet outlet(Response response) {
    return new Outlet() {
      @Override
      public void head(int status, Map<String, String> headers) {
        CallHandler.head(response, status, headers);
      }

      @Override
      public void write(byte[] bytes) throws IOException {
        Content.Sink.write(response, false, ByteBuffer.wrap(bytes));
      }
    };
  }

  private Call call(Request request) {
    Map<String, String> headers = new TreeMap<>();
    for (HttpField field : request.getHeaders()) {
      String value = field.getValue() == null ? "" : field.getValue();
      headers.merge(field.getName().toLowerCase(Locale.ROOT), value, (a, b) -> a + ", " + b);
    }
    String query = request.getHttpURI().getQuery();
    Map<String, List<String>> values = query == null ? Map.of() : PercentCoding.query(query);
    return new Call(
        request.getMethod().toUpperCase(Locale.ROOT),
        request.getHttpURI().getPath(),
        Map.of(),
        values,
        headers,
        request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress peer
            && peer.getAddress() != null
            && peer.getAddress().isLoopbackAddress(),
        Caller.NOBODY,
        () -> body(request));
  }

  private byte[] body(Request request) throws IOException {
    try (InputStream in = Content.Source.asInputStream(request)) {
      byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, maxBody + 1));
      if (bytes.length > maxBody) {
        throw Fault.of(413, "request_too_large", "The body is longer than " + maxBody + " bytes");
      }
      return bytes;
    }
  }
}
