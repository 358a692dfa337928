package dev.patchbay.testing;

import dev.patchbay.Router;
import dev.patchbay.RouterBuilder;
import dev.patchbay.config.ProviderConfig;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.course.DispatchRules;
import dev.patchbay.provider.DispatchMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * A real router over scripted providers, with a clock that stands still and a seeded random: the
 * same test takes the same way each time, and no time. Thread-safe; close it.
 */
public final class TestRouter implements AutoCloseable {
  private final Router router;
  private final ManualClock clock;
  private final Map<String, ScriptedProvider> providers;
  private final Runnable end;

  private TestRouter(
      Router router, ManualClock clock, Map<String, ScriptedProvider> providers, Runnable end) {
    this.router = router;
    this.clock = clock;
    this.providers = new LinkedHashMap<>(providers);
    this.end = end;
  }

  /** Starts a test router. */
  public static Builder builder() {
    return new Builder();
  }

  /** The router: what the code under test is given. */
  public Router router() {
    return router;
  }

  /** The clock by which coolings and sessions end. */
  public ManualClock clock() {
    return clock;
  }

  /**
   * A provider, to script it anew and to see its calls.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public ScriptedProvider provider(String name) {
    ScriptedProvider provider = providers.get(name);
    if (provider == null) {
      throw new IllegalArgumentException(
          "There is no provider '" + name + "'; there are " + providers.keySet());
    }
    return provider;
  }

  /** Closes the router, and the server if there is one. */
  @Override
  public void close() {
    router.close();
    end.run();
  }

  /** Builds a {@link TestRouter}. One thread. */
  public static final class Builder {
    private final Map<ScriptedProvider, UnaryOperator<ProviderConfig.Builder>> providers =
        new LinkedHashMap<>();
    private final List<UnaryOperator<RouterConfig.Builder>> changes = new ArrayList<>();
    private final List<UnaryOperator<RouterBuilder>> customs = new ArrayList<>();
    private ManualClock clock = new ManualClock();
    private long seed = 1;
    private boolean http;

    private Builder() {}

    /** Adds a provider without an explicit dispatch mode. */
    public Builder provider(ScriptedProvider provider) {
      return provider(provider, config -> config);
    }

    /** Adds a provider with a dispatch mode. */
    public Builder provider(ScriptedProvider provider, DispatchMode mode) {
      return provider(provider, config -> config.mode(mode));
    }

    /** Adds a provider with a configuration of its own: models, priority, weight, mode. */
    public Builder provider(
        ScriptedProvider provider, UnaryOperator<ProviderConfig.Builder> config) {
      providers.put(provider, config);
      return this;
    }

    /** Changes the configuration: default provider, mappings, rules, strategy. */
    public Builder configure(UnaryOperator<RouterConfig.Builder> change) {
      changes.add(change);
      return this;
    }

    /** Changes the builder of the router: listeners, rules of health. */
    public Builder router(UnaryOperator<RouterBuilder> change) {
      customs.add(change);
      return this;
    }

    /** The clock; default one at the start of 2026. */
    public Builder clock(ManualClock value) {
      clock = value;
      return this;
    }

    /** The seed of draws; default 1. The random is a {@link Random}, the same on every JDK. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /**
     * Serves the providers over real HTTP on the loopback interface instead of in process; silence
     * then takes its time.
     */
    public Builder overHttp() {
      http = true;
      return this;
    }

    /** The router over its providers, with no delay before a retry. */
    public TestRouter build() {
      ScriptedProvider[] served = providers.keySet().toArray(ScriptedProvider[]::new);
      return http ? overHttp(served) : inProcess(served);
    }

    private TestRouter overHttp(ScriptedProvider[] served) {
      FakeUpstream upstream = FakeUpstream.of(served);
      try {
        return kit(over(upstream::baseUrl), upstream::close);
      } catch (RuntimeException e) {
        upstream.close();
        throw e;
      }
    }

    private TestRouter inProcess(ScriptedProvider[] served) {
      RouterBuilder router =
          over(ScriptedTransport::baseUrl).transport(ScriptedTransport.of(clock, served));
      return kit(router, () -> {});
    }

    private RouterBuilder over(UnaryOperator<String> baseUrl) {
      RouterConfig.Builder config = RouterConfig.builder().dispatch(WITHOUT_DELAY);
      providers.forEach(
          (provider, own) ->
              config.provider(own.apply(provider.config(baseUrl.apply(provider.name()))).build()));
      RouterConfig.Builder changed = config;
      for (UnaryOperator<RouterConfig.Builder> change : changes) {
        changed = change.apply(changed);
      }
      return Router.builder()
          .config(changed.build())
          .clock(clock)
          .random(new Random(seed))
          .drain(Duration.ofSeconds(1));
    }

    private TestRouter kit(RouterBuilder router, Runnable end) {
      RouterBuilder custom = router;
      for (UnaryOperator<RouterBuilder> change : customs) {
        custom = change.apply(custom);
      }
      Map<String, ScriptedProvider> byName = new LinkedHashMap<>();
      providers.keySet().forEach(provider -> byName.put(provider.name(), provider));
      return new TestRouter(custom.build(), clock, byName, end);
    }
  }

  private static final DispatchRules WITHOUT_DELAY = withoutDelay(DispatchRules.DEFAULT);

  private static DispatchRules withoutDelay(DispatchRules rules) {
    return new DispatchRules(
        rules.attempts(),
        Duration.ZERO,
        rules.backoff(),
        rules.maxAttempts(),
        rules.hedgeAfter(),
        rules.hedgeMax(),
        rules.timeouts(),
        rules.resume(),
        rules.upstreamStream(),
        rules.substitution());
  }
}
