package dev.patchbay.server.jetty;

import dev.patchbay.server.setup.ServerConfig;
import dev.patchbay.server.setup.TlsConfig;
import java.util.EnumSet;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.jspecify.annotations.Nullable;

/** The socket and what is spoken on it: HTTP/1.1 and HTTP/2, with or without TLS. Stateless. */
final class Listening {
  /**
   * Connections the system holds for us until we take them; Java's 50 make hundreds of clients that
   * come at once wait for a second or three.
   */
  private static final int QUEUE = 1_024;

  private Listening() {}

  static ServerConnector connector(Server server, ServerConfig config, Limits limits) {
    ServerConnector connector =
        new ServerConnector(server, null, null, null, 1, -1, factories(config.tls(), limits));
    connector.setHost(config.host());
    connector.setPort(config.port());
    connector.setAcceptQueueSize(QUEUE);
    connector.setIdleTimeout(limits.idle().toMillis());
    connector.addBean(new NetworkConnectionLimit(limits.connections(), connector));
    return connector;
  }

  private static ConnectionFactory[] factories(@Nullable TlsConfig tls, Limits limits) {
    HttpConfiguration http = http(limits);
    HttpConnectionFactory one = new HttpConnectionFactory(http);
    if (tls == null) {
      return new ConnectionFactory[] {one, sized(new HTTP2CServerConnectionFactory(http), limits)};
    }
    ALPNServerConnectionFactory agreed = new ALPNServerConnectionFactory();
    agreed.setDefaultProtocol(one.getProtocol());
    return new ConnectionFactory[] {
      new SslConnectionFactory(Keystore.open(tls), agreed.getProtocol()),
      agreed,
      sized(new HTTP2ServerConnectionFactory(http), limits),
      one
    };
  }

  private static ConnectionFactory sized(AbstractHTTP2ServerConnectionFactory two, Limits limits) {
    two.setMaxConcurrentStreams(limits.streams());
    two.setStreamIdleTimeout(limits.stuck().toMillis());
    return two;
  }

  private static HttpConfiguration http(Limits limits) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(limits.header());
    http.setIdleTimeout(limits.stuck().toMillis());
    // Paths are matched as they came, part by part, and never lead to a file: a model's name may
    // hold an encoded slash, and a base URL may end in one.
    http.setUriCompliance(
        UriCompliance.from(
            EnumSet.of(
                Violation.AMBIGUOUS_PATH_SEPARATOR,
                Violation.AMBIGUOUS_PATH_ENCODING,
                Violation.AMBIGUOUS_EMPTY_SEGMENT)));
    return http;
  }
}
