package dev.patchbay;

import dev.patchbay.account.Account;
import dev.patchbay.account.AccountState;
import dev.patchbay.inquiry.Discovery.Found;
import dev.patchbay.inquiry.ModelInfo;
import dev.patchbay.inquiry.ModelInfo.Source;
import dev.patchbay.inquiry.ModelList;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.provider.DispatchMode;
import dev.patchbay.provider.ModelCard;
import dev.patchbay.provider.Provider;
import dev.patchbay.provider.Provider.ServedModel;
import dev.patchbay.provider.ProviderTable;
import dev.patchbay.route.Mapping;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.route.RouteTables;
import dev.patchbay.wire.ListedModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The models of a router's providers. Thread-safe. */
public final class Models {
  private final Engine engine;

  Models(Engine engine) {
    this.engine = engine;
  }

  /**
   * What can be asked now: the catalogue, the configuration and the providers' own lists, which are
   * fetched if those at hand are older than ten minutes; that takes 15 s at most for each page. A
   * provider that fails is told among the faults. Names found this way are routed as listed from
   * then on.
   */
  public ModelList list() {
    RouteTables tables = engine.active().tables();
    return list(tables, asked(tables), false);
  }

  /**
   * As {@link #list}, but every provider is asked now, however fresh its list is: for models that
   * were just published, or a provider that was just mended.
   */
  public ModelList refresh() {
    RouteTables tables = engine.active().tables();
    return list(tables, asked(tables), true);
  }

  /**
   * As {@link #refresh()}, of one provider alone.
   *
   * @throws IllegalArgumentException if no such provider takes part; the message says which do
   */
  public ModelList refresh(String provider) {
    RouteTables tables = engine.active().tables();
    List<Provider> all = asked(tables);
    List<Provider> one = all.stream().filter(each -> each.id().equals(provider)).toList();
    if (one.isEmpty()) {
      throw new IllegalArgumentException(
          "'"
              + RouteQuery.shown(provider)
              + "' takes no part; there are "
              + all.stream().map(Provider::id).toList());
    }
    return list(tables, one, true);
  }

  private ModelList list(RouteTables tables, List<Provider> providers, boolean anew) {
    Map<String, CompletableFuture<Found>> lists = new LinkedHashMap<>();
    for (Provider provider : providers) {
      CompletableFuture<Found> list = new CompletableFuture<>();
      lists.put(provider.id(), list);
      engine.workers().execute(() -> fetch(provider, tables, anew, list));
    }
    Map<String, Found> found = new LinkedHashMap<>();
    lists.forEach((id, list) -> found.put(id, list.join()));
    learn(found);
    return merge(providers, tables.providers(), found);
  }

  /** As {@link #list}, without asking anybody: by the lists fetched last. */
  public ModelList known() {
    RouteTables tables = engine.active().tables();
    List<Provider> providers = asked(tables);
    Map<String, Found> found = new LinkedHashMap<>();
    for (Provider provider : providers) {
      engine.discovery().last(provider).ifPresent(list -> found.put(provider.id(), list));
    }
    return merge(providers, tables.providers(), found);
  }

  /** The names that mappings of the configuration make up, in order; globs are none. */
  public List<String> aliases() {
    return engine.active().tables().mappings().stream()
        .map(Mapping::name)
        .filter(name -> name.indexOf('*') < 0)
        .toList();
  }

  /**
   * The names the built-in catalogue has at a provider, be it enabled or not, in order; without
   * those that are retired.
   */
  public List<String> catalogued(String provider) {
    return engine.active().tables().providers().catalogue().cards(provider).stream()
        .filter(card -> !card.retired())
        .map(ModelCard::id)
        .toList();
  }

