package dev.patchbay.provider;

import dev.patchbay.wire.CacheRule;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.Quirk;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place with a base URL that speaks one or more protocols: the catalogue's row with the user's
 * configuration on top. Immutable.
 *
 * @param id name in configuration, prefixes and traces
 * @param type id of the catalogue row it inherits; {@code custom} if none
 * @param protocols what it speaks and at which base URL (no trailing slash), the preferred first
 * @param protocol the protocol the user set; null to choose by the rules
 * @param auth how it takes the credential
 * @param headers further headers for each request
 * @param proxy HTTP proxy towards it; null for none
 * @param mode the mode the user set; null if none, which counts as fallback
 * @param priority lower first; default 100
 * @param weight share in pooled draws; default 1
 * @param tierModels its model of each tier
 * @param userTiers true if the user wrote them, false if they are the catalogue's
 * @param models further names or globs the user says it serves natively
 * @param catchAll whether it takes names nobody knows; null for the default by its row
 * @param local true for rows without prices and keys on the user's machine (Ollama, vLLM)
 * @param quirks how it differs from its protocols
 * @param attemptTimeout overrides {@code timeouts.attempt}; null if not
 * @param upstreamStream {@code auto}, {@code always} or {@code never}; null for the router's
 * @param apiVersion {@code api-version} parameter (Azure); null for none
 * @param cache what becomes of cache marks on the way to it
 * @param envPrefix the upper snake case name its environment variables begin with
 */
public record Provider(
    String id,
    String type,
    Map<Protocol, String> protocols,
    @Nullable Protocol protocol,
    Auth auth,
    Map<String, String> headers,
    @Nullable String proxy,
    @Nullable DispatchMode mode,
    int priority,
    int weight,
    Map<Tier, String> tierModels,
    boolean userTiers,
    List<ServedModel> models,
    @Nullable Boolean catchAll,
    boolean local,
    Set<Quirk> quirks,
    @Nullable Duration attemptTimeout,
    @Nullable String upstreamStream,
    @Nullable String apiVersion,
    CacheRule cache,
    String envPrefix) {

  /**
   * How a server nobody knows is spoken to: in the words every compatible server takes. Most take
   * {@code max_tokens} and {@code system}; the newer {@code max_completion_tokens} and {@code
   * developer} are OpenAI's own.
   */
  public static final Set<Quirk> CUSTOM_QUIRKS =
      Set.of(Quirk.MAX_TOKENS_OLD_NAME, Quirk.NO_DEVELOPER_ROLE);

  public Provider {
    protocols = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(protocols));
    headers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    EnumMap<Tier, String> tiers = new EnumMap<>(Tier.class);
    tiers.putAll(tierModels);
    tierModels = java.util.Collections.unmodifiableMap(tiers);
    models = List.copyOf(models);
    quirks = Set.copyOf(quirks);
    if (protocols.isEmpty()) {
      throw new IllegalArgumentException("Provider " + id + " speaks no protocol");
    }
    if (weight < 0) {
      throw new IllegalArgumentException("weight must be at least 0: " + weight);
    }
  }

  /**
   * A model the user says this provider serves.
   *
   * @param name the name, or a glob with {@code *}
   * @param card what the user said of it; null if only the name
   */
  public record ServedModel(String name, @Nullable ModelCard card) {}

  /** Header values and addresses may hold credentials: neither is shown. */
  @Override
  public String toString() {
    return "Provider["
        + id
        + ", type="
        + type
        + ", mode="
        + mode
        + ", speaks="
        + protocols.keySet()
        + "]";
  }

  /** True if it inherits no row of the catalogue. */
  public boolean custom() {
    return type.equals("custom");
  }
}
