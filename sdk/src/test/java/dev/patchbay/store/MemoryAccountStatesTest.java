package dev.patchbay.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.patchbay.account.AccountState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class MemoryAccountStatesTest {
  private final MemoryAccountStates states = new MemoryAccountStates();

  @Test
  void anUnknownAccountIsNew() {
    assertSame(AccountState.NEW, states.get("a"));
  }

  @Test
  void countsVersionsItself() {
    states.update("a", state -> state.toBuilder().used(Instant.EPOCH).build());
    AccountState second =
        states.update("a", state -> state.toBuilder().used(Instant.EPOCH).build().withVersion(99));
    assertEquals(2, second.version());
    assertEquals(second, states.get("a"));
    assertSame(AccountState.NEW, states.get("b"));
  }

  @Test
  void aChangeThatChangesNothingKeepsTheVersion() {
    states.update("a", state -> state.toBuilder().used(Instant.EPOCH).build());
    assertEquals(1, states.update("a", state -> state).version());
  }

  @Test
  void losesNoUpdateAmongThreads() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        running.add(
            pool.submit(
                () -> {
                  for (int n = 0; n < 1_000; n++) {
                    states.update("a", s -> s.toBuilder().used(Instant.EPOCH).build());
                  }
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertEquals(8_000, states.get("a").requests());
    assertEquals(8_000, states.get("a").version());
  }
}
