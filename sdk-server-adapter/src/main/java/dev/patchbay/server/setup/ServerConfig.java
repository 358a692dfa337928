package dev.patchbay.server.setup;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the server listens: the section {@code server} of the configuration. Immutable.
 *
 * @param host the address it binds to; default {@code 127.0.0.1}
 * @param port 0 for any that is free; default 8094
 * @param maxBody the longest request body, in bytes; default 32 MB
 * @param allowedHosts further values of {@code Host} that may be asked for, without ports
 * @param tls what it shows over TLS; null for plain HTTP
 * @param accessLog whether each request leaves a line in the log
 * @param drain how long a stop waits for answers to end; default 30 s
 */
public record ServerConfig(
    String host,
    int port,
    long maxBody,
    List<String> allowedHosts,
    @Nullable TlsConfig tls,
    boolean accessLog,
    Duration drain) {
  /** On this machine alone. */
  public static final ServerConfig DEFAULT =
      new ServerConfig(
          "127.0.0.1", 8094, 32L * 1024 * 1024, List.of(), null, false, Duration.ofSeconds(30));

  public ServerConfig {
    allowedHosts = List.copyOf(allowedHosts);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be from 0 to 65535: " + port);
    }
    if (maxBody < 1) {
      throw new IllegalArgumentException("maxBody must be at least 1: " + maxBody);
    }
  }

  /** The same at another port. */
  public ServerConfig withPort(int other) {
    return new ServerConfig(host, other, maxBody, allowedHosts, tls, accessLog, drain);
  }

  /** The same at another address. */
  public ServerConfig withHost(String other) {
    return new ServerConfig(other, port, maxBody, allowedHosts, tls, accessLog, drain);
  }

  /** All of it but for passwords, as the section of a configuration would say it. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("host", host);
    tree.put("port", port);
    tree.put("max-body", maxBody);
    tree.put("allowed-hosts", allowedHosts);
    if (tls != null) {
      tree.put("tls", Map.of("keystore", tls.keystore().toString()));
    }
    tree.put("access-log", accessLog);
    tree.put("drain", drain.toMillis() + "ms");
    return tree;
  }
}
