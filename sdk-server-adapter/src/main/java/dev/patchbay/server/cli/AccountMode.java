package dev.patchbay.server.cli;

import dev.patchbay.server.desk.Desk;
import dev.patchbay.server.desk.Fields;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --mode} of an account means. Immutable.
 *
 * @param provider the id of the provider
 */
record AccountMode(String provider) {
  private static final String COMPATIBLE = "openai-compatible";

  /** Those that are another name of a provider. */
  private static final Map<String, String> PROVIDERS =
      Map.of("console", "anthropic", "api-key", "anthropic", "zai", "zai");

  private static final List<String> ALL = List.of("console", "api-key", "zai", COMPATIBLE, "max");

  /**
   * The provider that is meant.
   *
   * @throws IllegalArgumentException if it can't be told
   */
  static AccountMode of(
      @Nullable String mode, @Nullable String provider, String name, @Nullable String baseUrl) {
    if (mode == null) {
      if (provider == null && baseUrl == null) {
        throw new IllegalArgumentException(
            "Which provider? Say it with --provider, such as --provider anthropic");
      }
      return new AccountMode(provider == null ? id(name) : provider);
    }
    String meant = mode.toLowerCase(Locale.ROOT);
    if (meant.equals("max")) {
      throw new IllegalArgumentException(
          "Mode max is the login of a subscription, which this version does not have. Use an API"
              + " key of the same vendor: --mode console");
    }
    if (meant.equals(COMPATIBLE)) {
      if (baseUrl == null) {
        throw new IllegalArgumentException(
            "Mode openai-compatible needs the address of the server: --base-url"
                + " http://HOST:PORT/v1");
      }
      return new AccountMode(provider == null ? id(name) : provider);
    }
    String known = PROVIDERS.get(meant);
    if (known == null) {
      throw new IllegalArgumentException(unknown(mode, meant));
    }
    return new AccountMode(provider == null ? known : provider);
  }

  private static String unknown(String mode, String meant) {
    String nearest = Spelling.nearest(meant, ALL);
    return "There is no mode '"
        + mode
        + "'"
        + (nearest == null ? "" : "; did you mean " + nearest + "?")
        + " Modes: "
        + String.join(", ", ALL);
  }

  private static String id(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  /** Makes the provider at this address, if there is none of its id. */
  void ensure(Desk desk, String baseUrl) {
    boolean there =
        Names.all(desk, "/admin/providers").stream()
            .anyMatch(each -> each.text("id").equals(provider));
    if (!there) {
      String json =
          new Fields()
              .put("id", provider)
              .put("protocol", "openai-chat")
              .put("base_url", baseUrl)
              .json();
      desk.ask("POST", "/admin/providers", json);
    }
  }
}
