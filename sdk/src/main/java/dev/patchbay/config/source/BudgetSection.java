package dev.patchbay.config.source;

import dev.patchbay.budget.Budget;
import dev.patchbay.budget.BudgetScope;
import dev.patchbay.budget.Period;
import dev.patchbay.config.RouterConfig;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code budgets} and {@code unknown-price}. */
final class BudgetSection {
  private static final String AMOUNT =
      "an amount in USD from 0 to 2000000, with twelve decimal places at most";

  private BudgetSection() {}

  static void read(Section root, RouterConfig.Builder config) {
    List<Section> budgets = root.sections("budgets");
    budgets.forEach(section -> read(section).ifPresent(config::budget));
    Boolean allow = root.word("unknown-price", BudgetSection::policy, "refuse or allow");
    config.allowUnknownPrice(Boolean.TRUE.equals(allow));
  }

  private static Optional<Boolean> policy(String word) {
    return switch (word) {
      case "refuse" -> Optional.of(false);
      case "allow" -> Optional.of(true);
      default -> Optional.empty();
    };
  }

  private static Optional<Budget> read(Section section) {
    int before = section.faults().count();
    Map<BudgetScope, String> scopes = new EnumMap<>(BudgetScope.class);
    for (BudgetScope scope : BudgetScope.values()) {
      String value = section.text(scope.word());
      if (value != null) {
        scopes.put(scope, value);
      }
    }
    BigDecimal limit = section.parsed("limit", BudgetSection::amount, AMOUNT);
    Period per = section.word("per", Period::of, "one of " + String.join(", ", Period.WORDS));
    section.end();
    return section.isMap() && section.faults().count() == before
        ? made(section, scopes, limit, per)
        : Optional.empty();
  }

  private static Optional<Budget> made(
      Section section,
      Map<BudgetScope, String> scopes,
      @Nullable BigDecimal limit,
      @Nullable Period per) {
    if (scopes.size() != 1) {
      String words = String.join(", ", BudgetScope.WORDS);
      section.faults().add(section.path(), "expected exactly one of " + words);
    } else if (limit == null) {
      section.faults().add(section.path("limit"), "missing; expected " + AMOUNT);
    } else if (per == null) {
      String words = String.join(", ", Period.WORDS);
      section.faults().add(section.path("per"), "missing; expected one of " + words);
    } else {
      Map.Entry<BudgetScope, String> scope = scopes.entrySet().iterator().next();
      return Optional.of(Budget.of(scope.getKey(), scope.getValue(), limit, per));
    }
    return Optional.empty();
  }

  private static Optional<BigDecimal> amount(String text) {
    return Numbers.price(text).filter(Budget::isLimit);
  }
}
