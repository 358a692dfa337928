package dev.patchbay.server.setup;

import dev.patchbay.config.Faults;
import dev.patchbay.secret.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code server}. One thread. */
final class ServerSection {
  private static final List<String> KEYS =
      List.of("host", "port", "max-body", "allowed-hosts", "tls", "access-log", "drain");

  private final SectionValues values;
  private final Faults faults;

  ServerSection(Map<?, ?> values, Faults faults) {
    this.values = new SectionValues("server", values, faults);
    this.faults = faults;
  }

  ServerConfig read() {
    values.only(KEYS);
    ServerConfig none = ServerConfig.DEFAULT;
    String host = values.text("host");
    return new ServerConfig(
        host == null ? none.host() : host,
        values.whole("port", none.port(), 0, 65_535),
        values.bytes("max-body", none.maxBody()),
        hosts(),
        tls(),
        values.flag("access-log"),
        values.duration("drain", none.drain()));
  }

  private List<String> hosts() {
    Object value = values.value("allowed-hosts");
    List<String> hosts = new ArrayList<>();
    if (value instanceof Iterable<?> several) {
      several.forEach(one -> hosts.add(String.valueOf(one)));
    } else if (value != null) {
      hosts.add(value.toString());
    }
    return hosts;
  }

  private @Nullable TlsConfig tls() {
    Object value = values.value("tls");
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
