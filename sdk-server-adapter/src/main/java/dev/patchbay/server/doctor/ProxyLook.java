package dev.patchbay.server.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Whether the proxy to the providers is there. */
final class ProxyLook {
  private static final String SUBJECT = "proxy";
  private static final int PATIENCE_MILLIS = 2000;
  private static final int HTTP = 80;

  private ProxyLook() {}

  static Finding at(@Nullable String address) {
    if (address == null) {
      return Finding.ok(SUBJECT, "none");
    }
    URI proxy = URI.create(address);
    int port = proxy.getPort() < 0 ? HTTP : proxy.getPort();
    String where = proxy.getHost() + ":" + port;
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(proxy.getHost(), port), PATIENCE_MILLIS);
      return Finding.ok(SUBJECT, where + " answers");
    } catch (IOException | IllegalArgumentException e) {
      return Finding.problem(
          SUBJECT,
          where
              + " does not answer ("
              + e.getMessage()
              + "): start it, correct UPSTREAM_PROXY_URL, or unset it");
    }
  }
}
