package dev.patchbay.config.source;

import dev.patchbay.chat.ResumePolicy;
import dev.patchbay.config.ConfigException;
import dev.patchbay.config.Faults;
import dev.patchbay.config.PriceConfig;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.config.Targets;
import dev.patchbay.course.DispatchRules;
import dev.patchbay.course.Timeouts;
import dev.patchbay.course.UpstreamStream;
import dev.patchbay.price.TokenPrices;
import dev.patchbay.route.Mapping;
import dev.patchbay.route.RouteTables;
import dev.patchbay.route.Strategy;
import dev.patchbay.route.Substitution;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a configuration from a tree of maps, lists and scalars, as YAML or properties give it. */
public final class ConfigMap {
  private static final String LATER = "not known to this version";

  private ConfigMap() {}

  /**
   * Reads a tree. Placeholders {@code ${NAME}} are to be resolved before; see {@link Placeholders}.
   *
   * @throws ConfigException naming every unknown key and every wrong value
   */
  public static RouterConfig read(Map<String, ?> tree) {
    Faults faults = new Faults();
    Section root = Section.root(tree, faults);
    RouterConfig.Builder config = RouterConfig.builder();
    Section providers = root.section("providers");
    for (String id : providers.names()) {
      config.provider(ProviderSection.read(id, providers.section(id)));
    }
    config.defaultProvider(root.text("default-provider"));
    config.defaultModel(or(root.text("default-model"), ""));
    config.strategy(
        or(root.word("strategy", Strategy::of, words(Strategy.values())), Strategy.SESSION));
    config.sessionDuration(or(root.positive("session-duration"), RouteTables.SESSION_DURATION));
    config.upstreamProxy(root.text("upstream-proxy"));
    config.dispatch(dispatch(root));
    mappings(root, config);
    RuleSection.read(root, config);
    prices(root, config);
    root.refuse("server", "belongs to the server adapter, not to a router in an application");
    for (String key : List.of("database", "conversation", "log", "budgets", "unknown-price")) {
      root.refuse(key, LATER);
    }
    root.end();
    faults.refuseIfAny();
    return config.build();
  }

  private static DispatchRules dispatch(Section root) {
    DispatchRules base = DispatchRules.DEFAULT;
    Section retry = root.section("retry");
    Section failover = root.section("failover");
    Section hedge = root.section("hedge");
    Integer attempts = retry.whole("attempts", 1);
    Duration delay = retry.duration("delay");
    Double backoff = retry.word("backoff", ConfigMap::backoff, "a number of at least 1");
    Integer most = failover.whole("max-attempts", 1);
    Duration after = hedge.duration("after");
    Integer hedged = hedge.whole("max", 2);
    retry.end();
    failover.end();
    hedge.end();
    return new DispatchRules(
        or(attempts, base.attempts()),
        or(delay, base.delay()),
        or(backoff, base.backoff()),
        or(most, base.maxAttempts()),
        or(after, base.hedgeAfter()),
        or(hedged, base.hedgeMax()),
        timeouts(root.section("timeouts")),
        or(root.word("resume", ConfigMap::resume, "fail or continue"), base.resume()),
        or(
            root.word("upstream-stream", UpstreamStream::of, "auto, always or never"),
            base.upstreamStream()),
        or(
            root.word("substitution", Substitution::of, "never, configured or any"),
            base.substitution()));
  }

  private static Timeouts timeouts(Section section) {
    Timeouts base = Timeouts.DEFAULT;
    Timeouts timeouts =
        new Timeouts(
            or(section.positive("connect"), base.connect()),
            or(section.positive("first-token"), base.firstToken()),
            or(section.positive("first-token-with-alternative"), base.firstTokenWithAlternative()),
            or(section.positive("first-token-reasoning"), base.firstTokenReasoning()),
            or(section.positive("idle"), base.idle()),
            or(section.positive("attempt"), base.attempt()),
            base.bufferedWithAlternative(),
            or(section.positive("total"), base.total()),
            base.usageWait());
    section.end();
    return timeouts;
  }

  private static Optional<Double> backoff(String text) {
    try {
      double value = Double.parseDouble(text);
      return value >= 1 && value <= 1_000 ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<ResumePolicy> resume(String word) {
    for (ResumePolicy policy : ResumePolicy.values()) {
      if (policy.name().toLowerCase(Locale.ROOT).equals(word)) {
        return Optional.of(policy);
      }
    }
    return Optional.empty();
  }

  private static void mappings(Section root, RouterConfig.Builder config) {
    Section section = root.section("mappings");
    for (String name : section.names()) {
      List<dev.patchbay.route.RouteRule.Destination> targets = new ArrayList<>();
      for (Object item : section.items(name)) {
        Targets.read(section.path(name), String.valueOf(item), 1, section.faults())
            .ifPresent(targets::add);
      }
      if (targets.isEmpty()) {
        section.faults().add(section.path(name), "expected at least one provider:model");
      } else {
        config.mapping(new Mapping(name, targets));
      }
    }
  }

  private static void prices(Section root, RouterConfig.Builder config) {
    for (Section price : root.sections("prices")) {
      String provider = price.text("provider");
      String model = or(price.text("model"), "*");
      BigDecimal input = price.decimal("input");
      BigDecimal output = price.decimal("output");
      BigDecimal cacheRead = price.decimal("cache-read");
      BigDecimal cacheWrite = price.decimal("cache-write");
      BigDecimal cacheWrite5m = price.decimal("cache-write-5m");
      BigDecimal cacheWrite1h = price.decimal("cache-write-1h");
      BigDecimal reasoning = price.decimal("reasoning");
      BigDecimal audioInput = price.decimal("audio-input");
      BigDecimal audioOutput = price.decimal("audio-output");
      price.end();
      if (provider == null || input == null || output == null) {
        price.faults().add(price.path(), "expected provider, input and output");
      } else {
        config.price(
            new PriceConfig(
                provider,
                model,
                new TokenPrices(
                    input,
                    output,
                    cacheRead,
                    cacheWrite5m,
                    cacheWrite1h,
                    cacheWrite,
                    reasoning,
                    audioInput,
                    audioOutput)));
      }
    }
  }

  static <T> T or(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  static String words(Enum<?>[] values) {
    List<String> words = new ArrayList<>();
    for (Enum<?> value : values) {
      words.add(value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
    return "one of " + String.join(", ", words);
  }
}
