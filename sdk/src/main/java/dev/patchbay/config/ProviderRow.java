package dev.patchbay.config;

import dev.patchbay.account.Account;
import dev.patchbay.endpoint.Endpoints;
import dev.patchbay.provider.Auth;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.provider.CatalogueRow;
import dev.patchbay.provider.Provider;
import dev.patchbay.provider.Tier;
import dev.patchbay.wire.CacheRule;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.Quirk;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes of one configured provider, over the catalogue's row, what takes part in routing. */
final class ProviderRow {
  private static final int PRIORITY = 100;
  private static final String CUSTOM = "custom";

  /** An id stands before a colon or a slash in the names of models, and in variables. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final ProviderConfig given;
  private final Catalogue catalogue;
  private final Set<Protocol> spoken;
  private final Faults faults;
  private final String path;
  private final Optional<CatalogueRow> row;

  ProviderRow(ProviderConfig given, Catalogue catalogue, Set<Protocol> spoken, Faults faults) {
    this.given = given;
    this.catalogue = catalogue;
    this.spoken = spoken;
    this.faults = faults;
    this.path = "providers." + given.id();
    this.row = catalogue.row(given.type() == null ? given.id() : given.type());
  }

  /**
   * A provider that takes part. Immutable.
   *
   * @param provider the row as it counts
   * @param accounts its accounts, at least one; without a key for a provider that asks for none
   */
  record Enabled(Provider provider, List<Account> accounts) {}

  /**
   * The provider and its accounts; empty if it is not enabled, or if something is wrong, which is
   * then among the faults.
   *
   * @param upstreamProxy the proxy towards it if it has none of its own; null for none
   */
  Optional<Enabled> enabled(@Nullable String upstreamProxy) {
    if (Boolean.FALSE.equals(given.enabled()) || !identified()) {
      return Optional.empty();
    }
    int before = faults.count();
    List<Account> accounts =
        AccountRows.of(given, row.map(known -> known.provider().local()).orElse(true), faults);
    if (accounts.isEmpty() && given.accounts().isEmpty()) {
      if (given.enabled() != null) {
        faults.add(
            path + ".accounts",
            "enabled, but there is no account; set " + keyName() + " or add one with an api-key");
      }
      return Optional.empty();
    }
    checkHeaders();
    checkProxy();
    Map<Protocol, String> protocols = protocols();
    checkSpoken(protocols);
    checkCache(protocols);
    return faults.count() > before
        ? Optional.empty()
        : Optional.of(new Enabled(provider(protocols, upstreamProxy), accounts));
  }

  private boolean identified() {
    if (!ID.matcher(given.id()).matches()) {
      faults.add(path, "expected an id of letters, digits, '.', '_' and '-', at most 64");
      return false;
    }
    String type = given.type();
    if (row.isPresent() || type == null || type.equals(CUSTOM)) {
      return true;
    }
    faults.wrong(
        path + ".type",
        type,
        "custom or a provider of the catalogue" + meant(type) + "; those are " + join(rowIds()));
    return false;
  }

  private void checkHeaders() {
    given
        .headers()
        .forEach(
            (name, value) ->
                Addresses.headerFault(name, value)
                    .ifPresent(fault -> faults.unfit(path + ".headers." + name, value, fault)));
  }

  private void checkProxy() {
    String proxy = given.proxy();
    if (proxy != null) {
      Addresses.proxyFault(proxy).ifPresent(fault -> faults.unfit(path + ".proxy", proxy, fault));
    }
  }

  /** What it speaks, and where; empty if something is wrong. */
  private Map<Protocol, String> protocols() {
    Map<Protocol, String> own = row.map(known -> known.provider().protocols()).orElse(Map.of());
    String baseUrl = given.baseUrl();
    if (baseUrl == null) {
      return row.map(known -> own(known, own)).orElseGet(this::needsBaseUrl);
    }
    Optional<String> fault = Addresses.baseUrlFault(baseUrl);
    if (fault.isPresent()) {
      faults.unfit(path + ".base-url", baseUrl, fault.get());
      return Map.of();
    }
    Map<Protocol, String> basis = own.isEmpty() ? Map.of(Protocol.OPENAI_CHAT, baseUrl) : own;
    return Endpoints.rebase(basis, given.protocol(), baseUrl);
  }

