package dev.patchbay.server.setup;

import dev.patchbay.config.Faults;
import dev.patchbay.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code server}. One thread. */
final class ServerSection {
  private static final List<String> KEYS =
      List.of("host", "port", "max-body", "allowed-hosts", "tls", "access-log", "drain");
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})\\s*([A-Za-z]*)");
  private static final Map<String, Long> BYTES =
      Map.of("", 1L, "B", 1L, "KB", 1L << 10, "MB", 1L << 20, "GB", 1L << 30);
  private static final Map<String, Long> MILLIS =
      Map.of("MS", 1L, "S", 1000L, "M", 60_000L, "H", 3_600_000L);

  private final Map<?, ?> values;
  private final Faults faults;

  ServerSection(Map<?, ?> values, Faults faults) {
    this.values = values;
    this.faults = faults;
  }

  ServerConfig read() {
    for (Object key : values.keySet()) {
      if (!KEYS.contains(String.valueOf(key))) {
        faults.unknown("server." + key, String.valueOf(key), KEYS);
      }
    }
    ServerConfig none = ServerConfig.DEFAULT;
    String host = text("host");
    return new ServerConfig(
        host == null ? none.host() : host,
        port(none.port()),
        amount("max-body", BYTES, none.maxBody(), "a size such as 32MB"),
        hosts(),
        tls(),
        flag("access-log"),
        Duration.ofMillis(
            amount("drain", MILLIS, none.drain().toMillis(), "a duration such as 30s")));
  }

  private @Nullable String text(String key) {
    Object value = values.get(key);
    return value == null || value.toString().isBlank() ? null : value.toString().strip();
  }

  private int port(int otherwise) {
    String text = text("port");
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
      faults.wrong("server.port", text, "a whole number from 0 to 65535");
      return otherwise;
    }
    return Integer.parseInt(text);
  }

  private long amount(String key, Map<String, Long> units, long otherwise, String expected) {
    String text = text(key);
    if (text == null) {
      return otherwise;
    }
    Matcher matcher = AMOUNT.matcher(text);
    Long unit =
        matcher.matches() ? units.get(matcher.group(2).toUpperCase(java.util.Locale.ROOT)) : null;
    if (unit == null || Long.parseLong(matcher.group(1)) == 0) {
      faults.wrong("server." + key, text, expected);
      return otherwise;
    }
    return Long.parseLong(matcher.group(1)) * unit;
  }

  private boolean flag(String key) {
    String text = text(key);
    if (text != null && !text.equals("true") && !text.equals("false")) {
      faults.wrong("server." + key, text, "true or false");
    }
    return "true".equals(text);
  }

  private List<String> hosts() {
    Object value = values.get("allowed-hosts");
    List<String> hosts = new ArrayList<>();
    if (value instanceof Iterable<?> several) {
      several.forEach(one -> hosts.add(String.valueOf(one)));
    } else if (value != null) {
      hosts.add(value.toString());
    }
    return hosts;
  }

  private @Nullable TlsConfig tls() {
    Object value = values.get("tls");
    if (value == null) {
      return null;
    }
    if (!(value instanceof Map<?, ?> tls)
        || tls.get("keystore") == null
        || tls.get("password") == null
        || tls.size() != 2) {
      faults.add("server.tls", "expected keystore and password");
      return null;
    }
    return new TlsConfig(
        Path.of(String.valueOf(tls.get("keystore"))),
        Secret.of(String.valueOf(tls.get("password"))));
  }
}
