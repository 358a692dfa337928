package dev.patchbay.server.setup;

import dev.patchbay.secret.Secret;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All the server is told before it starts. Immutable.
 *
 * @param server how it listens
 * @param alerts when something needs somebody, and who is told
 * @param tree the router's configuration as a tree of maps, lists and scalars: the file with the
 *     environment over it, without the sections {@code server} and {@code alerts}
 * @param adminToken what management asks for; null if nothing was set
 * @param scrapeToken what lets metrics be collected besides it; null for none
 * @param secretKey what stored credentials are encrypted with, 32 bytes in base64; null to keep one
 *     in a file
 * @param oldSecretKeys what was encrypted with these is read, and encrypted anew
 * @param origins where each value comes from
 */
public record Setup(
    ServerConfig server,
    AlertConfig alerts,
    Map<String, Object> tree,
    @Nullable Secret adminToken,
    @Nullable Secret scrapeToken,
    @Nullable Secret secretKey,
    List<Secret> oldSecretKeys,
    Origins origins) {
  public Setup {
    oldSecretKeys = List.copyOf(oldSecretKeys);
    tree = Collections.unmodifiableMap(new LinkedHashMap<>(tree));
  }

  /** A setup of values that come from nowhere. */
  public Setup(
      ServerConfig server,
      Map<String, Object> tree,
      @Nullable Secret adminToken,
      @Nullable Secret scrapeToken,
      @Nullable Secret secretKey) {
    this(
        server,
        AlertConfig.DEFAULT,
        tree,
        adminToken,
        scrapeToken,
        secretKey,
        List.of(),
        Origins.NONE);
  }

  /** A server of the defaults with this configuration of its router. */
  public static Setup of(ServerConfig server, Map<String, Object> tree) {
    return new Setup(server, tree, null, null, null);
  }

  /** The same with other alerts. */
  public Setup withAlerts(AlertConfig other) {
    return new Setup(
        server, other, tree, adminToken, scrapeToken, secretKey, oldSecretKeys, origins);
  }

  /** Neither the tree nor a token: both hold credentials. */
  @Override
  public String toString() {
    return "Setup[" + server + "]";
  }
}
