package dev.patchbay.config.source;

import static dev.patchbay.config.source.Section.words;

import dev.patchbay.config.Addresses;
import dev.patchbay.config.ProviderConfig;
import dev.patchbay.course.UpstreamStream;
import dev.patchbay.provider.DispatchMode;
import dev.patchbay.provider.ModelCard;
import dev.patchbay.provider.Tier;
import dev.patchbay.wire.CacheRule;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Protocol;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code providers}. */
final class ProviderSection {
  /** Sums of weights must stay far from overflow. */
  static final int MOST_WEIGHT = 1_000_000;

  static final String PROTOCOLS =
      Arrays.stream(Protocol.values())
          .map(Protocol::id)
          .collect(Collectors.joining(", ", "one of ", ""));

  private static final Map<String, Tier> TIERS =
      Map.of("small-model", Tier.SMALL, "medium-model", Tier.MEDIUM, "big-model", Tier.BIG);

  private ProviderSection() {}

  static ProviderConfig read(String id, Section section) {
    ProviderConfig.Builder provider =
        ProviderConfig.of(id)
            .type(section.text("type"))
            .enabled(section.flag("enabled"))
            .mode(section.word("dispatch-mode", DispatchMode::of, words(DispatchMode.values())))
            .priority(section.whole("priority", Integer.MIN_VALUE, Integer.MAX_VALUE))
            .weight(section.whole("weight", 0, MOST_WEIGHT))
            .protocol(section.word("protocol", Protocol::of, PROTOCOLS))
            .baseUrl(section.sound("base-url", Addresses::baseUrlFault))
            .timeout(section.positive("timeout", DispatchSection.LONGEST_TIMEOUT))
            .proxy(section.sound("proxy", Addresses::proxyFault))
            .catchAll(section.flag("catch-all"))
            .apiVersion(section.text("api-version"))
            .upstreamStream(streamWord(section))
            .cacheTtl(section.word("cache-ttl", CacheRule.Ttl::of, "one of keep, 5m, 1h"))
            .cacheMarks(section.word("cache-marks", CacheRule.Marks::of, "client or auto"));
    headers(section.section("headers"), provider);
    TIERS.forEach((key, tier) -> tier(section, key, tier, provider));
    section.items("models").forEach(item -> model(item, provider));
    section.sections("accounts").forEach(account -> provider.account(AccountSection.read(account)));
    section.end();
    return provider.build();
  }

  private static @Nullable String streamWord(Section section) {
    UpstreamStream word =
        section.word("upstream-stream", UpstreamStream::of, words(UpstreamStream.values()));
    return word == null ? null : word.name().toLowerCase(Locale.ROOT);
  }

  private static void headers(Section section, ProviderConfig.Builder provider) {
    for (String name : section.names()) {
      String value = section.sound(name, text -> Addresses.headerFault(name, text));
      if (value != null) {
        provider.header(name, value);
      }
    }
  }

  private static void tier(
      Section section, String key, Tier tier, ProviderConfig.Builder provider) {
    String model = section.text(key);
    if (model != null) {
      provider.tierModel(tier, model);
    }
  }

  /** A name or a glob, or a map of what is known of a model. */
  private static void model(Section.Item item, ProviderConfig.Builder provider) {
    if (item.isMap()) {
      card(item.section(), provider);
      return;
    }
    String name = item.text();
    if (name != null) {
      provider.model(name);
    }
  }

  private static void card(Section model, ProviderConfig.Builder provider) {
    String id = model.text("id");
    Integer window = model.whole("context-window", 1, Integer.MAX_VALUE);
    Integer maxOutput = model.whole("max-output", 1, Integer.MAX_VALUE);
    Set<Capability> capabilities = capabilities(model, "capabilities");
    model.end();
    if (id == null) {
      model.faults().add(model.path("id"), "expected the model's name");
      return;
    }
    provider.model(
        new ModelCard(
            id,
            window,
            null,
            maxOutput,
            capabilities.isEmpty() ? null : capabilities,
            Set.of(),
            false,
            false,
            null,
            null));
  }

  /** The capabilities of a list; a word nobody knows is a fault. */
  static Set<Capability> capabilities(Section section, String key) {
    Set<Capability> all = EnumSet.noneOf(Capability.class);
    List<Section.Item> items = section.items(key);
    for (Section.Item item : items) {
      String word = item.text();
      Optional<Capability> capability = word == null ? Optional.empty() : Capability.of(word);
      if (word != null && capability.isEmpty()) {
        section.faults().wrong(section.path(key), word, words(Capability.values()));
      }
      capability.ifPresent(all::add);
    }
    return all;
  }
}
