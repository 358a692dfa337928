package dev.patchbay.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A model as a list names it. Immutable.
 *
 * @param id its name, by which it is asked for; never empty
 * @param title its name for people; null if none
 * @param contextWindow in tokens; null if unsaid
 * @param maxOutput most tokens of an answer; null if unsaid
 * @param created when it was made; null if unsaid
 * @param owner whose it is; null if unsaid
 */
public record ListedModel(
    String id,
    @Nullable String title,
    @Nullable Integer contextWindow,
    @Nullable Integer maxOutput,
    @Nullable Instant created,
    @Nullable String owner) {
  public ListedModel {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("A model's id must not be empty");
    }
  }

  /** A model of which only the name is said. */
  public static ListedModel named(String id) {
    return new ListedModel(id, null, null, null, null, null);
  }
}
