package dev.patchbay.config.source;

import dev.patchbay.config.AccountConfig;
import dev.patchbay.config.ProviderConfig;
import dev.patchbay.course.UpstreamStream;
import dev.patchbay.provider.DispatchMode;
import dev.patchbay.provider.ModelCard;
import dev.patchbay.provider.Tier;
import dev.patchbay.secret.Secret;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Protocol;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code providers}. */
final class ProviderSection {
  private static final Map<String, Tier> TIERS =
      Map.of("small-model", Tier.SMALL, "medium-model", Tier.MEDIUM, "big-model", Tier.BIG);

  private ProviderSection() {}

  static ProviderConfig read(String id, Section section) {
    ProviderConfig.Builder provider =
        ProviderConfig.of(id)
            .type(section.text("type"))
            .enabled(section.flag("enabled"))
            .mode(
                section.word(
                    "dispatch-mode", DispatchMode::of, ConfigMap.words(DispatchMode.values())))
            .priority(section.whole("priority", Integer.MIN_VALUE))
            .weight(section.whole("weight", 0))
            .protocol(section.word("protocol", Protocol::of, protocolIds()))
            .baseUrl(section.text("base-url"))
            .timeout(section.positive("timeout"))
            .proxy(section.text("proxy"))
            .catchAll(section.flag("catch-all"))
            .apiVersion(section.text("api-version"))
            .upstreamStream(streamWord(section));
    section.texts("headers").forEach(provider::header);
    TIERS.forEach((key, tier) -> tier(section, key, tier, provider));
    models(section, provider);
    accounts(section, provider);
    section.end();
    return provider.build();
  }

  static String protocolIds() {
    return "one of openai-chat, openai-responses, anthropic-messages, gemini";
  }

  private static @Nullable String streamWord(Section section) {
    UpstreamStream word =
        section.word("upstream-stream", UpstreamStream::of, "auto, always or never");
    return word == null ? null : word.name().toLowerCase(Locale.ROOT);
  }

  private static void tier(
      Section section, String key, Tier tier, ProviderConfig.Builder provider) {
    String model = section.text(key);
    if (model != null && !model.isEmpty()) {
      provider.tierModel(tier, model);
    }
  }

  private static void models(Section section, ProviderConfig.Builder provider) {
    List<Object> items = section.items("models");
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Map) {
        card(section.section("models", i), provider);
      } else {
        provider.model(String.valueOf(items.get(i)).strip());
      }
    }
  }

  private static void card(Section model, ProviderConfig.Builder provider) {
    String id = model.text("id");
    Integer window = model.whole("context-window", 1);
    Integer maxOutput = model.whole("max-output", 1);
    Set<Capability> capabilities = capabilities(model);
    model.end();
    if (id == null || id.isEmpty()) {
      model.faults().add(model.path("id"), "expected the model's name");
      return;
    }
    provider.model(
        new ModelCard(
            id, window, null, maxOutput, capabilities, Set.of(), false, false, null, null));
  }

  private static @Nullable Set<Capability> capabilities(Section model) {
    List<Object> items = model.items("capabilities");
    if (items.isEmpty()) {
      return null;
    }
    Set<Capability> all = EnumSet.noneOf(Capability.class);
    for (Object item : items) {
      Optional<Capability> capability = Capability.of(String.valueOf(item));
      if (capability.isEmpty()) {
        model
            .faults()
            .wrong(model.path("capabilities"), item, ConfigMap.words(Capability.values()));
      }
      capability.ifPresent(all::add);
    }
    return all;
  }

  private static void accounts(Section section, ProviderConfig.Builder provider) {
    for (Section account : section.sections("accounts")) {
      String name = account.text("name");
      String key = account.text("api-key");
      Integer priority = account.whole("priority", Integer.MIN_VALUE);
      Integer weight = account.whole("weight", 0);
      Integer most = account.whole("max-concurrency", 0);
      account.end();
      provider.account(
          new AccountConfig(
              name,
              key == null || key.isEmpty() ? null : Secret.of(key),
              ConfigMap.or(priority, 0),
              ConfigMap.or(weight, 1),
              ConfigMap.or(most, 0)));
    }
  }
}
