package dev.patchbay.config.source;

import static dev.patchbay.config.source.Section.or;
import static dev.patchbay.config.source.Section.words;

import dev.patchbay.config.Addresses;
import dev.patchbay.config.ConfigException;
import dev.patchbay.config.Faults;
import dev.patchbay.config.MediaConfig;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.media.MediaFetch;
import dev.patchbay.route.RouteTables;
import dev.patchbay.route.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Reads a configuration from a tree of maps, lists and scalars, as YAML or properties give it. */
public final class ConfigMap {
  private static final Duration LONGEST_SESSION = Duration.ofDays(365);

  private ConfigMap() {}

  /**
   * Reads a tree. Placeholders {@code ${NAME}} are to be resolved before; see {@link Placeholders}.
   *
   * @throws ConfigException naming every unknown key and every wrong value
   */
  public static RouterConfig read(Map<?, ?> tree) {
    return read(tree, new Faults());
  }

  static RouterConfig read(Map<?, ?> tree, Faults faults) {
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
    config.sessionDuration(
        or(root.positive("session-duration", LONGEST_SESSION), RouteTables.SESSION_DURATION));
    config.waitPrice(or(root.price("wait-price"), RouteTables.WAIT_PRICE));
    config.upstreamProxy(root.sound("upstream-proxy", Addresses::proxyFault));
    config.database(DatabaseSection.read(root));
    config.dispatch(DispatchSection.read(root));
    MappingSection.read(root, config);
    RuleSection.read(root, config);
    PriceSection.read(root, config);
    config.conversation(ConversationSection.read(root.section("conversation")));
    BudgetSection.read(root, config);
    config.log(LogSection.read(root.section("log")));
    config.media(media(root.section("media")));
    refuseOthers(root);
    faults.refuseIfAny();
    return config.build();
  }

  private static MediaConfig media(Section section) {
    MediaFetch fetch = section.word("fetch", MediaFetch::of, words(MediaFetch.values()));
    section.end();
    return new MediaConfig(or(fetch, MediaConfig.DEFAULT.fetch()));
  }

  private static void refuseOthers(Section root) {
    for (String section : List.of("server", "alerts")) {
      root.refuse(section, "belongs to the server, not to a router inside an application");
    }
    root.end();
  }
}
