package dev.patchbay.config;

import dev.patchbay.provider.DispatchMode;
import dev.patchbay.provider.ModelCard;
import dev.patchbay.provider.Provider.ServedModel;
import dev.patchbay.provider.Tier;
import dev.patchbay.secret.Redactor;
import dev.patchbay.wire.CacheRule;
import dev.patchbay.wire.Protocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One provider as configured; null means unsaid, which leaves it to the catalogue's row. Immutable;
 * made by {@link #of}.
 *
 * @param id the id it goes by
 * @param type id of the catalogue row to inherit; null for the id itself
 * @param enabled null: enabled if it has an account, or needs none and is configured here
 * @param mode how it takes part in routing; null for fallback, unset
 * @param priority lower first; null for 100
 * @param weight share in pooled draws; null for 1
 * @param protocol what is spoken to it; null to choose
 * @param baseUrl where it is; null for the catalogue's
 * @param timeout limit of one attempt; null for the router's
 * @param proxy HTTP proxy towards it; null for the router's
 * @param headers further headers for each request
 * @param tierModels its model of each tier; those unsaid are the catalogue's
 * @param models names or globs it serves natively besides the catalogue's
 * @param catchAll whether it takes names nobody knows; null for its row's default
 * @param apiVersion Azure's {@code api-version}; null for none
 * @param upstreamStream {@code auto}, {@code always} or {@code never}; null for the router's
 * @param cacheTtl how long marked prompts are kept there; null for what the client says
 * @param cacheMarks who sets cache marks; null for the client alone
 * @param accounts its credentials
 */
public record ProviderConfig(
    String id,
    @Nullable String type,
    @Nullable Boolean enabled,
    @Nullable DispatchMode mode,
    @Nullable Integer priority,
    @Nullable Integer weight,
    @Nullable Protocol protocol,
    @Nullable String baseUrl,
    @Nullable Duration timeout,
    @Nullable String proxy,
    Map<String, String> headers,
    Map<Tier, String> tierModels,
    List<ServedModel> models,
    @Nullable Boolean catchAll,
    @Nullable String apiVersion,
    @Nullable String upstreamStream,
    CacheRule.@Nullable Ttl cacheTtl,
    CacheRule.@Nullable Marks cacheMarks,
    List<AccountConfig> accounts) {
  public ProviderConfig {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    EnumMap<Tier, String> tiers = new EnumMap<>(Tier.class);
    tiers.putAll(tierModels);
    tierModels = Collections.unmodifiableMap(tiers);
    models = List.copyOf(models);
    accounts = List.copyOf(accounts);
    if (weight != null && weight < 0) {
      throw new IllegalArgumentException("weight must be at least 0: " + weight);
    }
  }

  /** Header values may be credentials: only their names are shown. */
  @Override
  public String toString() {
    return "ProviderConfig["
        + id
        + ", type="
        + type
        + ", mode="
        + mode
        + ", baseUrl="
        + (baseUrl == null ? null : Redactor.address(baseUrl))
        + ", headers="
        + headers.keySet()
        + ", accounts="
        + accounts
        + "]";
  }

  /** Starts a provider. */
  public static Builder of(String id) {
    return new Builder(id);
  }

  /** Builds a {@link ProviderConfig}. One thread. */
  public static final class Builder {
    private final String id;
    private @Nullable String type;
    private @Nullable Boolean enabled;
    private @Nullable DispatchMode mode;
    private @Nullable Integer priority;
    private @Nullable Integer weight;
    private @Nullable Protocol protocol;
    private @Nullable String baseUrl;
    private @Nullable Duration timeout;
    private @Nullable String proxy;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<Tier, String> tierModels = new EnumMap<>(Tier.class);
    private final List<ServedModel> models = new ArrayList<>();
    private @Nullable Boolean catchAll;
    private @Nullable String apiVersion;
    private @Nullable String upstreamStream;
    private CacheRule.@Nullable Ttl cacheTtl;
    private CacheRule.@Nullable Marks cacheMarks;
    private final List<AccountConfig> accounts = new ArrayList<>();

    private Builder(String id) {
      this.id = id;
    }

    public Builder type(@Nullable String value) {
      type = value;
      return this;
    }

    public Builder enabled(@Nullable Boolean value) {
      enabled = value;
      return this;
    }

    public Builder mode(@Nullable DispatchMode value) {
      mode = value;
      return this;
    }

    public Builder priority(@Nullable Integer value) {
      priority = value;
      return this;
    }

    public Builder weight(@Nullable Integer value) {
      weight = value;
      return this;
    }

    public Builder protocol(@Nullable Protocol value) {
      protocol = value;
      return this;
    }

    public Builder baseUrl(@Nullable String value) {
      baseUrl = value;
      return this;
    }

    public Builder timeout(@Nullable Duration value) {
      timeout = value;
      return this;
    }

    public Builder proxy(@Nullable String value) {
      proxy = value;
      return this;
    }

    /** Adds a header to each request. */
    public Builder header(String name, String value) {
      headers.put(name, value);
      return this;
    }

    /** Sets its model of a tier. */
    public Builder tierModel(Tier tier, String model) {
      tierModels.put(tier, model);
      return this;
    }

    /** Adds a name or a glob it serves natively. */
    public Builder model(String name) {
      models.add(new ServedModel(name, null));
      return this;
    }

    /** Adds a model with what is known of it. */
    public Builder model(ModelCard card) {
      models.add(new ServedModel(card.id(), card));
      return this;
    }

    public Builder catchAll(@Nullable Boolean value) {
      catchAll = value;
      return this;
    }

    public Builder apiVersion(@Nullable String value) {
      apiVersion = value;
      return this;
    }

    public Builder upstreamStream(@Nullable String value) {
      upstreamStream = value;
      return this;
    }

    public Builder cacheTtl(CacheRule.@Nullable Ttl value) {
      cacheTtl = value;
      return this;
    }

    public Builder cacheMarks(CacheRule.@Nullable Marks value) {
      cacheMarks = value;
      return this;
    }

    /** Adds an account of a key. */
    public Builder apiKey(String value) {
      return account(AccountConfig.key(value));
    }

    /** Adds an account. */
    public Builder account(AccountConfig value) {
      accounts.add(value);
      return this;
    }

    public ProviderConfig build() {
      return new ProviderConfig(
          id,
          type,
          enabled,
          mode,
          priority,
          weight,
          protocol,
          baseUrl,
          timeout,
          proxy,
          headers,
          tierModels,
          models,
          catchAll,
          apiVersion,
          upstreamStream,
          cacheTtl,
          cacheMarks,
          accounts);
    }
  }
}
