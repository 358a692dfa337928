package dev.patchbay.store.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.account.SessionPin;
import dev.patchbay.account.SessionStore;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of session pins promises. */
abstract class SessionStoreContract {
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  /** An empty store. */
  abstract SessionStore sessions();

  static SessionPin pin(String tenant, String session, String provider, String name, int second) {
    return new SessionPin(
        tenant, session, provider, provider + "/" + name, NOON.plusSeconds(second));
  }

  @Test
  void whoNeverCameHasNoPin() {
    assertEquals(Optional.empty(), sessions().last("local", "s"));
    assertEquals(Optional.empty(), sessions().at("local", "s", "openai"));
  }

  @Test
  void keepsTheLatestPinOfEachProviderAndOfAll() {
    SessionStore sessions = sessions();
    SessionPin one = pin("local", "s", "openai", "one", 0);
    SessionPin two = pin("local", "s", "groq", "two", 1);
    sessions.pin(one);
    sessions.pin(two);
    assertEquals(Optional.of(one), sessions.at("local", "s", "openai"));
    assertEquals(Optional.of(two), sessions.at("local", "s", "groq"));
    assertEquals(Optional.of(two), sessions.last("local", "s"));
  }

  @Test
  void anOlderPinThatComesLateChangesNothing() {
    SessionStore sessions = sessions();
    SessionPin fresh = pin("local", "s", "openai", "one", 5);
    sessions.pin(fresh);
    sessions.pin(pin("local", "s", "openai", "two", 4));
    assertEquals(Optional.of(fresh), sessions.at("local", "s", "openai"));
    assertEquals(Optional.of(fresh), sessions.last("local", "s"));
  }

  @Test
  void theSameKeyOfAnotherTenantIsAnotherSession() {
    SessionStore sessions = sessions();
    sessions.pin(pin("a", "s", "openai", "one", 0));
    assertEquals(Optional.empty(), sessions.last("b", "s"));
    assertEquals(Optional.empty(), sessions.at("b", "s", "openai"));
  }
}
