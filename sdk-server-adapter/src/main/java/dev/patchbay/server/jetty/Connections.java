package dev.patchbay.server.jetty;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * The connections there are: closes those whose client takes forever to say what it wants, and at
 * the end those that wait. {@link #closeSlow} is one thread's.
 */
final class Connections {
  private final ServerConnector connector;
  private final Duration patience;

  /** Since when each is in the middle of a head, by {@link System#nanoTime}. */
  private final Map<EndPoint, Long> since = new HashMap<>();

  Connections(ServerConnector connector, Duration patience) {
    this.connector = connector;
    this.patience = patience;
  }

  /**
   * Closes those whose handshake or head of a request isn't there in time. A byte now and then
   * keeps such a connection from ever being idle.
   */
  void closeSlow() {
    long now = System.nanoTime();
    Set<EndPoint> slow = new HashSet<>();
    for (EndPoint each : connector.getConnectedEndPoints()) {
      if (isBeginning(spoken(each))) {
        slow.add(each);
        if (now - since.computeIfAbsent(each, one -> now) > patience.toNanos()) {
          each.close();
        }
      }
    }
    since.keySet().retainAll(slow);
  }

  /** Closes those that wait for a request; those of HTTP/2 end with the last of theirs. */
  void closeIdle() {
    for (EndPoint each : connector.getConnectedEndPoints()) {
      Connection spoken = spoken(each);
      if (spoken instanceof HTTP2Connection two) {
        two.getSession().shutdown();
      } else if (!(spoken instanceof HttpConnection one)
          || one.getHttpChannel().getRequest() == null) {
        each.close();
      }
    }
  }

  /** What is spoken on it, be it over TLS; null before that is agreed on. */
  private static @Nullable Connection spoken(EndPoint end) {
    Connection connection = end.getConnection();
    return connection instanceof SslConnection tls
        ? tls.getSslEndPoint().getConnection()
        : connection;
  }

  private static boolean isBeginning(@Nullable Connection spoken) {
    if (spoken instanceof HttpConnection one) {
      return one.getParser().inHeaderState() && !one.getParser().isIdle();
    }
    return !(spoken instanceof HTTP2Connection);
  }
}
