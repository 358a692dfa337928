package dev.patchbay.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.budget.Budget;
import dev.patchbay.budget.BudgetScope;
import dev.patchbay.budget.Period;
import dev.patchbay.secret.Secret;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a key is. */
final class ApiKeyTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Secret TEXT = Secret.of("pb-0123456789abcdefghij");

  private static ApiKey key(boolean enabled, @Nullable Instant expiresAt, @Nullable Integer rate) {
    return new ApiKey(
        "k",
        "n",
        "",
        KeyText.prefix(TEXT),
        KeyText.hash(TEXT),
        "t",
        enabled,
        expiresAt,
        List.of(),
        rate,
        null,
        NOW,
        null);
  }

  @Test
  void knowsItsTextAndNoOther() {
    assertTrue(key(true, null, null).is(TEXT));
    assertFalse(key(true, null, null).is(Secret.of("pb-0123456789abcdefghiJ")));
  }

  @Test
  void opensUntilItExpiresWhileItIsEnabled() {
    assertTrue(key(true, null, null).opensAt(NOW));
    assertTrue(key(true, NOW.plusMillis(1), null).opensAt(NOW));
    assertFalse(key(true, NOW, null).opensAt(NOW));
    assertFalse(key(false, null, null).opensAt(NOW));
  }

  @Test
  void refusesARateThatWouldLetNobodyIn() {
    assertThrows(IllegalArgumentException.class, () -> key(true, null, 0));
  }

  @Test
  void refusesTheBudgetOfAnotherKey() {
    ApiKey.Builder builder = ApiKey.builder("k", "n", TEXT, NOW);
    assertThrows(IllegalArgumentException.class, () -> builder.budget(budget("other")).build());
    assertEquals(budget("k"), builder.budget(budget("k")).build().budget());
  }

  private static Budget budget(String key) {
    return Budget.of(BudgetScope.KEY, key, BigDecimal.TEN, Period.DAY);
  }

  @Test
  void keepsAllItHasWhenItIsBuiltAnew() {
    ApiKey key =
        new ApiKey(
            "k",
            "n",
            "d",
            "pb-0123456",
            KeyText.hash(TEXT),
            "t",
            false,
            NOW,
            List.of("m*"),
            7,
            budget("k"),
            NOW,
            NOW);
    assertEquals(key, key.toBuilder().build());
  }

  @Test
  void seesATenantOfItsOwnUnlessOneIsNamed() {
    assertEquals("k", ApiKey.builder("k", "n", TEXT, NOW).build().tenant());
  }

  @Test
  void drawsADifferentTextEachTime() {
    SecureRandom random = new SecureRandom();
    Secret one = KeyText.draw(random);
    assertTrue(one.reveal().matches("pb-[A-Za-z0-9_-]{43}"));
    assertNotEquals(one, KeyText.draw(random));
  }

  @Test
  void showsTheBeginningOfALongTextOnly() {
    assertEquals("pb-0123456", KeyText.prefix(TEXT));
    assertEquals("", KeyText.prefix(Secret.of("short")));
  }

  @Test
  void keepsNothingOfItsText() {
    assertFalse(key(true, null, null).toString().contains("abcdefghij"));
  }
}
