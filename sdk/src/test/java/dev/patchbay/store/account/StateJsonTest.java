package dev.patchbay.store.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.account.AccountState;
import dev.patchbay.account.AccountStateBuilder;
import dev.patchbay.account.Circuit;
import dev.patchbay.account.Cooling;
import dev.patchbay.account.Probe;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.json.BadJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateJsonTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private static AccountState full() {
    Cooling stated =
        new Cooling(
            FailureKind.QUOTA_EXHAUSTED,
            NOON.plus(Duration.ofDays(1)),
            true,
            "You have reached your limit \"today\"\n",
            NOON.plusNanos(1),
            NOON.plusSeconds(900));
    Cooling guessed =
        new Cooling(FailureKind.RATE_LIMITED, NOON.plusSeconds(5), false, "", NOON, null);
    return AccountState.NEW.toBuilder()
        .cooling(stated)
        .cooling("m/1", guessed)
        .cooling("a", stated)
        .parked("gone", NOON.plusSeconds(3600))
        .needsReauth("invalid x-api-key")
        .streak(3, NOON.minusSeconds(1))
        .circuit(new Circuit(2, null, Duration.ZERO))
        .circuit("m/1", new Circuit(7, NOON.plusSeconds(40), Duration.ofSeconds(40)))
        .probe(new Probe("0b5e6f7a:12", NOON.plusSeconds(120)))
        .sessionStartedAt(NOON.minusSeconds(60))
        .uses(9_007_199_254_740_993L, NOON)
        .build();
  }

  /** The file is what release 0.1 stored. It never changes; a new form is a new version. */
  @Test
  void readsAndWritesTheGoldenFileOfVersionOne() throws IOException {
    assertEquals(golden(), StateJson.write(full()) + "\n");
    assertEquals(full(), StateJson.read(golden()));
  }

  private static String golden() throws IOException {
    String path = "/golden/account-state-v1.json";
    try (InputStream in = Objects.requireNonNull(StateJsonTest.class.getResourceAsStream(path))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aNewStateIsShort() {
    assertEquals("{\"v\":1,\"requests\":0}", StateJson.write(AccountState.NEW));
    assertEquals(AccountState.NEW, StateJson.read("{}"));
  }

  @Test
  void skipsWhatANewerReleaseAdded() {
    AccountState state =
        StateJson.read(
            """
            {"v":2,"mood":{"a":[1,{}]},"needsReauth":"no","circuit":{"failures":1,"new":[]},
             "cooling":{"kind":"BRAND_NEW","until":"2026-11-20T12:00:00Z","x":null}}
            """);
    assertEquals("no", state.needsReauth());
    assertEquals(1, state.circuit().failures());
    Cooling cooling = Objects.requireNonNull(state.cooling());
    assertEquals(NOON, cooling.until());
    assertTrue(cooling.kind().isCapacity());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"requests\":\"many\"}",
        "{\"lastUsedAt\":\"yesterday\"}",
        "{\"circuit\":{\"openFor\":\"PT\"}}",
        "{\"probe\":7}",
        "{\"requests\":1}{}",
        "{\"streak\":99999999999}"
      })
  void refusesWhatIsNoState(String document) {
    assertThrows(BadJsonException.class, () -> StateJson.read(document));
  }

  @Test
  void keepsTheBeginningOfWhatAProviderSays() {
    AccountState state = AccountState.NEW.toBuilder().needsReauth("x".repeat(100_000)).build();
    assertEquals("x".repeat(500), StateJson.read(StateJson.write(state)).needsReauth());
  }

  @Test
  void namesOfModelsThatClientsMakeUpDoNotGrowIt() {
    AccountStateBuilder state = AccountState.NEW.toBuilder();
    for (int i = 0; i < 30_000; i++) {
      state.parked("made-up-" + i, NOON);
    }
    int length = StateJson.write(state.build()).length();
    assertTrue(length < 100_000, "length " + length);
  }

  @Test
  void keepsAPauseAndSaysNothingOfNone() {
    AccountState paused = full().toBuilder().paused(true).build();
    assertEquals(paused, StateJson.read(StateJson.write(paused)));
    assertTrue(StateJson.write(paused).contains("\"paused\":true"));
    assertTrue(!StateJson.write(full()).contains("paused"));
  }
}
