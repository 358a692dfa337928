package dev.patchbay.testing.simulation;

import dev.patchbay.chat.Usage;
import dev.patchbay.config.ProviderConfig;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.provider.DispatchMode;
import dev.patchbay.testing.ManualClock;
import dev.patchbay.testing.ProviderCall;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testing.TestRouter;
import dev.patchbay.trace.RouterException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Runs traffic through a router's policy, deterministically: the same simulation gives the same
 * report. Ten thousand requests take about a second. One thread.
 *
 * <pre>{@code
 * SimulationReport report =
 *     Simulator.of(Traffic.of("claude-sonnet-4-5", 1000))
 *         .provider(ScriptedProvider.openai("gemini").accounts("a", "b", "c"))
 *         .provider(ScriptedProvider.anthropic("anthropic"), DispatchMode.POOLED)
 *         .configure(config -> config.defaultProvider("gemini"))
 *         .run("pooled");
 * }</pre>
 */
public final class Simulator {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Reply ANSWER = Reply.text("An answer").withUsage(Usage.of(1000, 200));

  private final Traffic traffic;
  private final ManualClock clock = new ManualClock(START);
  private final TestRouter.Builder kit = TestRouter.builder().clock(clock);
  private final List<FaultWindow> faults = new ArrayList<>();

  private Simulator(Traffic traffic) {
    this.traffic = traffic;
  }

  /** A simulation of this traffic. */
  public static Simulator of(Traffic traffic) {
    return new Simulator(traffic);
  }

  /** Adds a provider without an explicit mode; its script becomes the simulation's. */
  public Simulator provider(ScriptedProvider provider) {
    return provider(provider, config -> config);
  }

  /** Adds a provider with a dispatch mode; its script becomes the simulation's. */
  public Simulator provider(ScriptedProvider provider, DispatchMode mode) {
    return provider(provider, config -> config.mode(mode));
  }

  /** Adds a provider with a configuration of its own; its script becomes the simulation's. */
  public Simulator provider(
      ScriptedProvider provider, UnaryOperator<ProviderConfig.Builder> config) {
    kit.provider(provider.script(call -> reply(provider.name(), call)), config);
    return this;
  }

  /** Changes the configuration: default provider, strategy, rules. */
  public Simulator configure(UnaryOperator<RouterConfig.Builder> change) {
    kit.configure(change);
    return this;
  }

  /** Adds a fault; of several that cover a call the first counts. */
  public Simulator fault(FaultWindow window) {
    faults.add(window);
    return this;
  }

  /** The seed of draws; default 1. */
  public Simulator seed(long value) {
    kit.seed(value);
    return this;
  }

  private Reply reply(String provider, ProviderCall call) {
    Duration now = Duration.between(START, clock.instant());
    return faults.stream()
        .filter(window -> window.covers(provider, call, now))
        .findFirst()
        .map(window -> window.at(now))
        .orElse(ANSWER);
  }

  /**
   * Sends the traffic, one request after the other; one that takes longer than the spacing delays
   * the next.
   *
   * @param title heads the report
   */
  public SimulationReport run(String title) {
    clock.set(START);
    Tally tally = new Tally();
    try (TestRouter router = kit.build()) {
      for (int i = 0; i < traffic.requests(); i++) {
        Instant due = START.plus(traffic.spacing().multipliedBy(i));
        if (due.isAfter(clock.instant())) {
          clock.set(due);
        }
        request(router, i, tally);
      }
    }
    return tally.report(title);
  }

  private void request(TestRouter router, int index, Tally tally) {
    try {
      tally.add(router.router().chat(traffic.request(index)).trace(), null);
    } catch (RouterException e) {
      tally.add(e.trace(), e.kind());
    }
  }
}
