package dev.patchbay.server.guard;

import dev.patchbay.secret.Secret;
import dev.patchbay.server.http.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a call says to be let in, wherever clients of the protocols say it. Stateless. */
final class Credentials {
  private static final String BEARER = "bearer ";

  private Credentials() {}

  /** The token of {@code Authorization: Bearer}. */
  static Optional<Secret> bearer(Call call) {
    String value = call.header("authorization");
    boolean bearer = value != null && value.toLowerCase(Locale.ROOT).startsWith(BEARER);
    return bearer && value != null ? secret(value.substring(BEARER.length())) : Optional.empty();
  }

  /** All that may be one of our API keys: some clients send two, of which one is meant for us. */
  static List<Secret> keys(Call call) {
    List<Secret> keys = new ArrayList<>();
    bearer(call).ifPresent(keys::add);
    secret(call.header("x-api-key")).ifPresent(keys::add);
    secret(call.header("x-goog-api-key")).ifPresent(keys::add);
    secret(call.query("key")).ifPresent(keys::add);
    return keys;
  }

  private static Optional<Secret> secret(@Nullable String text) {
    return text == null || text.isBlank() ? Optional.empty() : Optional.of(Secret.of(text));
  }
}
