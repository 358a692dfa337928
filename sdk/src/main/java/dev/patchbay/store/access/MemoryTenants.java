package dev.patchbay.store.access;

import dev.patchbay.access.Tenant;
import dev.patchbay.access.TenantStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tenants for the lifetime of this object. Thread-safe: guarded by itself. */
public final class MemoryTenants implements TenantStore {
  private final Map<String, Tenant> tenants = new LinkedHashMap<>();

  @Override
  public synchronized boolean add(Tenant tenant) {
    return tenants.putIfAbsent(tenant.id(), tenant) == null;
  }

  @Override
  public synchronized Optional<Tenant> byId(String id) {
    return Optional.ofNullable(tenants.get(id));
  }

  @Override
  public synchronized List<Tenant> all() {
    return List.copyOf(tenants.values());
  }

  @Override
  public synchronized boolean rename(String id, String name) {
    return tenants.computeIfPresent(id, (key, old) -> new Tenant(id, name, old.createdAt()))
        != null;
  }

  @Override
  public synchronized boolean remove(String id) {
    return tenants.remove(id) != null;
  }
}
