package dev.patchbay.server.guard;

import dev.patchbay.access.ApiKey;
import dev.patchbay.access.KeyText;
import dev.patchbay.secret.Secret;
import dev.patchbay.server.http.Access;
import dev.patchbay.server.http.Body;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Caller;
import dev.patchbay.server.http.Fault;
import dev.patchbay.server.setup.ServerConfig;
import dev.patchbay.server.setup.Setup;
import dev.patchbay.store.access.MemoryApiKeys;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A gate, its keys, a clock that stands still, and calls to be let in. */
final class GateFixture extends Clock {
  static final Secret ADMIN = Secret.of("the-admin-token-of-the-tests");
  static final Secret SCRAPE = Secret.of("the-scrape-token-of-the-tests");

  private final SecureRandom random = new SecureRandom();
  final MemoryApiKeys store = new MemoryApiKeys();
  final Keys keys = Keys.of(store, this, this::nanos);
  Instant now = Instant.parse("2026-11-21T10:00:00Z");
  ServerConfig server = ServerConfig.DEFAULT;
  @Nullable Secret admin;
  @Nullable Secret scrape;
  private @Nullable KeyGate gate;

  private long nanos() {
    return Duration.between(Instant.EPOCH, now).toNanos();
  }

  Setup setup() {
    return new Setup(server, Map.of(), admin, scrape, null);
  }

  /** A new key, known to the gate at once. */
  Secret key(UnaryOperator<ApiKey.Builder> change) {
    Secret text = KeyText.draw(random);
    String id = "k" + store.all().size();
    store.add(change.apply(ApiKey.builder(id, "name-" + id, text, now)).build());
    keys.changed();
    return text;
  }

  Secret key() {
    return key(key -> key);
  }

  Caller admit(Call call, Access access) {
    if (gate == null) {
      gate = new KeyGate(setup(), keys, this);
    }
    return gate.admit(call, access);
  }

  /** The status of the answer: 200 if it was let in. */
  int status(Call call, Access access) {
    try {
      admit(call, access);
      return 200;
    } catch (Fault fault) {
      return fault.status();
    }
  }

  Fault refusal(Call call, Access access) {
    try {
      throw new AssertionError("was let in as " + admit(call, access).name());
    } catch (Fault fault) {
      return fault;
    }
  }

  /** A call from this machine; headers are names and values in turn. */
  static Call get(String... headers) {
    return call("GET", "/v1/models", true, headers);
  }

  static Call post(String... headers) {
    return call("POST", "/v1/chat/completions", true, headers);
  }

  static Call call(String method, String path, boolean loopback, String... headers) {
    Map<String, String> all = new HashMap<>(Map.of("host", "127.0.0.1:8094"));
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    return new Call(method, path, Map.of(), Map.of(), all, loopback, Caller.NOBODY, Body.EMPTY);
  }

  static Call asking(Secret key) {
    return new Call(
        "POST",
        "/v1beta/models/m:generateContent",
        Map.of(),
        Map.of("key", List.of(key.reveal())),
        Map.of("host", "localhost"),
        true,
        Caller.NOBODY,
        Body.EMPTY);
  }

  static String bearer(Secret secret) {
    return "Bearer " + secret.reveal();
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
