package dev.patchbay.server.guard;

import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Fault;
import dev.patchbay.server.setup.ServerConfig;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages out that have nothing to do with this server: those that reach it under a name of
 * their own (DNS rebinding), and those that make a browser send it something (CSRF). Immutable.
 */
final class Site {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> ELSEWHERE = Set.of("cross-site", "same-site");

  private final Set<String> names = new HashSet<>();
  private final boolean loopback;
  private final boolean listed;

  Site(ServerConfig config) {
    config.allowedHosts().forEach(host -> names.add(Hosts.name(host)));
    listed = !names.isEmpty();
    names.add(Hosts.name(config.host()));
    loopback = Hosts.isLoopback(Hosts.name(config.host()));
  }

  /** Whether the server listens to this machine alone. */
  boolean loopback() {
    return loopback;
  }

  /**
   * Refuses a call under a name that is not this server's. One that listens beyond this machine
   * asks everybody for a credential, which no rebound page has: there any name will do, unless some
   * are listed.
   *
   * @throws Fault 403
   */
  void checkHost(Call call) {
    if (!loopback && !listed) {
      return;
    }
    String host = call.header("host");
    if (host == null || !isOurs(Hosts.name(host))) {
      throw Fault.of(
          403,
          "host_not_allowed",
          "This server is not known by the name the request asks for; server.allowed-hosts says by"
              + " which it is, besides localhost");
    }
  }

  private boolean isOurs(String name) {
    return names.contains(name) || Hosts.isLoopback(name);
  }

  /**
   * Refuses what a page of another site had a browser send.
   *
   * @param ambient whether the call was let in for where it comes from, with no credential: then
   *     also if it only reads
   * @throws Fault 403
   */
  void checkOrigin(Call call, boolean ambient) {
    if (!ambient && READING.contains(call.method())) {
      return;
    }
    String fetched = call.header("sec-fetch-site");
    boolean elsewhere = fetched != null && ELSEWHERE.contains(fetched.toLowerCase(Locale.ROOT));
    if (elsewhere || !isOwn(call.header("origin"), call.header("host"))) {
      throw Fault.of(
          403,
          "origin_not_allowed",
          "A page of another site may not do this; give the client an API key, or call from this"
              + " server's own address");
    }
  }

  /** Behind a proxy that speaks TLS the scheme is another: only the authority counts. */
  private static boolean isOwn(@Nullable String origin, @Nullable String host) {
    if (origin == null) {
      return true;
    }
    int scheme = origin.indexOf("://");
    return scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
  }
}
