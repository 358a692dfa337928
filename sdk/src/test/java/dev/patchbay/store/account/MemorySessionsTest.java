package dev.patchbay.store.account;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.account.SessionStore;
import org.junit.jupiter.api.Test;

class MemorySessionsTest extends SessionStoreContract {
  private final MemorySessions sessions = new MemorySessions();

  @Override
  SessionStore sessions() {
    return sessions;
  }

  @Test
  void staysCappedUnderIdsThatClientsMakeUp() {
    for (int i = 0; i < 30_000; i++) {
      sessions.pin(pin("local", "made-up-" + i, "openai", "one", i));
    }
    assertTrue(sessions.size() <= SessionStore.MOST, "size " + sessions.size());
  }
}
