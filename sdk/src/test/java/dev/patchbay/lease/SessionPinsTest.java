package dev.patchbay.lease;

import static dev.patchbay.lease.LeaseFixture.account;
import static dev.patchbay.lease.LeaseFixture.candidate;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.account.Account;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.secret.Secret;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionPinsTest {
  private final LeaseFixture fixture = new LeaseFixture();
  private final SessionPins pins =
      new SessionPins(fixture.sessions, () -> Duration.ofHours(5), fixture.time);

  @Test
  void remembersProviderAndAccountOfASession() {
    pins.pin("local", "s", account("one", 0));
    assertEquals(Optional.of("openai"), pins.providerOf("local", "s"));
    assertEquals(Optional.of("openai/one"), pins.accountOf("local", "s", "openai"));
    assertEquals(Optional.empty(), pins.accountOf("local", "s", "groq"));
  }

  @Test
  void keepsAnAccountForEachProviderOfASession() {
    pins.pin("local", "s", account("one", 0));
    pins.pin("local", "s", Account.of("groq", "g", Secret.of("gsk")));
    assertEquals(Optional.of("groq"), pins.providerOf("local", "s"));
    assertEquals(Optional.of("openai/one"), pins.accountOf("local", "s", "openai"));
  }

  @Test
  void theSameKeyOfAnotherTenantIsAnotherSession() {
    pins.pin("a", "s", account("one", 0));
    assertEquals(Optional.empty(), pins.providerOf("b", "s"));
    assertEquals(Optional.empty(), pins.accountOf("b", "s", "openai"));
  }

  @Test
  void tellsHowLongAgoAnAccountServedASession() {
    pins.pin("local", "s", account("one", 0));
    fixture.time.pass(Duration.ofMinutes(7));
    assertEquals(Optional.of(Duration.ofMinutes(7)), pins.age("local", "s", "openai"));
    assertEquals(Optional.empty(), pins.age("local", "s", "groq"));
    assertEquals(Optional.empty(), pins.age("other", "s", "openai"));
  }

  @Test
  void slidesFiveHoursWithEachUse() {
    pins.pin("local", "s", account("one", 0));
    fixture.time.pass(Duration.ofHours(4));
    pins.pin("local", "s", account("one", 0));
    fixture.time.pass(Duration.ofHours(4));
    assertTrue(pins.providerOf("local", "s").isPresent());
    fixture.time.pass(Duration.ofHours(1));
    assertEquals(Optional.empty(), pins.providerOf("local", "s"));
    assertEquals(Optional.empty(), pins.accountOf("local", "s", "openai"));
  }

  @Test
  void aLookDoesNotKeepAPinAlive() {
    pins.pin("local", "s", account("one", 0));
    fixture.time.pass(Duration.ofHours(4));
    assertTrue(pins.providerOf("local", "s").isPresent());
    fixture.time.pass(Duration.ofHours(1));
    assertEquals(Optional.empty(), pins.providerOf("local", "s"));
  }

  @Test
  void longIdsAreToldApartWithoutBeingKept() {
    String common = "x".repeat(1_000_000);
    pins.pin("local", common + "1", account("one", 0));
    pins.pin("local", common + "2", account("two", 0));
    assertEquals(Optional.of("openai/one"), pins.accountOf("local", common + "1", "openai"));
    assertEquals(Optional.of("openai/two"), pins.accountOf("local", common + "2", "openai"));
  }

  @Test
  void idsThatNoDatabaseTakesAreSessionsLikeOthers() {
    pins.pin("\u0000\ud800", "\u0000 ", account("one", 0));
    assertEquals(Optional.of("openai"), pins.providerOf("\u0000\ud800", "\u0000 "));
    assertEquals(Optional.empty(), pins.providerOf("\u0000\ud800", "\u0000"));
  }

  @Test
  void aPinOfAClockAheadIsFresh() {
    pins.pin("local", "s", account("one", 0));
    fixture.time.pass(Duration.ofMinutes(-1));
    assertEquals(Optional.of(Duration.ZERO), pins.age("local", "s", "openai"));
  }

  @Test
  void aQueryWithoutASessionPinsNothing() {
    Leases leases = fixture.leases;
    leases.pin(RouteQuery.of("m"), candidate(account("one", 0)));
    assertEquals(Optional.empty(), leases.providerOf("local", ""));
  }
}