  /**
   * The model of a name, {@code provider:id} or an id that the first provider has it under; without
   * asking anybody, by the catalogue, the configuration, and the lists fetched last.
   */
  public Optional<ModelInfo> find(String name) {
    RouteTables tables = engine.active().tables();
    for (Provider provider : asked(tables)) {
      String prefix = provider.id() + ":";
      String id = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
      if (tables.providers().lists(provider, id)) {
        ListedModel listed =
            engine.discovery().last(provider).stream()
                .flatMap(list -> list.models().stream())
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElse(null);
        return Optional.of(info(provider, id, tables.providers(), listed));
      }
    }
    return Optional.empty();
  }

  private static List<Provider> asked(RouteTables tables) {
    return tables.providers().enabled().stream()
        .filter(provider -> provider.mode() != DispatchMode.OFF)
        .toList();
  }

  private void fetch(
      Provider provider, RouteTables tables, boolean anew, CompletableFuture<Found> list) {
    try {
      Account account = account(tables.accountsOf(provider.id()));
      Catalogue catalogue = tables.providers().catalogue();
      list.complete(
          anew
              ? engine.discovery().anew(provider, account, catalogue)
              : engine.discovery().of(provider, account, catalogue));
    } catch (RuntimeException | Error e) {
      list.completeExceptionally(e);
    }
  }

  /** One that works, by what is known; else any: a list costs nothing and harms nobody. */
  private @Nullable Account account(List<Account> accounts) {
    Account best = null;
    for (Account account : accounts) {
      AccountState state = engine.leases().state(account);
      if (!state.paused() && state.needsReauth() == null) {
        return account;
      }
      best = best == null ? account : best;
    }
    return best;
  }

  /** Routing lists what was found; what others learned meanwhile stays. */
  private void learn(Map<String, Found> found) {
    Map<String, Set<String>> names = new LinkedHashMap<>();
    found.forEach(
        (id, list) -> {
          Set<String> ids = new LinkedHashSet<>();
          list.models().forEach(model -> ids.add(model.id()));
          names.put(id, ids);
        });
    engine.inForce().learn(table -> table.withDiscovered(names));
  }

  private ModelList merge(List<Provider> providers, ProviderTable table, Map<String, Found> found) {
    List<ModelInfo> models = new ArrayList<>();
    Map<String, String> faults = new LinkedHashMap<>();
    for (Provider provider : providers) {
      Found list = found.get(provider.id());
      Map<String, ListedModel> listed = new LinkedHashMap<>();
      if (list != null) {
        list.models().forEach(model -> listed.putIfAbsent(model.id(), model));
        if (list.fault() != null) {
          faults.put(provider.id(), list.fault());
        }
      }
      for (String id : names(provider, table, listed.keySet())) {
        models.add(info(provider, id, table, listed.get(id)));
      }
    }
    return new ModelList(models, faults);
  }

  /** Retired models are left out, unless the provider says that it has them still. */
  private static Set<String> names(Provider provider, ProviderTable table, Set<String> listed) {
    Set<String> names = new TreeSet<>(listed);
    table.catalogue().cards(provider.type()).stream()
        .filter(card -> !card.retired())
        .map(ModelCard::id)
        .forEach(names::add);
    provider.models().stream()
        .map(ServedModel::name)
        .filter(name -> name.indexOf('*') < 0)
        .forEach(names::add);
    return names;
  }

  private ModelInfo info(
      Provider provider, String id, ProviderTable table, @Nullable ListedModel listed) {
    ModelCard card = table.card(provider, id, engine.clock().instant());
    Integer window = card.contextWindow();
    Integer output = card.maxOutput();
    return new ModelInfo(
        provider.id(),
        id,
        window == null && listed != null ? listed.contextWindow() : window,
        output == null && listed != null ? listed.maxOutput() : output,
        card.capabilities(),
        card.price(),
        source(provider, id, table),
        listed != null);
  }

  private static Source source(Provider provider, String id, ProviderTable table) {
    if (provider.models().stream().anyMatch(model -> model.name().equals(id))) {
      return Source.CONFIGURED;
    }
    boolean known = table.catalogue().card(provider.type(), id).isPresent();
    return known ? Source.CATALOGUE : Source.DISCOVERED;
  }
}
