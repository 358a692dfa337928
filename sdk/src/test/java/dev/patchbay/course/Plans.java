package dev.patchbay.course;

import dev.patchbay.account.Account;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.provider.Auth;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.provider.ModelCard;
import dev.patchbay.provider.Provider;
import dev.patchbay.provider.ProviderTable;
import dev.patchbay.route.Candidate;
import dev.patchbay.route.Grade;
import dev.patchbay.route.Plan;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.route.Target;
import dev.patchbay.secret.Secret;
import dev.patchbay.wire.CacheRule;
import dev.patchbay.wire.Protocol;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plans by hand, for tests of what dispatch decides. */
public final class Plans {
  public static final ProviderTable NO_PROVIDERS = new ProviderTable(List.of(), Catalogue.load());

  private Plans() {}

  public static Plan of(Candidate... candidates) {
    return new Plan(RouteQuery.of("m"), List.of(candidates), List.of(), List.of(), null);
  }

  /** A candidate {@code provider/account model}, of an unknown window. */
  public static Candidate candidate(String alias, String model) {
    return candidate(alias, ModelCard.named(model), false);
  }

  public static Candidate candidate(String alias, ModelCard card, boolean substitution) {
    String provider = alias.substring(0, alias.indexOf('/'));
    String account = alias.substring(alias.indexOf('/') + 1);
    Grade grade = substitution ? Grade.TIER : Grade.LISTED;
    Target target =
        new Target(provider(provider), card.id(), card, Protocol.OPENAI_CHAT, grade, substitution);
    return new Candidate(
        target, Account.of(provider, account, Secret.of("key-" + alias)), false, "");
  }

  public static ModelCard window(String model, int contextWindow) {
    ModelCard card = ModelCard.named(model);
    return new ModelCard(
        card.id(), contextWindow, null, null, null, Set.of(), false, false, null, null);
  }

  public static ModelCard retired(String model, String successor) {
    return new ModelCard(model, null, null, null, null, Set.of(), false, true, successor, null);
  }

  public static Provider provider(String id) {
    return new Provider(
        id,
        "custom",
        Map.of(Protocol.OPENAI_CHAT, "http://127.0.0.1:1/v1"),
        null,
        Auth.BEARER,
        Map.of(),
        null,
        null,
        100,
        1,
        Map.of(),
        false,
        List.of(),
        null,
        false,
        Set.of(),
        null,
        null,
        null,
        CacheRule.KEEP,
        id.toUpperCase(java.util.Locale.ROOT));
  }

  public static Failure failure(FailureKind kind) {
    return Failure.of(kind, FailurePhase.BEFORE_OUTPUT, kind.name());
  }

  public static Failure failure(FailureKind kind, Duration retryAfter) {
    return failure(kind).toBuilder().retryAfter(retryAfter).build();
  }

  public static List<String> labels(List<Candidate> candidates) {
    return candidates.stream().map(Candidate::label).toList();
  }

  public static List<String> expected(String... labels) {
    return Arrays.asList(labels);
  }
}
