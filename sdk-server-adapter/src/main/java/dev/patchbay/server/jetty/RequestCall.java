package dev.patchbay.server.jetty;

import dev.patchbay.server.http.Body;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Caller;
import dev.patchbay.server.http.PercentCoding;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;

/** Makes calls of requests. Stateless. */
final class RequestCall {
  private RequestCall() {}

  static Call of(Request request, Body body) {
    String query = request.getHttpURI().getQuery();
    Map<String, List<String>> values = query == null ? Map.of() : PercentCoding.query(query);
    return new Call(
        request.getMethod().toUpperCase(Locale.ROOT),
        path(request),
        Map.of(),
        values,
        headers(request),
        loopback(request),
        Caller.NOBODY,
        body);
  }

  /** As it came, but for parameters; {@code *} has none. */
  static String path(Request request) {
    String path = request.getHttpURI().getPath();
    return path == null ? "" : path;
  }

  private static Map<String, String> headers(Request request) {
    Map<String, String> headers = new TreeMap<>();
    for (HttpField field : request.getHeaders()) {
      String value = field.getValue() == null ? "" : field.getValue();
      headers.merge(field.getName().toLowerCase(Locale.ROOT), value, (a, b) -> a + ", " + b);
    }
    // HTTP/2 has it beside the headers; and a body is told unpacked.
    String authority = request.getHttpURI().getAuthority();
    if (authority != null) {
      headers.putIfAbsent("host", authority);
    }
    headers.remove("content-encoding");
    return headers;
  }

  private static boolean loopback(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress at
        && at.getAddress() != null
        && at.getAddress().isLoopbackAddress();
  }
}
