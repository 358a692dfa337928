package dev.patchbay.store.database;

import dev.patchbay.secret.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL by its URL, as JDBC or as PostgreSQL's own tools write it, with the login and the
 * parameters taken out. Immutable.
 *
 * @param address {@code jdbc:postgresql://hosts/name}: nothing in it is secret
 * @param user who logs in; null for the driver's default
 * @param password its password; null for none
 * @param parameters what the driver is told, by its own names
 */
record ServerUrl(
    String address,
    @Nullable String user,
    @Nullable Secret password,
    Map<String, String> parameters) {
  private static final String JDBC = "jdbc:postgresql:";
  private static final List<String> SCHEMES = List.of("postgresql://", "postgres://");

  /**
   * Parameters of libpq and of Prisma by the driver's names. Sources: PostgreSQL documentation,
   * "Connection Strings"; pgJDBC documentation, "Connection Parameters"; read 2026-11.
   */
  private static final Map<String, String> NAMES =
      Map.of(
          "connect_timeout", "connectTimeout",
          "application_name", "ApplicationName",
          "channel_binding", "channelBinding",
          "gssencmode", "gssEncMode",
          "schema", "currentSchema");

  /** What Supabase's hosts end with. Source: Supabase documentation, "Connect to your database". */
  private static final List<String> SUPABASE = List.of(".supabase.com", ".supabase.co");

  private static final String TRANSACTION_POOLER = ":6543";

  ServerUrl {
    parameters = Map.copyOf(parameters);
  }

  static boolean isOne(String url) {
    return url.startsWith(JDBC) || SCHEMES.stream().anyMatch(url::startsWith);
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if it has no host; the message doesn't quote it
   */
  static ServerUrl parse(String url) {
    String rest = url.substring(url.indexOf("//") + 2);
    if (!url.contains("//")) {
      throw new IllegalArgumentException("expected jdbc:postgresql://HOST/NAME");
    }
    int at = rest.lastIndexOf('@'); // a password pasted in may have one too
    String login = at < 0 ? "" : rest.substring(0, at);
    String place = rest.substring(at + 1);
    int query = place.indexOf('?');
    String address = query < 0 ? place : place.substring(0, query);
    Map<String, String> parameters = new LinkedHashMap<>();
    if (query >= 0) {
      read(place.substring(query + 1), parameters);
    }
    if (address.isBlank() || address.startsWith("/")) {
      throw new IllegalArgumentException("expected the host of the database after //");
    }
    int colon = login.indexOf(':');
    String user = removed(parameters, "user", colon < 0 ? login : login.substring(0, colon));
    String password = removed(parameters, "password", colon < 0 ? "" : login.substring(colon + 1));
    poolers(address, parameters);
    return new ServerUrl(
        JDBC + "//" + (address.contains("/") ? address : address + "/"),
        user.isEmpty() ? null : user,
        password.isBlank() ? null : Secret.of(password),
        parameters);
  }

  private static void read(String query, Map<String, String> parameters) {
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        String name = pair.substring(0, equals);
        parameters.put(NAMES.getOrDefault(name, name), decoded(pair.substring(equals + 1)));
      }
    }
  }

  private static String removed(Map<String, String> parameters, String name, String otherwise) {
    String value = parameters.remove(name);
    return value == null ? decoded(otherwise) : value;
  }

  /** A password pasted in as it is may have a % that begins no escape. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** A pooler by transaction gives each one another connection: prepared statements get lost. */
  private static void poolers(String address, Map<String, String> parameters) {
    int slash = address.indexOf('/');
    String host = slash < 0 ? address : address.substring(0, slash);
    boolean supabase = SUPABASE.stream().anyMatch(host.replaceAll(":\\d+$", "")::endsWith);
    boolean declared = "true".equals(parameters.remove("pgbouncer"));
    if (declared || (supabase && host.endsWith(TRANSACTION_POOLER))) {
      parameters.putIfAbsent("prepareThreshold", "0");
    }
    if (supabase) {
      parameters.putIfAbsent("sslmode", "require");
    }
  }

  /** Hosts and the names of parameters, for messages. */
  @Override
  public String toString() {
    return address + " with " + new ArrayList<>(parameters.keySet());
  }
}
