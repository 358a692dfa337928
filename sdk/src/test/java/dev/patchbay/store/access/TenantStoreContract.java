package dev.patchbay.store.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.access.Tenant;
import dev.patchbay.access.TenantStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of tenants promises. */
abstract class TenantStoreContract {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123Z");

  /** The store under test, empty. */
  abstract TenantStore store();

  private static Tenant tenant(String id) {
    return new Tenant(id, "The " + id, NOW);
  }

  @Test
  void keepsTenantsInTheOrderTheyWereMade() {
    for (String id : List.of("b", "c", "a")) {
      assertTrue(store().add(tenant(id)));
    }
    assertEquals(List.of(tenant("b"), tenant("c"), tenant("a")), store().all());
    assertEquals(Optional.of(tenant("c")), store().byId("c"));
    assertEquals(Optional.empty(), store().byId("d"));
  }

  @Test
  void addsNoSecondOneOfAnId() {
    assertTrue(store().add(tenant("a")));
    assertFalse(store().add(new Tenant("a", "Another", NOW)));
    assertEquals(List.of(tenant("a")), store().all());
  }

  @Test
  void givesATenantAnotherName() {
    store().add(tenant("a"));
    assertTrue(store().rename("a", "Ünïcode"));
    assertFalse(store().rename("b", "Nobody"));
    assertEquals(List.of(new Tenant("a", "Ünïcode", NOW)), store().all());
  }

  @Test
  void removesATenant() {
    store().add(tenant("a"));
    assertTrue(store().remove("a"));
    assertFalse(store().remove("a"));
    assertEquals(List.of(), store().all());
  }
}
