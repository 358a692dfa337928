package dev.patchbay.server.cli;

import dev.patchbay.provider.Catalogue;
import dev.patchbay.server.desk.Desk;
import dev.patchbay.server.desk.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --mode} of an account means: another name of a provider, a provider of the catalogue,
 * or a server of one's own that speaks a vendor's protocol. Immutable.
 *
 * @param provider the id of the provider
 * @param protocol what a server of one's own speaks
 */
record AccountMode(String provider, String protocol) {
  private static final String CHAT = "openai-chat";

  /** Those that are another name of a provider. */
  private static final Map<String, String> PROVIDERS =
      Map.of(
          "console", "anthropic",
          "api-key", "anthropic",
          "vertex-ai", "vertex");

  /** Those that are a server of one's own, and what it speaks. */
  private static final Map<String, String> COMPATIBLE =
      Map.of("openai-compatible", CHAT, "anthropic-compatible", "anthropic-messages");

  /** Those that are the login of a subscription. */
  private static final Set<String> LOGINS = Set.of("max", "claude-oauth", "codex", "qwen");

  /** The provider without a mode. */
  AccountMode(String provider) {
    this(provider, CHAT);
  }

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
    if (LOGINS.contains(meant)) {
      throw new IllegalArgumentException(
          "Mode "
              + meant
              + " is the login of a subscription, which this version does not have. Use an API key"
              + " of the vendor, such as --mode console for Anthropic's");
    }
    String protocol = COMPATIBLE.get(meant);
    if (protocol != null) {
      if (baseUrl == null) {
        throw new IllegalArgumentException(
            "Mode " + meant + " needs the address of the server: --base-url http://HOST:PORT/v1");
      }
      return new AccountMode(provider == null ? id(name) : provider, protocol);
    }
    String known = PROVIDERS.getOrDefault(meant, meant);
    if (Catalogue.load().row(known).isEmpty()) {
      throw new IllegalArgumentException(unknown(mode, meant));
    }
    return new AccountMode(provider == null ? known : provider);
  }

  private static String unknown(String mode, String meant) {
    List<String> all = new ArrayList<>(new TreeSet<>(PROVIDERS.keySet()));
    all.addAll(new TreeSet<>(COMPATIBLE.keySet()));
    all.addAll(new TreeSet<>(LOGINS));
    Catalogue.load().rows().forEach(row -> all.add(row.id()));
    String nearest = Spelling.nearest(meant, all);
    return "There is no mode '"
        + mode
        + "'"
        + (nearest == null ? "" : "; did you mean " + nearest + "?")
        + " Modes: "
        + String.join(", ", all);
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
              .put("protocol", protocol)
              .put("base_url", baseUrl)
              .json();
      desk.ask("POST", "/admin/providers", json);
    }
  }
}
