package dev.patchbay.server.api;

import dev.patchbay.server.http.Call;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.WireRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes requests of the router out of calls. Stateless. */
final class Requests {
  /** Credentials are for us, cookies for nobody: whatever is let through, these are not. */
  private static final List<String> OURS =
      List.of("authorization", "x-api-key", "x-goog-api-key", "proxy-authorization", "cookie");

  private Requests() {}

  /** A request of which everything stands in the body. */
  static WireRequest of(Call call, Protocol protocol) throws IOException {
    return of(call, protocol, null, null);
  }

  /**
   * A request.
   *
   * @param model what the address says of the model; null if it says nothing
   * @param stream what it says of streaming; null if it says nothing
   */
  static WireRequest of(
      Call call, Protocol protocol, @Nullable String model, @Nullable Boolean stream)
      throws IOException {
    return of(call, protocol, model, stream, call.bytes());
  }

  /** As above, of a body that was read already. */
  static WireRequest of(
      Call call, Protocol protocol, @Nullable String model, @Nullable Boolean stream, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>(call.headers());
    headers.keySet().removeAll(OURS);
    return WireRequest.builder(protocol, body).model(model).stream(stream)
        .headers(headers)
        .options(ControlHeaders.options(call))
        .allowedModels(ControlHeaders.allowedModels(call))
        .build();
  }
}
