package dev.patchbay.server.http;

import dev.patchbay.wire.Protocol;
import org.jspecify.annotations.Nullable;

/** In whose words a route tells faults. */
@FunctionalInterface
public interface Speech {
  /** In those of this server's management. */
  Speech MANAGEMENT = call -> null;

  /** The protocol the client of a call speaks; null for management's own form. */
  @Nullable Protocol of(Call call);

  /** Always in the words of one protocol. */
  static Speech of(Protocol protocol) {
    return call -> protocol;
  }
}
