package dev.patchbay.config;

import dev.patchbay.route.RouteRule.Destination;
import java.util.Optional;

/** Reads {@code provider:model}, split at the first colon. Pure. */
public final class Targets {
  private Targets() {}

  /** The target; empty, with a fault, if the text is none. */
  public static Optional<Destination> read(String path, String text, int weight, Faults faults) {
    int colon = text.indexOf(':');
    if (colon <= 0 || colon == text.length() - 1) {
      faults.wrong(path, text, "a target as provider:model");
      return Optional.empty();
    }
    String provider = text.substring(0, colon).strip();
    return Optional.of(new Destination(provider, text.substring(colon + 1).strip(), weight));
  }

  /** The complaint about a target that is itself an alias. */
  public static String aliasOfAlias(String text) {
    return "'" + Masks.text(text) + "' is itself an alias; name its targets instead";
  }

  static Destination parse(String path, String text, int weight) {
    Faults faults = new Faults();
    Optional<Destination> target = read(path, text, weight, faults);
    return target.orElseThrow(() -> new ConfigException(faults.lines()));
  }
}
