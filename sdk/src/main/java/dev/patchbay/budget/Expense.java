package dev.patchbay.budget;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What budgets see of an attempt. Immutable.
 *
 * @param key id of the API key the request came with; null if it came with none
 * @param tags the request's tags
 * @param provider id of the provider
 * @param account alias of the account, {@code provider/name}
 * @param model the model as the provider is asked for it
 */
public record Expense(
    @Nullable String key, List<String> tags, String provider, String account, String model) {
  public Expense {
    tags = List.copyOf(tags);
  }
}
