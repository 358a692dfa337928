package dev.patchbay.store.account;

import dev.patchbay.account.SharedLeases;
import java.time.Clock;
import java.util.List;

class MemorySharedLeasesTest extends SharedLeasesContract {
  private final SharedLeases leases = new MemorySharedLeases(Clock.systemUTC());

  @Override
  List<SharedLeases> handles() {
    return List.of(leases, leases);
  }
}
