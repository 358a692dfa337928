package dev.patchbay.provider;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue knows of a provider besides what a {@link Provider} carries. Immutable.
 *
 * @param provider the provider as it is without any configuration
 * @param name its name for people
 * @param keyNames environment variables its key is conventionally read from, the preferred first
 * @param enablingKeys those of them whose presence alone enables the provider: a key made for it
 *     and nothing else
 * @param modelsPath where its list of models is, to be appended to the base URL; null if it has
 *     none in OpenAI's shape
 * @param families patterns of the names it owns natively; one that begins with {@code !} excludes
 * @param vendor how OpenRouter calls it before the slash of a model's name; null if it doesn't
 * @param catchAll which unknown names it takes while the user says nothing
 * @param passHeaders headers of a caller that may be passed on to it, in lower case
 * @param replyHeaders patterns of headers of its answers that may be passed back, in lower case
 */
public record CatalogueRow(
    Provider provider,
    String name,
    List<String> keyNames,
    List<String> enablingKeys,
    @Nullable String modelsPath,
    List<String> families,
    @Nullable String vendor,
    CatchAll catchAll,
    List<String> passHeaders,
    List<String> replyHeaders) {
  public CatalogueRow {
    keyNames = List.copyOf(keyNames);
    enablingKeys = List.copyOf(enablingKeys);
    families = List.copyOf(families);
    passHeaders = List.copyOf(passHeaders);
    replyHeaders = List.copyOf(replyHeaders);
  }

  /** Which names nobody knows a provider takes. */
  public enum CatchAll {
    /** None. */
    NEVER,
    /** Every one: the user said so. */
    ALWAYS,
    /** Those with a slash in them. */
    SLASH,
    /**
     * Every one, where no enabled provider is native and neither models nor tiers are configured.
     */
    LONELY;

    static CatchAll of(String word) {
      return valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }
  }

  /** The id. */
  public String id() {
    return provider.id();
  }

  /** True if its base URL has a part only the user knows, such as Azure's resource. */
  public boolean needsBaseUrl() {
    return provider.protocols().values().stream().anyMatch(url -> url.indexOf('{') >= 0);
  }

  /** True if the name is of a family it owns natively. */
  public boolean claims(String model) {
    boolean claimed = false;
    for (String family : families) {
      if (family.startsWith("!")) {
        claimed &= !ModelNames.matches(family.substring(1), model);
      } else {
        claimed |= ModelNames.matches(family, model);
      }
    }
    return claimed;
  }

  /** The name OpenRouter would have for a model of this provider. */
  Optional<String> routerName(String model) {
    return Optional.ofNullable(vendor).map(prefix -> prefix + "/" + ModelNames.key(model));
  }
}
