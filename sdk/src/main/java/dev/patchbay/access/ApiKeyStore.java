package dev.patchbay.access;

import dev.patchbay.failure.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps API keys. Thread-safe. */
public interface ApiKeyStore {
  /**
   * Keeps a new one.
   *
   * @return false if there is one of its id or its hash; then nothing is kept
   * @throws StoreException if it could not be written
   */
  boolean add(ApiKey key);

  /** The one of this id. */
  Optional<ApiKey> byId(String id);

  /** The one of this {@link KeyText#hash}; compare it once more with {@link ApiKey#is}. */
  Optional<ApiKey> byHash(String hash);

  /** All, in the order they were made. */
  List<ApiKey> all();

  /**
   * Changes the one of its id: all but hash, prefix, when it was made and when it was used.
   *
   * @return false if there is none
   */
  boolean change(ApiKey key);

  /**
   * Removes it for good.
   *
   * @return false if there was none
   */
  boolean remove(String id);

  /** Notes that it let somebody in, soon; a time before the one that is kept is none. */
  void used(String id, Instant time);
}
