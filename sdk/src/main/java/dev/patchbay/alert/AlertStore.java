package dev.patchbay.alert;

import dev.patchbay.failure.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps alerts. Of several who see the same at once one writes it. Thread-safe, also among
 * processes; every method may throw a {@link StoreException}.
 */
public interface AlertStore {
  /** As many unresolved ones as are looked at. */
  int MOST_UNRESOLVED = 1000;

  /** Those that are not resolved, the oldest first; {@link #MOST_UNRESOLVED} at most. */
  List<Alert> unresolved();

  /** One of them all. */
  Optional<Alert> get(String id);

  /**
   * A page, the newest first.
   *
   * @param state only those; null for all
   * @param cursor {@code next} of the page before; null for the first
   * @param limit how many at most
   * @throws IllegalArgumentException if the cursor is none
   */
  AlertPage list(@Nullable AlertState state, @Nullable String cursor, int limit);

  /**
   * Adds one.
   *
   * @return false if there is an unresolved one of its kind and subject, or one of its id; nothing
   *     has changed then
   */
  boolean add(Alert alert);

  /**
   * Notes that its cause was seen again: message, end, time and count.
   *
   * @param before when it was seen before
   * @return false if somebody else noted it since, or it is resolved
   */
  boolean seen(Alert alert, Instant before);

  /**
   * Resolves it.
   *
   * @param before when its cause was last seen
   * @return false if somebody saw it since, or it is resolved
   */
  boolean resolve(String id, Instant before, Instant now);

  /**
   * Notes that somebody knows; of one that is acknowledged or resolved, nothing changes.
   *
   * @return how it is then; empty if there is none of that id
   */
  Optional<Alert> acknowledge(String id, Instant now);

  /** The same for all that are open. @return how many they were */
  int acknowledgeAll(Instant now);

  /** Removes some of those that were resolved before. @return how many */
  int purge(Instant before, int most);
}
