package dev.patchbay.config;

import dev.patchbay.budget.Budget;
import dev.patchbay.budget.Budgets;
import dev.patchbay.course.DispatchRules;
import dev.patchbay.route.Mapping;
import dev.patchbay.route.RouteRule;
import dev.patchbay.route.RouteTables;
import dev.patchbay.route.Strategy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user gave: the root of the configuration tree. Immutable; made by {@link #builder()} or
 * by a reader.
 *
 * @param providers in order of configuration, each id once
 * @param defaultProvider id of the default provider; null if none was given
 * @param defaultModel for requests that name none; empty for none
 * @param strategy how accounts of a provider are ordered
 * @param sessionDuration how long an account's session lasts
 * @param waitPrice what a second of waiting is worth, in USD, for {@code stay-by-cost}
 * @param database where state is kept
 * @param dispatch retries, failover, hedging, timeouts, resuming, substitution
 * @param upstreamProxy HTTP proxy towards all providers; null for none
 * @param mappings aliases and globs
 * @param rules rules, the first match counts
 * @param prices prices that win over the catalogue's
 * @param conversation how conversations are kept
 * @param budgets what may be spent
 * @param log what is kept of requests
 * @param media what is done with media at addresses
 */
public record RouterConfig(
    List<ProviderConfig> providers,
    @Nullable String defaultProvider,
    String defaultModel,
    Strategy strategy,
    Duration sessionDuration,
    BigDecimal waitPrice,
    DatabaseConfig database,
    DispatchRules dispatch,
    @Nullable String upstreamProxy,
    List<Mapping> mappings,
    List<RouteRule> rules,
    List<PriceConfig> prices,
    ConversationConfig conversation,
    Budgets budgets,
    LogConfig log,
    MediaConfig media) {
  public RouterConfig {
    providers = List.copyOf(providers);
    mappings = List.copyOf(mappings);
    rules = List.copyOf(rules);
    prices = List.copyOf(prices);
  }

  /** The proxy may hold a password: it is not shown. */
  @Override
  public String toString() {
    return "RouterConfig[providers="
        + providers
        + ", defaultProvider="
        + defaultProvider
        + ", strategy="
        + strategy
        + ", mappings="
        + mappings
        + ", rules="
        + rules
        + "]";
  }

  /** A builder holding the defaults and no provider. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder holding these values. */
  public Builder toBuilder() {
    Builder copy = new Builder();
    providers.forEach(copy::provider);
    copy.defaultProvider = defaultProvider;
    copy.defaultModel = defaultModel;
    copy.strategy = strategy;
    copy.sessionDuration = sessionDuration;
    copy.waitPrice = waitPrice;
    copy.database = database;
    copy.dispatch = dispatch;
    copy.upstreamProxy = upstreamProxy;
    copy.mappings.addAll(mappings);
    copy.rules.addAll(rules);
    copy.prices.addAll(prices);
    copy.conversation = conversation;
    copy.budgets.addAll(budgets.budgets());
    copy.allowUnknownPrice = budgets.allowUnknownPrice();
    copy.log = log;
    copy.media = media;
    return copy;
  }

  /** Builds a {@link RouterConfig}. One thread. */
  public static final class Builder {
    private final List<ProviderConfig> providers = new ArrayList<>();
    private @Nullable String defaultProvider;
    private String defaultModel = "";
    private Strategy strategy = Strategy.SESSION;
    private Duration sessionDuration = RouteTables.SESSION_DURATION;
    private BigDecimal waitPrice = RouteTables.WAIT_PRICE;
    private DatabaseConfig database = DatabaseConfig.DEFAULT;
    private DispatchRules dispatch = DispatchRules.DEFAULT;
    private @Nullable String upstreamProxy;
    private final List<Mapping> mappings = new ArrayList<>();
    private final List<RouteRule> rules = new ArrayList<>();
    private final List<PriceConfig> prices = new ArrayList<>();
    private ConversationConfig conversation = ConversationConfig.DEFAULT;
    private final List<Budget> budgets = new ArrayList<>();
    private boolean allowUnknownPrice;
    private LogConfig log = LogConfig.DEFAULT;
    private MediaConfig media = MediaConfig.DEFAULT;

    private Builder() {}

    /** Adds a provider, or replaces the one of its id at its place. */
    public Builder provider(ProviderConfig value) {
      for (int i = 0; i < providers.size(); i++) {
        if (providers.get(i).id().equals(value.id())) {
          providers.set(i, value);
          return this;
        }
      }
      providers.add(value);
      return this;
    }

    public Builder defaultProvider(@Nullable String id) {
      defaultProvider = id;
      return this;
    }

    public Builder defaultModel(String value) {
      defaultModel = value;
      return this;
    }

    public Builder strategy(Strategy value) {
      strategy = value;
      return this;
    }

    public Builder sessionDuration(Duration value) {
      sessionDuration = value;
      return this;
    }

    public Builder waitPrice(BigDecimal value) {
      waitPrice = value;
      return this;
    }

    public Builder database(DatabaseConfig value) {
      database = value;
      return this;
    }

    public Builder dispatch(DispatchRules value) {
      dispatch = value;
      return this;
    }

    public Builder upstreamProxy(@Nullable String value) {
      upstreamProxy = value;
      return this;
    }

    /**
     * Adds an alias or a glob.
     *
     * @param targets {@code provider:model} each; the later ones are fallbacks
     * @throws ConfigException if a target is not of that form
     */
    public Builder mapping(String name, String... targets) {
      mappings.add(
          new Mapping(
              name,
              Arrays.stream(targets).map(t -> Targets.parse("mappings." + name, t, 1)).toList()));
      return this;
    }

    /** Adds a mapping. */
    public Builder mapping(Mapping value) {
      mappings.add(value);
      return this;
    }

    /** Adds a rule. */
    public Builder rule(RouteRule value) {
      rules.add(value);
      return this;
    }

    /** Adds prices that win over the catalogue's. */
    public Builder price(PriceConfig value) {
      prices.add(value);
      return this;
    }

    /** How conversations are kept. */
    public Builder conversation(ConversationConfig value) {
      conversation = value;
      return this;
    }

    /** Adds a budget. */
    public Builder budget(Budget value) {
      budgets.add(value);
      return this;
    }

    /**
     * Lets requests pass under a budget whose price is unknown; by default they are refused. They
     * then count with what the provider itself says they cost, if it does.
     */
    public Builder allowUnknownPrice(boolean value) {
      allowUnknownPrice = value;
      return this;
    }

    /** What is kept of requests, and for how long. */
    public Builder log(LogConfig value) {
      log = value;
      return this;
    }

    /** What is done with media that a request names by address. */
    public Builder media(MediaConfig value) {
      media = value;
      return this;
    }

    public RouterConfig build() {
      return new RouterConfig(
          providers,
          defaultProvider,
          defaultModel,
          strategy,
          sessionDuration,
          waitPrice,
          database,
          dispatch,
          upstreamProxy,
          mappings,
          rules,
          prices,
          conversation,
          new Budgets(budgets, allowUnknownPrice),
          log,
          media);
    }
  }
}
