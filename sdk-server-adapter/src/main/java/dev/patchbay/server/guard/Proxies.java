package dev.patchbay.server.guard;

import dev.patchbay.server.http.Call;
import java.util.Set;

/** Whether a call came through a proxy: then where its connection comes from says nothing. */
final class Proxies {
  private static final Set<String> SIGNS = Set.of("forwarded", "via", "x-real-ip");

  private Proxies() {}

  static boolean sent(Call call) {
    return call.headers().keySet().stream()
        .anyMatch(name -> name.startsWith("x-forwarded") || SIGNS.contains(name));
  }
}
