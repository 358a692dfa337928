package dev.patchbay.budget;

import dev.patchbay.provider.ModelNames;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Whose spending a budget bounds. */
public enum BudgetScope {
  /** Of requests that came with one API key, by its id. */
  KEY,
  /** Of requests that have a tag. */
  TAG,
  /** At one provider, by its id. */
  PROVIDER,
  /** At one account, {@code provider/name}. */
  ACCOUNT,
  /** On one model as its provider calls it, or on all whose name a glob matches. */
  MODEL;

  /** The words of the configuration. */
  public static final List<String> WORDS = Arrays.stream(values()).map(BudgetScope::word).toList();

  /** The word of the configuration, such as {@code key}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean covers(String value, Expense expense) {
    return switch (this) {
      case KEY -> value.equals(expense.key());
      case TAG -> expense.tags().contains(value);
      case PROVIDER -> value.equals(expense.provider());
      case ACCOUNT -> value.equals(expense.account());
      case MODEL -> ModelNames.matches(value, expense.model());
    };
  }
}
