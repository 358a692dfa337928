package dev.patchbay.testing.replay;

import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.RawJson;
import dev.patchbay.secret.Redactor;
import dev.patchbay.transport.HttpCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Masks credentials: headers by their names, and what looks like one anywhere. Immutable. */
final class Masks {
  private static final String MASK = "****";
  private static final Pattern NAMES =
      Pattern.compile(".*(authorization|api-?key|token|secret|cookie|credential|password).*");
  private static final Pattern SCHEME = Pattern.compile("(?i)^(bearer|basic)\\s+");

  private final List<String> secrets;

  private Masks(List<String> secrets) {
    this.secrets = secrets;
  }

  /** Masks that know the credentials of a call, wherever they come back. */
  static Masks of(HttpCall call) {
    List<String> secrets = new ArrayList<>();
    call.headers()
        .forEach(
            (name, value) -> {
              String secret = SCHEME.matcher(value).replaceFirst("").strip();
              if (isSecret(name) && !secret.isEmpty()) {
                secrets.add(secret);
              }
            });
    return new Masks(secrets);
  }

  private static boolean isSecret(String name) {
    return NAMES.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }

  String text(String text) {
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, MASK);
    }
    return Redactor.redact(masked);
  }

  /** Names in lower case. */
  Map<String, String> headers(Map<String, String> headers) {
    Map<String, String> masked = new LinkedHashMap<>();
    headers.forEach(
        (name, value) ->
            masked.put(name.toLowerCase(Locale.ROOT), isSecret(name) ? MASK : text(value)));
    return masked;
  }

  /** True if both bodies mean the same, white space and order of keys aside. */
  static boolean same(String one, String other) {
    if (one.equals(other)) {
      return true;
    }
    try {
      return RawJson.of(one).sameValue(RawJson.of(other));
    } catch (BadJsonException e) {
      return false;
    }
  }
}
