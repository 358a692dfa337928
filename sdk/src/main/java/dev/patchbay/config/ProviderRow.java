package dev.patchbay.config;

import dev.patchbay.account.Account;
import dev.patchbay.endpoint.Endpoints;
import dev.patchbay.provider.Auth;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.provider.CatalogueRow;
import dev.patchbay.provider.Provider;
import dev.patchbay.provider.Tier;
import dev.patchbay.wire.Protocol;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A provider with the user's values over the catalogue's row, and its accounts. Immutable.
 *
 * @param provider the row as it counts
 * @param accounts its accounts; one without a key for a provider that asks for none
 * @param enabled whether it takes part at all
 */
record ProviderRow(Provider provider, List<Account> accounts, boolean enabled) {
  private static final int PRIORITY = 100;

  /** The row; null if something is wrong, which is then among the faults. */
  static @Nullable ProviderRow of(
      ProviderConfig given, @Nullable String upstreamProxy, Catalogue catalogue, Faults faults) {
    return new Maker(given, upstreamProxy, catalogue, faults).make();
  }

  /** Makes one row. One thread. */
  private static final class Maker {
    private final ProviderConfig given;
    private final @Nullable String upstreamProxy;
    private final Catalogue catalogue;
    private final Faults faults;
    private final String path;

    Maker(
        ProviderConfig given, @Nullable String upstreamProxy, Catalogue catalogue, Faults faults) {
      this.given = given;
      this.upstreamProxy = upstreamProxy;
      this.catalogue = catalogue;
      this.faults = faults;
      this.path = "providers." + given.id();
    }

    @Nullable ProviderRow make() {
      int before = faults.lines().size();
      String type = given.type() == null ? given.id() : given.type();
      Optional<CatalogueRow> row = catalogue.row(type);
      if (row.isEmpty() && given.type() != null && !given.type().equals("custom")) {
        faults.add(
            path
                + ".type: '"
                + type
                + "' is no provider of the catalogue; expected one of "
                + catalogue.rows().stream().map(CatalogueRow::id).toList()
                + ", or custom");
        return null;
      }
      Map<Protocol, String> protocols = protocols(row);
      boolean keyless = row.map(known -> known.provider().local()).orElse(true);
      List<Account> accounts = accounts(keyless);
      boolean enabled = given.enabled() == null ? !accounts.isEmpty() : given.enabled();
      if (enabled && accounts.isEmpty()) {
        faults.add(
            path
                + ".accounts: enabled, but there is no account; set "
                + envPrefix()
                + "_API_KEY or add an account with an api-key");
      }
      if (faults.lines().size() > before) {
        return null;
      }
      return new ProviderRow(provider(row, protocols), accounts, enabled);
    }

    private Map<Protocol, String> protocols(Optional<CatalogueRow> row) {
      Map<Protocol, String> own = row.map(known -> known.provider().protocols()).orElse(Map.of());
      String baseUrl = given.baseUrl();
      if (row.isEmpty()) {
        return customProtocols(baseUrl);
      }
      if (baseUrl != null) {
        return Endpoints.rebase(own, given.protocol(), checked(baseUrl));
      }
      if (row.get().needsBaseUrl() && !given.accounts().isEmpty()) {
        faults.add(
            path
                + ".base-url: "
                + row.get().name()
                + " needs the address of your resource: set it"
                + " here or in "
                + envPrefix()
                + "_BASE_URL, such as "
                + own.values().iterator().next());
      }
      Protocol wanted = given.protocol();
      if (wanted != null && !own.containsKey(wanted)) {
        faults.add(
            path
                + ".protocol: "
                + row.get().name()
                + " does not speak '"
                + wanted.id()
                + "'; it speaks "
                + own.keySet().stream().map(Protocol::id).toList());
      }
      return own;
    }

    private Map<Protocol, String> customProtocols(@Nullable String baseUrl) {
      if (baseUrl == null) {
        faults.add(
            path
                + ".base-url: '"
                + given.id()
                + "' is not in the catalogue, so it needs a base-url"
                + " (or a type to inherit from, such as openai)");
        return Map.of(Protocol.OPENAI_CHAT, "http://invalid");
      }
      Protocol protocol = given.protocol() == null ? Protocol.OPENAI_CHAT : given.protocol();
      return Endpoints.rebase(Map.of(protocol, baseUrl), given.protocol(), checked(baseUrl));
    }

    private String checked(String baseUrl) {
      if (okhttp3.HttpUrl.parse(baseUrl) == null) {
        faults.add(
            path + ".base-url: '" + baseUrl + "' is no address; expected http://… or https://…");
      }
      return baseUrl;
    }

    private List<Account> accounts(boolean keyless) {
      List<Account> accounts = new ArrayList<>();
      Set<String> names = new HashSet<>();
      for (int i = 0; i < given.accounts().size(); i++) {
        AccountConfig account = given.accounts().get(i);
        String at = path + ".accounts[" + i + "]";
        String name = account.name() == null ? unnamed(i) : account.name();
        if (!names.add(name)) {
          faults.add(at + ".name: '" + name + "' is there twice");
        } else if (account.apiKey() == null && !keyless) {
          faults.add(at + ".api-key: missing");
        } else {
          accounts.add(
              new Account(
                  given.id(),
                  name,
                  account.apiKey(),
                  account.priority(),
                  account.weight(),
                  account.maxConcurrency(),
                  false));
        }
      }
      boolean implied = accounts.isEmpty() && keyless && given.accounts().isEmpty();
      return implied
          ? List.of(new Account(given.id(), unnamed(0), null, 0, 1, 0, false))
          : accounts;
    }

    private static String unnamed(int index) {
      return index == 0 ? "main" : "account-" + (index + 1);
    }

    private Provider provider(Optional<CatalogueRow> row, Map<Protocol, String> protocols) {
      Optional<Provider> base = row.map(CatalogueRow::provider);
      Map<String, String> headers =
          new LinkedHashMap<>(base.map(Provider::headers).orElse(Map.of()));
      headers.putAll(given.headers());
      Map<Tier, String> tiers = new EnumMap<>(Tier.class);
      tiers.putAll(base.map(Provider::tierModels).orElse(Map.of()));
      tiers.putAll(given.tierModels());
      return new Provider(
          given.id(),
          base.map(Provider::type).orElse("custom"),
          protocols,
          given.protocol(),
          base.map(Provider::auth).orElse(customAuth()),
          headers,
          given.proxy() == null ? upstreamProxy : given.proxy(),
          given.mode(),
          given.priority() == null ? PRIORITY : given.priority(),
          given.weight() == null ? 1 : given.weight(),
          tiers,
          !given.tierModels().isEmpty(),
          given.models(),
          given.catchAll(),
          base.map(Provider::local).orElse(false),
          base.map(Provider::quirks).orElse(Set.of()),
          given.timeout(),
          given.upstreamStream(),
          given.apiVersion(),
          envPrefix());
    }

    /** A server nobody knows takes its key the way its protocol's inventor does. */
    private Auth customAuth() {
      if (given.protocol() == Protocol.ANTHROPIC_MESSAGES) {
        return new Auth("x-api-key", "");
      }
      return given.protocol() == Protocol.GEMINI ? new Auth("x-goog-api-key", "") : Auth.BEARER;
    }

    private String envPrefix() {
      return given.id().toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }
  }
}
