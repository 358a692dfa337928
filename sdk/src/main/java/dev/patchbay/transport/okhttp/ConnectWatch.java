package dev.patchbay.transport.okhttp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.EventListener;

/**
 * Watches how calls connect. It tells a call's clock that its connection is new; and it ends a call
 * that was cancelled just before its TLS handshake. OkHttp (5.5.1, {@code ConnectPlan}) forgets a
 * cancel that comes when TCP stands and the handshake has not begun: no later one counts, and a
 * silent server would hold the call for ever. From the start of the handshake on it closes the
 * socket again. Stateless.
 */
final class ConnectWatch extends EventListener {
  private static final EventListener WATCH = new ConnectWatch();

  private ConnectWatch() {}

  /** Listeners that do what the caller's do, and watch. */
  static Factory after(Factory callers) {
    return call -> callers.create(call).plus(WATCH);
  }

  @Override
  public void connectStart(Call call, InetSocketAddress end, Proxy proxy) {
    CallClock clock = call.request().tag(CallClock.class);
    if (clock != null) {
      clock.connecting();
    }
  }

  /** A cancel in between is not forgotten. */
  @Override
  public void secureConnectStart(Call call) {
    if (call.isCanceled()) {
      ConnectWatch.<RuntimeException>raise(new IOException("Canceled"));
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
