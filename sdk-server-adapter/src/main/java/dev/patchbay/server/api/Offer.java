package dev.patchbay.server.api;

import dev.patchbay.Router;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.inquiry.ModelInfo;
import dev.patchbay.provider.ModelNames;
import dev.patchbay.route.Candidate;
import dev.patchbay.route.Plan;
import dev.patchbay.server.http.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The models a caller is offered: every name once, which the router then places; where several
 * providers have it, also {@code provider:name} for each of them; and the names the configuration
 * makes up. Thread-safe.
 */
final class Offer {
  private static final String CLAUDE = "claude";

  /** Whose catalogue names Claude's models. */
  private static final String VENDOR = "anthropic";

  private final Router router;
  private final ModelLists lists;

  Offer(Router router, ModelLists lists) {
    this.router = router;
    this.lists = lists;
  }

  /** All the caller may ask for: aliases first, then by provider in order of configuration. */
  List<OfferedModel> all(Call call) {
    Map<String, OfferedModel> offered = new LinkedHashMap<>();
    router.models().aliases().forEach(name -> offered.put(name, OfferedModel.named(name)));
    List<ModelInfo> models = lists.now().models();
    Set<String> several = several(models);
    for (ModelInfo model : models) {
      offered.putIfAbsent(model.id(), OfferedModel.of(model.id(), model));
    }
    for (ModelInfo model : models) {
      if (several.contains(model.id())) {
        offered.putIfAbsent(model.name(), OfferedModel.of(model.name(), model));
      }
    }
    List<String> allowed = ControlHeaders.allowedModels(call);
    return offered.values().stream().filter(model -> isAllowed(model, allowed)).toList();
  }

  /** Claude's models, and the names of them that other models answer to. */
  List<OfferedModel> claude(Call call) {
    Map<String, OfferedModel> offered = new LinkedHashMap<>();
    for (OfferedModel model : all(call)) {
      if (model.id().contains(CLAUDE)) {
        offered.put(model.id(), model);
      }
    }
    for (String name : router.models().catalogued(VENDOR)) {
      if (!offered.containsKey(name)) {
        routed(call, name).ifPresent(model -> offered.put(name, model));
      }
    }
    return List.copyOf(offered.values());
  }

  /** One of them; also a name that is in no list, if it would be answered. */
  Optional<OfferedModel> one(Call call, String id) {
    return all(call).stream()
        .filter(model -> model.id().equals(id))
        .findFirst()
        .or(() -> routed(call, id));
  }

  private Optional<OfferedModel> routed(Call call, String id) {
    Plan plan = router.plan(ExplainRoutes.byModel(call, id));
    Failure failure = plan.failure();
    if (failure != null && failure.kind() != FailureKind.NO_CAPACITY) {
      return Optional.empty();
    }
    if (plan.candidates().isEmpty()) {
      return Optional.of(OfferedModel.named(id));
    }
    Candidate first = plan.candidates().get(0);
    return Optional.of(
        new OfferedModel(
            id,
            first.target().provider().id(),
            first.target().card().contextWindow(),
            first.target().card().maxOutput()));
  }

  private static Set<String> several(List<ModelInfo> models) {
    Set<String> seen = new LinkedHashSet<>();
    Set<String> twice = new LinkedHashSet<>();
    for (ModelInfo model : models) {
      if (!seen.add(model.id())) {
        twice.add(model.id());
      }
    }
    return twice;
  }

  /** As the router judges it: by the name as typed, alone or behind its provider's. */
  private static boolean isAllowed(OfferedModel model, List<String> allowed) {
    List<String> names = new ArrayList<>(List.of(model.id()));
    String prefix = model.owner() + ":";
    names.add(
        model.id().startsWith(prefix)
            ? model.id().substring(prefix.length())
            : prefix + model.id());
    return allowed.isEmpty()
        || allowed.stream()
            .anyMatch(glob -> names.stream().anyMatch(name -> ModelNames.matches(glob, name)));
  }
}
