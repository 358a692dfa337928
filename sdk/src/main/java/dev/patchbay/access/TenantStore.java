package dev.patchbay.access;

import dev.patchbay.failure.StoreException;
import java.util.List;
import java.util.Optional;

/** Keeps tenants. Thread-safe. */
public interface TenantStore {
  /**
   * Keeps a new one.
   *
   * @return false if there is one of its id; then nothing is kept
   * @throws StoreException if it could not be written
   */
  boolean add(Tenant tenant);

  /** The one of this id. */
  Optional<Tenant> byId(String id);

  /** All, in the order they were made. */
  List<Tenant> all();

  /**
   * Gives it another name.
   *
   * @return false if there is none
   */
  boolean rename(String id, String name);

  /**
   * Removes it; what belongs to it stays where it is.
   *
   * @return false if there was none
   */
  boolean remove(String id);
}
