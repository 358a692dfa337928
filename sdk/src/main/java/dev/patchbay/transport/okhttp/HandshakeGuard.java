package dev.patchbay.transport.okhttp;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.EventListener;

/**
 * Ends a call that was cancelled just before its TLS handshake. OkHttp (5.5.1, {@code ConnectPlan})
 * forgets a cancel that comes when TCP stands and the handshake has not begun: no later one counts,
 * and a silent server would hold the call for ever. From the start of the handshake on it closes
 * the socket again. Stateless.
 */
final class HandshakeGuard extends EventListener {
  private static final EventListener GUARD = new HandshakeGuard();

  private HandshakeGuard() {}

  /** Listeners that do what the caller's do, and guard the handshake. */
  static Factory after(Factory callers) {
    return call -> callers.create(call).plus(GUARD);
  }

  @Override
  public void secureConnectStart(Call call) {
    if (call.isCanceled()) {
      HandshakeGuard.<RuntimeException>raise(new IOException("Canceled"));
    }
  }

  /** OkHttp takes it as a connection that failed, and ends the call as cancelled. */
  @SuppressWarnings({
    "unchecked",
    "TypeParameterUnusedInFormals"
  }) // no exception is unchecked there
  private static <T extends Throwable> void raise(Throwable failure) throws T {
    throw (T) failure;
  }
}
