package dev.patchbay.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.account.Account;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.provider.Provider;
import dev.patchbay.provider.ProviderTable;
import dev.patchbay.route.Candidate;
import dev.patchbay.route.Dropped;
import dev.patchbay.route.Mapping;
import dev.patchbay.route.Plan;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.route.RouteRule;
import dev.patchbay.route.RouteRule.Destination;
import dev.patchbay.route.RouteTables;
import dev.patchbay.route.Strategy;
import dev.patchbay.route.Substitution;
import dev.patchbay.wire.Protocol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * One routing case that reads in three lines: who is there, what is asked, what is planned. A
 * provider is a line of words, see {@link ProviderLine}; its accounts' states are words too.
 */
final class PlanCase {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final List<Provider> providers = new ArrayList<>();
  private final Map<String, List<Account>> accounts = new LinkedHashMap<>();
  private final List<RouteRule> rules = new ArrayList<>();
  private final List<Mapping> mappings = new ArrayList<>();
  private String defaultProvider;
  private String defaultModel = "";
  private Substitution substitution = Substitution.CONFIGURED;
  private Strategy strategy = Strategy.SESSION;
  private Set<Protocol> spoken =
      Set.of(Protocol.OPENAI_CHAT, Protocol.ANTHROPIC_MESSAGES, Protocol.GEMINI);

  final FakeSignals signals = new FakeSignals();
  final QueryLine query = new QueryLine();
  RandomGenerator random = new SplittableRandom(1);
  private Plan plan;

  /** Each line: {@code id words…}, in order of configuration. */
  static PlanCase given(String... lines) {
    PlanCase made = new PlanCase();
    for (String line : lines) {
      ProviderLine parsed = ProviderLine.parse(line);
      made.providers.add(parsed.provider());
      made.accounts.put(parsed.provider().id(), parsed.accounts(made.signals));
    }
    return made;
  }

  PlanCase defaultProvider(String id) {
    defaultProvider = id;
    return this;
  }

  PlanCase defaultModel(String model) {
    defaultModel = model;
    return this;
  }

  PlanCase substitution(Substitution value) {
    substitution = value;
    return this;
  }

  PlanCase strategy(Strategy value) {
    strategy = value;
    return this;
  }

  PlanCase spoken(Protocol... protocols) {
    spoken = Set.of(protocols);
    return this;
  }

  PlanCase alias(String name, String... targets) {
    mappings.add(new Mapping(name, destinations(targets)));
    return this;
  }

  /** Targets are {@code provider:model} or {@code provider:model*weight}. */
  PlanCase rule(String model, String... targets) {
    return rule(
        new RouteRule(
            model, null, null, null, null, List.of(), 0, Long.MAX_VALUE, destinations(targets)));
  }

  PlanCase rule(RouteRule rule) {
    rules.add(rule);
    return this;
  }

  static List<Destination> destinations(String... targets) {
    return Arrays.stream(targets).map(PlanCase::destination).toList();
  }

  private static Destination destination(String text) {
    int star = text.indexOf('*');
    int weight = star < 0 ? 1 : Integer.parseInt(text.substring(star + 1));
    String target = star < 0 ? text : text.substring(0, star);
    int colon = target.indexOf(':');
    return new Destination(target.substring(0, colon), target.substring(colon + 1), weight);
  }

  PlanCase signals(Consumer<FakeSignals> change) {
    change.accept(signals);
    return this;
  }

  PlanCase query(Consumer<QueryLine> change) {
    change.accept(query);
    return this;
  }

  PlanCase asks(String model) {
    query.model = model;
    plan = null;
    return this;
  }

  RouteTables tables() {
    return new RouteTables(
        new ProviderTable(providers, Catalogue.load()),
        accounts,
        rules,
        mappings,
        defaultProvider,
        defaultModel,
        substitution,
        strategy,
        RouteTables.SESSION_DURATION,
        RouteTables.WAIT_PRICE,
        spoken);
  }

  RouteQuery routeQuery() {
    return query.query();
  }

  Plan plan() {
    if (plan == null) {
      plan = Planner.plan(routeQuery(), tables(), signals, NOW, random);
    }
    return plan;
  }

  /** The whole text of the plan, without its first line. */
  PlanCase plans(String expected) {
    String text = plan().toString();
    assertEquals(
        expected.strip(), text.substring(text.indexOf('\n') + 1).stripTrailing().stripIndent());
    return this;
  }

  /** The candidates alone: {@code provider/account model}. */
  PlanCase tries(String... labels) {
    List<String> tried = plan().candidates().stream().map(Candidate::label).toList();
    assertEquals(List.of(labels), tried, plan().toString());
    return this;
  }

  /** The drops alone: {@code name REASON}; a name is an account's alias or a provider's id. */
  PlanCase drops(String... drops) {
    List<String> found = plan().dropped().stream().map(PlanCase::drop).toList();
    assertEquals(List.of(drops), found, plan().toString());
    return this;
  }

  private static String drop(Dropped drop) {
    return (drop.account() != null ? drop.account() : drop.provider()) + " " + drop.reason();
  }

  /** The answer of an empty plan: its kind and status, and words its message has. */
  PlanCase fails(String kindAndStatus, String... words) {
    var failure = plan().failure();
    String found = failure == null ? "no failure" : failure.kind() + " " + failure.status();
    assertEquals(kindAndStatus, found, plan().toString());
    for (String word : words) {
      assertEquals(true, failure.message().contains(word), word + " in: " + failure.message());
    }
    return this;
  }
}