  private Map<Protocol, String> own(CatalogueRow known, Map<Protocol, String> own) {
    Protocol wanted = given.protocol();
    if (known.needsBaseUrl()) {
      faults.add(
          path + ".base-url",
          known.name()
              + " needs the address of your resource: set it, or "
              + envPrefix()
              + "_BASE_URL, such as "
              + own.values().iterator().next()
              + " (or "
              + envPrefix()
              + "_ENABLED=false)");
      return Map.of();
    }
    if (wanted != null && !own.containsKey(wanted)) {
      faults.wrong(
          path + ".protocol",
          wanted.id(),
          "what " + known.name() + " speaks: " + words(own.keySet()));
      return Map.of();
    }
    return own;
  }

  private Map<Protocol, String> needsBaseUrl() {
    faults.add(
        path + ".base-url",
        "'"
            + Masks.text(given.id())
            + "' is not in the catalogue"
            + meant(given.id())
            + "; it needs a base-url, or a type to inherit from, such as openai");
    return Map.of();
  }

  private void checkSpoken(Map<Protocol, String> protocols) {
    Protocol wanted = given.protocol();
    boolean none =
        wanted != null
            ? !spoken.contains(wanted)
            : Collections.disjoint(protocols.keySet(), spoken);
    if (none && !protocols.isEmpty()) {
      faults.wrong(
          path + ".protocol",
          wanted == null ? words(protocols.keySet()) : wanted.id(),
          "a protocol this version speaks: " + words(spoken));
    }
  }

  private Provider provider(Map<Protocol, String> protocols, @Nullable String upstreamProxy) {
    Optional<Provider> base = row.map(CatalogueRow::provider);
    Map<String, String> headers = new LinkedHashMap<>(base.map(Provider::headers).orElse(Map.of()));
    headers.putAll(given.headers());
    Map<Tier, String> tiers = new EnumMap<>(Tier.class);
    tiers.putAll(base.map(Provider::tierModels).orElse(Map.of()));
    tiers.putAll(given.tierModels());
    return new Provider(
        given.id(),
        base.map(Provider::type).orElse(CUSTOM),
        protocols,
        given.protocol(),
        base.map(Provider::auth).orElse(customAuth(protocols.keySet().iterator().next())),
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
        base.map(Provider::quirks).orElse(Provider.CUSTOM_QUIRKS),
        given.timeout(),
        given.upstreamStream(),
        given.apiVersion(),
        cache(),
        envPrefix());
  }

  private CacheRule cache() {
    CacheRule.Ttl ttl = given.cacheTtl();
    CacheRule.Marks marks = given.cacheMarks();
    return new CacheRule(
        ttl == null ? CacheRule.KEEP.ttl() : ttl, marks == null ? CacheRule.KEEP.marks() : marks);
  }

  /** What would have no effect is refused: most providers cache without marks. */
  private void checkCache(Map<Protocol, String> protocols) {
    Protocol wanted = given.protocol();
    Set<Protocol> used = wanted == null ? protocols.keySet() : Set.of(wanted);
    boolean unmarkable =
        !protocols.isEmpty()
            && !used.contains(Protocol.ANTHROPIC_MESSAGES)
            && row.stream()
                .noneMatch(known -> known.provider().quirks().contains(Quirk.KEEPS_CACHE_CONTROL));
    if (unmarkable && !cache().keeps()) {
      String key = cache().auto() ? ".cache-marks" : ".cache-ttl";
      faults.add(path + key, "there are no cache marks in what it speaks; leave it out");
    }
  }

  /** A server nobody knows takes its key the way its protocol's inventor does. */
  private static Auth customAuth(Protocol protocol) {
    return switch (protocol) {
      case ANTHROPIC_MESSAGES -> new Auth("x-api-key", "");
      case GEMINI -> new Auth("x-goog-api-key", "");
      case OPENAI_CHAT, OPENAI_RESPONSES -> Auth.BEARER;
    };
  }

  /** The variable a key is read from: the conventional one, where the row has one. */
  private String keyName() {
    return row.filter(known -> known.id().equals(given.id()))
        .flatMap(known -> known.keyNames().stream().findFirst())
        .orElse(envPrefix() + "_API_KEY");
  }

  private String envPrefix() {
    return given.id().toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
  }

  private String meant(String typed) {
    return Faults.nearest(typed, rowIds()).map(id -> " (did you mean '" + id + "'?)").orElse("");
  }

  private List<String> rowIds() {
    return catalogue.rows().stream().map(CatalogueRow::id).toList();
  }

  private static String words(Collection<Protocol> protocols) {
    return join(protocols.stream().map(Protocol::id).sorted().toList());
  }

  private static String join(List<String> words) {
    return String.join(", ", words);
  }
}
