package dev.patchbay.planner;

import dev.patchbay.account.Account;
import dev.patchbay.hours.PauseHours;
import dev.patchbay.provider.Auth;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.provider.DispatchMode;
import dev.patchbay.provider.ModelCard;
import dev.patchbay.provider.Provider;
import dev.patchbay.provider.Provider.ServedModel;
import dev.patchbay.provider.Tier;
import dev.patchbay.secret.Secret;
import dev.patchbay.wire.CacheRule;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Protocol;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A provider as a line: {@code gemini pooled priority=5 weight=2 accounts=a|b,cool+30s}. Words:
 *
 * <ul>
 *   <li>a dispatch mode; {@code off}, {@code exclusive}, {@code pooled}, {@code fallback}
 *   <li>{@code type=}, {@code priority=}, {@code weight=}, {@code protocol=}, {@code catch-all=}
 *   <li>{@code tiers=small|medium|big}: the user's own tier models, {@code -} for none
 *   <li>{@code models=name|glob|name~window~cap+cap}
 *   <li>{@code accounts=name,state|name,weight=3,priority=1,max=2,rests=11:00-13:00}; see {@link
 *       FakeSignals#set}
 * </ul>
 *
 * An id that is a catalogue's row inherits it; another is custom.
 */
record ProviderLine(Provider provider, String accountWords) {
  static ProviderLine parse(String line) {
    String[] words = line.strip().split(" +");
    Fields fields = new Fields(words[0]);
    for (int i = 1; i < words.length; i++) {
      fields.set(words[i]);
    }
    return new ProviderLine(fields.provider(), fields.accounts);
  }

  List<Account> accounts(FakeSignals signals) {
    List<Account> accounts = new ArrayList<>();
    if (accountWords.equals("-")) {
      return accounts;
    }
    for (String text : accountWords.split("\\|")) {
      String[] words = text.split(",");
      int priority = 0;
      int weight = 1;
      int max = 0;
      PauseHours hours = PauseHours.NONE;
      for (int i = 1; i < words.length; i++) {
        String value = words[i].substring(words[i].indexOf('=') + 1);
        if (words[i].startsWith("priority=")) {
          priority = Integer.parseInt(value);
        } else if (words[i].startsWith("weight=")) {
          weight = Integer.parseInt(value);
        } else if (words[i].startsWith("max=")) {
          max = Integer.parseInt(value);
        } else if (words[i].startsWith("rests=")) {
          hours = PauseHours.of(value);
        } else {
          signals.set(provider.id() + "/" + words[0], words[i]);
        }
      }
      Secret key = Secret.of("key-" + provider.id() + "-" + words[0]);
      accounts.add(new Account(provider.id(), words[0], key, priority, weight, max, hours));
    }
    return accounts;
  }

  private static final class Fields {
    private final String id;
    private String type;
    private DispatchMode mode;
    private int priority = 100;
    private int weight = 1;
    private Protocol protocol;
    private Boolean catchAll;
    private Map<Tier, String> tiers;
    private final List<ServedModel> models = new ArrayList<>();
    private String accounts = "main";

    Fields(String id) {
      this.id = id;
      this.type = Catalogue.load().row(id).isPresent() ? id : "custom";
    }

    void set(String word) {
      int equals = word.indexOf('=');
      if (equals < 0) {
        mode = DispatchMode.of(word).orElseThrow();
        return;
      }
      String value = word.substring(equals + 1);
      switch (word.substring(0, equals)) {
        case "type" -> type = value;
        case "priority" -> priority = Integer.parseInt(value);
        case "weight" -> weight = Integer.parseInt(value);
        case "protocol" -> protocol = Protocol.of(value).orElseThrow();
        case "catch-all" -> catchAll = Boolean.valueOf(value);
        case "tiers" -> tiers = tiers(value.split("\\|"));
        case "models" -> List.of(value.split("\\|")).forEach(text -> models.add(model(text)));
        case "accounts" -> accounts = value;
        default -> throw new IllegalArgumentException(word);
      }
    }

    private static Map<Tier, String> tiers(String[] names) {
      Map<Tier, String> tiers = new EnumMap<>(Tier.class);
      for (int i = 0; i < names.length; i++) {
        if (!names[i].equals("-")) {
          tiers.put(Tier.values()[i], names[i]);
        }
      }
      return tiers;
    }

    private static ServedModel model(String text) {
      String[] parts = text.split("~");
      if (parts.length == 1) {
        return new ServedModel(text, null);
      }
      Set<Capability> can = null;
      if (parts.length > 2) {
        can = EnumSet.noneOf(Capability.class);
        for (String word : parts[2].split("\\+")) {
          can.add(Capability.of(word).orElseThrow());
        }
      }
      ModelCard named = ModelCard.named(parts[0]);
      Integer window = parts[1].isEmpty() ? null : Integer.valueOf(parts[1]);
      return new ServedModel(
          parts[0],
          new ModelCard(
              named.id(), window, null, null, can, named.quirks(), false, false, null, null));
    }

    Provider provider() {
      Provider row = Catalogue.load().provider(type).orElse(null);
      Map<Protocol, String> custom = Map.of(Protocol.OPENAI_CHAT, "http://localhost:9/v1");
      Map<Protocol, String> protocols = row == null ? custom : row.protocols();
      Map<Tier, String> rowTiers = row == null ? Map.of() : row.tierModels();
      return new Provider(
          id,
          type,
          protocol == null || protocols.containsKey(protocol)
              ? protocols
              : Map.of(protocol, "http://localhost:9/v1"),
          protocol,
          row == null ? Auth.BEARER : row.auth(),
          Map.of(),
          null,
          mode,
          priority,
          weight,
          tiers == null ? rowTiers : tiers,
          tiers != null,
          models,
          catchAll,
          row != null && row.local(),
          Set.of(),
          null,
          null,
          null,
          CacheRule.KEEP,
          id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }
}
