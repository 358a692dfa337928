package dev.patchbay.server.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.budget.Budget;
import dev.patchbay.budget.BudgetScope;
import dev.patchbay.budget.Period;
import dev.patchbay.config.ConfigException;
import dev.patchbay.config.ProviderConfig;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.json.RawJson;
import dev.patchbay.secret.Secret;
import dev.patchbay.server.vault.Vault;
import dev.patchbay.setting.Setting;
import dev.patchbay.setting.SettingStore;
import dev.patchbay.store.setting.MemorySettings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RosterTest {
  private static final Secret KEY = Secret.of(Base64.getEncoder().encodeToString(new byte[32]));
  private static final Map<String, Object> BASE =
      Map.of(
          "strategy",
          "round-robin",
          "providers",
          Map.of("openai", Map.of("accounts", List.of(Map.of("api-key", "sk-base")))));

  private final SettingStore store = new MemorySettings();

  private Roster roster() {
    return Roster.open(BASE, store, Vault.of(KEY));
  }

  private static void addGroq(Draft draft) {
    draft.changesOf("groq").put("headers", Map.of("X-Secret", "canary-header"));
    draft.changesOf("groq", "main").put("api-key", "canary-key");
  }

  private static Optional<ProviderConfig> provider(RouterConfig config, String id) {
    return config.providers().stream().filter(one -> one.id().equals(id)).findFirst();
  }

  @Test
  void countsWhatWasConfiguredWhileNothingIsChanged() {
    assertEquals(1, roster().view().config().providers().size());
    assertEquals(Source.CONFIGURED, roster().view().source("strategy"));
    assertEquals(Source.DEFAULT, roster().view().source("retry", "attempts"));
  }

  @Test
  void keepsAChangeForTheNextStart() {
    roster().change(RosterTest::addGroq);

    RosterView view = roster().view();
    ProviderConfig groq = provider(view.config(), "groq").orElseThrow();
    Secret key = groq.accounts().get(0).apiKey();
    assertNotNull(key);
    assertEquals("canary-key", key.reveal());
    assertEquals("canary-header", groq.headers().get("X-Secret"));
    assertEquals(Source.STORED, view.provider("groq").orElseThrow().source());
  }

  @Test
  void storesNoCredentialInTheClear() {
    roster().change(RosterTest::addGroq);
    roster()
        .change(
            draft -> {
              draft.changesOf("groq").put("proxy", "http://user:canary@proxy:1");
              draft.settings().put("upstream-proxy", "http://user:canary@proxy:1");
            });

    assertEquals(2, store.all().size());
    for (Setting setting : store.all()) {
      assertFalse(setting.value().text().contains("canary"), setting.key());
    }
  }

  @Test
  void appliesAChangeAtOnce() {
    List<RouterConfig> applied = new ArrayList<>();
    try (Roster roster = roster()) {
      roster.start(applied::add);
      roster.change(RosterTest::addGroq);
    }

    assertEquals(1, applied.size());
    assertTrue(provider(applied.get(0), "groq").isPresent());
  }

  @Test
  void seesWhatAnotherProcessChanged() {
    List<RouterConfig> applied = new ArrayList<>();
    try (Roster one = roster();
        Roster other = roster()) {
      one.start(applied::add);
      other.change(RosterTest::addGroq);
      one.refresh();
    }

    assertTrue(provider(applied.get(applied.size() - 1), "groq").isPresent());
  }

  @Test
  void seesAProviderThatWasTakenAwayAndAddedAgain() {
    Roster one = roster();
    Roster other = roster();
    one.change(RosterTest::addGroq);
    other.change(draft -> draft.forget("groq"));
    other.change(draft -> draft.changesOf("groq", "main").put("api-key", "second"));

    one.refresh();

    assertEquals(1, store.all().get(0).version());
    Secret key = provider(one.view().config(), "groq").orElseThrow().accounts().get(0).apiKey();
    assertEquals(Secret.of("second"), key);
  }

  @Test
  void runsAnEditAgainIfSomebodyElseWasFaster() {
    Roster one = roster();
    Roster other = roster();
    AtomicInteger runs = new AtomicInteger();

    one.change(
        draft -> {
          if (runs.getAndIncrement() == 0) {
            other.change(RosterTest::addGroq);
          }
          draft.changesOf("groq").put("priority", 7);
        });

    assertEquals(2, runs.get());
    ProviderConfig groq = provider(roster().view().config(), "groq").orElseThrow();
    assertEquals(7, groq.priority());
    assertEquals(1, groq.accounts().size());
  }

  @Test
  void storesNothingOfAChangeThatDoesNotFit() {
    Roster roster = roster();

    ConfigException refused =
        assertThrows(
            ConfigException.class,
            () -> roster.change(draft -> draft.changesOf("groq").put("priority", "high")));

    assertTrue(refused.faults().get(0).startsWith("providers.groq.priority: "));
    assertTrue(store.all().isEmpty());
    assertTrue(roster.view().provider("groq").isEmpty());
  }

  @Test
  void laysChangesOfAnAccountOverTheConfiguredOne() {
    RosterView view =
        roster()
            .change(
                draft -> {
                  draft.changesOf("openai", "main").put("priority", 5);
                  draft.changesOf("openai", "second").put("api-key", "other");
                });

    ProviderConfig openai = provider(view.config(), "openai").orElseThrow();
    assertEquals(5, openai.accounts().get(0).priority());
    assertEquals(Secret.of("sk-base"), openai.accounts().get(0).apiKey());
    ProviderEntry entry = view.provider("openai").orElseThrow();
    assertEquals(Source.CONFIGURED, entry.accounts().get(0).source());
    assertEquals(Source.STORED, entry.accounts().get(1).source());
  }

  @Test
  void returnsToTheConfigurationWhereAChangeIsTakenBack() {
    Roster roster = roster();
    roster.change(draft -> draft.settings().put("strategy", "least-used"));
    roster.change(draft -> draft.settings().remove("strategy"));

    assertEquals(Source.CONFIGURED, roster.view().source("strategy"));
    assertTrue(store.all().isEmpty());
  }

  @Test
  void leavesOutWhatDoesNotFitAndSaysSo() {
    roster().change(RosterTest::addGroq);
    store.set("roster/providers/mistral", RawJson.of("{\"priority\":\"high\"}"), 0);
    store.set("roster/providers/x", RawJson.of("[1]"), 0);

    RosterView view = roster().view();

    assertTrue(provider(view.config(), "groq").isPresent());
    assertTrue(provider(view.config(), "mistral").isEmpty());
    assertEquals(2, view.faults().size(), view.faults().toString());
    assertTrue(view.faults().toString().contains("providers.mistral.priority"));
  }

  @Test
  void startsWithoutWhatIsSealedWithAnotherKey() {
    roster().change(RosterTest::addGroq);

    RosterView view = Roster.open(BASE, store, Vault.passing()).view();

    assertTrue(provider(view.config(), "openai").isPresent());
    assertTrue(provider(view.config(), "groq").isEmpty());
    assertTrue(view.faults().get(0).contains("another key"), view.faults().toString());
    assertFalse(view.faults().toString().contains("canary"));
  }

  @Test
  void opensNoCredentialThatWasMovedToAnotherProvider() {
    roster().change(RosterTest::addGroq);
    RawJson value = store.get("roster/providers/groq").orElseThrow().value();
    store.set("roster/providers/together", value, 0);

    RosterView view = roster().view();

    assertTrue(provider(view.config(), "together").isEmpty());
    assertEquals(1, view.faults().size());
  }

  @Test
  void setsAnewWhatWasLeftOut() {
    store.set("roster/providers/groq", RawJson.of("{\"priority\":\"high\"}"), 0);
    Roster roster = roster();

    roster.change(RosterTest::addGroq);

    assertTrue(roster.view().faults().isEmpty());
    assertTrue(provider(roster.view().config(), "groq").isPresent());
  }

  @Test
  void addsBudgetsFromElsewhere() {
    List<Budget> budgets = new ArrayList<>();
    List<RouterConfig> applied = new ArrayList<>();
    try (Roster roster = roster()) {
      roster.start(applied::add);
      roster.budgets(() -> List.copyOf(budgets));
      budgets.add(Budget.of(BudgetScope.KEY, "ci", BigDecimal.ONE, Period.DAY));
      roster.refresh();
    }

    assertEquals(1, applied.size());
    assertEquals("key:ci", applied.get(0).budgets().budgets().get(0).name());
  }

  @Test
  void letsAProviderBeSwitchedOnBeforeItHasAnAccount() {
    RosterView view = roster().change(draft -> draft.changesOf("groq").put("enabled", true));

    assertTrue(view.provider("groq").isPresent());
  }

  @Test
  void showsNoCredentialInItsTexts() {
    RosterView view = roster().change(RosterTest::addGroq);
    ProviderEntry groq = view.provider("groq").orElseThrow();

    assertFalse((view + " " + groq + groq.accounts()).contains("canary"));
  }
}
