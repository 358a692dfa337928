package dev.patchbay.store.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.access.ApiKey;
import dev.patchbay.access.ApiKeyStore;
import dev.patchbay.access.KeyText;
import dev.patchbay.budget.Budget;
import dev.patchbay.budget.BudgetScope;
import dev.patchbay.budget.Period;
import dev.patchbay.secret.Secret;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of API keys promises. */
abstract class ApiKeyStoreContract {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123Z");

  /** The store under test, empty. */
  abstract ApiKeyStore store();

  /** Returns when what was noted is there to be read. */
  abstract void settle();

  private static ApiKey key(String id, String text) {
    return new ApiKey(
        id,
        "CI",
        "for \"tests\", ünïcode",
        "pb-abc",
        KeyText.hash(Secret.of(text)),
        "acme",
        true,
        NOW.plusSeconds(60),
        List.of("gpt-*", "claude, or \"so\""),
        90,
        Budget.of(BudgetScope.KEY, id, new BigDecimal("5.000000000001"), Period.MONTH),
        NOW,
        null);
  }

  private static ApiKey bare(String id, String text) {
    return new ApiKey(
        id,
        "n",
        "",
        "",
        KeyText.hash(Secret.of(text)),
        "t",
        false,
        null,
        List.of(),
        null,
        null,
        NOW,
        null);
  }

  @Test
  void keepsAllOfAKey() {
    assertTrue(store().add(key("k1", "one")));
    assertTrue(store().add(bare("k2", "two")));
    assertEquals(Optional.of(key("k1", "one")), store().byId("k1"));
    assertEquals(Optional.of(bare("k2", "two")), store().byId("k2"));
    assertEquals(Optional.empty(), store().byId("k3"));
  }

  @Test
  void findsAKeyByItsHash() {
    store().add(key("k1", "one"));
    assertEquals(Optional.of("k1"), store().byHash(KeyText.hash(Secret.of("one"))).map(ApiKey::id));
    assertEquals(Optional.empty(), store().byHash(KeyText.hash(Secret.of("One"))));
  }

  @Test
  void listsKeysInTheOrderTheyWereMade() {
    for (String id : List.of("b", "c", "a")) {
      store().add(key(id, id));
    }
    assertEquals(List.of("b", "c", "a"), store().all().stream().map(ApiKey::id).toList());
  }

  @Test
  void addsNoSecondKeyOfAnIdOrAHash() {
    assertTrue(store().add(key("k1", "one")));
    assertFalse(store().add(key("k1", "two")));
    assertFalse(store().add(key("k2", "one")));
    assertEquals(List.of(key("k1", "one")), store().all());
  }

  @Test
  void changesWhatAnOwnerMayAndLeavesTheRest() {
    store().add(key("k1", "one"));
    store().used("k1", NOW.plusSeconds(1));
    settle();
    assertTrue(store().change(bare("k1", "two")));
    ApiKey kept = store().byId("k1").orElseThrow();
    assertEquals("n", kept.name());
    assertFalse(kept.enabled());
    assertEquals(List.of(), kept.allowedModels());
    assertEquals("t", kept.tenant());
    assertNull(kept.budget());
    assertEquals(KeyText.hash(Secret.of("one")), kept.hash());
    assertEquals("pb-abc", kept.prefix());
    assertEquals(NOW.plusSeconds(1), kept.lastUsedAt());
    assertFalse(store().change(key("k2", "two")));
  }

  @Test
  void changesTheBudgetOfAKey() {
    Budget budget = Budget.of(BudgetScope.KEY, "k1", BigDecimal.TEN, Period.DAY);
    store().add(bare("k1", "one"));
    assertTrue(store().change(bare("k1", "one").toBuilder().budget(budget).build()));
    assertEquals(budget, store().byId("k1").orElseThrow().budget());
  }

  @Test
  void removesAKeyForGoodAndItsHashMayComeAgain() {
    store().add(key("k1", "one"));
    assertTrue(store().remove("k1"));
    assertFalse(store().remove("k1"));
    assertEquals(Optional.empty(), store().byHash(KeyText.hash(Secret.of("one"))));
    assertTrue(store().add(key("k2", "one")));
  }

  @Test
  void notesTheLatestUseWhateverTheOrderItIsToldIn() {
    store().add(key("k1", "one"));
    assertEquals(null, lastUsed());
    store().used("k1", NOW.plusSeconds(5));
    store().used("k1", NOW.plusSeconds(3));
    store().used("nobody", NOW);
    settle();
    assertEquals(NOW.plusSeconds(5), lastUsed());
  }

  private @Nullable Instant lastUsed() {
    return store().byId("k1").orElseThrow().lastUsedAt();
  }
}
