package dev.patchbay.server.guard;

import static dev.patchbay.server.guard.GateFixture.ADMIN;
import static dev.patchbay.server.guard.GateFixture.SCRAPE;
import static dev.patchbay.server.guard.GateFixture.asking;
import static dev.patchbay.server.guard.GateFixture.bearer;
import static dev.patchbay.server.guard.GateFixture.call;
import static dev.patchbay.server.guard.GateFixture.get;
import static dev.patchbay.server.guard.GateFixture.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.secret.Secret;
import dev.patchbay.server.http.Access;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Caller;
import dev.patchbay.server.http.Fault;
import dev.patchbay.server.setup.ServerConfig;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and as whom. */
final class KeyGateTest {
  private final GateFixture gate = new GateFixture();

  // No key and no token.

  @ParameterizedTest
  @EnumSource(Access.class)
  void isOpenToThisMachineWhileNothingIsSetUp(Access access) {
    assertEquals(200, gate.status(post(), access));
  }

  @Test
  void ignoresWhatAClientSendsAsAKeyWhileThereIsNone() {
    Caller caller = gate.admit(post("x-api-key", "sk-ant-whatever"), Access.KEY);

    assertEquals("local", caller.tenant());
    assertNull(caller.key());
  }

  @ParameterizedTest
  @EnumSource(
      value = Access.class,
      names = {"KEY", "OWN", "SCRAPE", "ADMIN"})
  void isClosedToOtherMachinesWhileNothingIsSetUp(Access access) {
    assertEquals(401, gate.status(call("GET", "/x", false), access));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"forwarded", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "via"})
  void takesNobodyBehindAProxyForThisMachine(String header) {
    assertEquals(401, gate.status(get(header, "127.0.0.1"), Access.KEY));
    assertEquals(401, gate.status(get(header, "127.0.0.1"), Access.ADMIN));
  }

  @Test
  void isOpenToNobodyWithoutAKeyWhereItListensBeyondThisMachine() {
    gate.server = ServerConfig.DEFAULT.withHost("0.0.0.0");

    assertEquals(401, gate.status(post(), Access.KEY));
    assertEquals(401, gate.status(get(), Access.ADMIN));
  }

  // API keys.

  @Test
  void asksThisMachineForAKeyOnceThereIsOne() {
    gate.key();

    Fault fault = gate.refusal(post(), Access.KEY);

    assertEquals(401, fault.status());
    assertEquals("missing_api_key", fault.code());
    assertEquals("Bearer", fault.headers().get("www-authenticate"));
  }

  @Test
  void takesAKeyWhereverTheProtocolsPutIt() {
    Secret key = gate.key(builder -> builder.tenant("acme"));

    for (Call call :
        new Call[] {
          post("authorization", bearer(key)),
          post("authorization", "bearer " + key.reveal()),
          post("x-api-key", key.reveal()),
          post("x-goog-api-key", key.reveal()),
          asking(key)
        }) {
      assertEquals("acme", gate.admit(call, Access.KEY).tenant());
    }
  }

  @Test
  void takesTheKeyThatIsOursOfTwo() {
    Secret key = gate.key();

    assertEquals(
        200,
        gate.status(
            post("authorization", "Bearer somebody-else", "x-api-key", key.reveal()), Access.KEY));
  }

  @Test
  void refusesAKeyItDoesNotKnowAndDoesNotRepeatIt() {
    gate.key();

    Fault fault = gate.refusal(post("x-api-key", "pb-canary-0123456789"), Access.KEY);

    assertEquals(401, fault.status());
    assertEquals("invalid_api_key", fault.code());
    assertFalse(fault.text().contains("canary"), fault.text());
  }

  @Test
  void refusesAKeyThatIsSwitchedOff() {
    Secret key = gate.key(builder -> builder.enabled(false));

    Fault fault = gate.refusal(post("x-api-key", key.reveal()), Access.KEY);

    assertEquals(401, fault.status());
    assertTrue(fault.text().contains("switched off"), fault.text());
  }

  @Test
  void refusesAKeyFromItsExpiryOn() {
    Secret key = gate.key(builder -> builder.expiresAt(gate.now.plusSeconds(60)));
    assertEquals(200, gate.status(post("x-api-key", key.reveal()), Access.KEY));

    gate.now = gate.now.plusSeconds(60);

    Fault fault = gate.refusal(post("x-api-key", key.reveal()), Access.KEY);
    assertEquals(401, fault.status());
    assertTrue(fault.text().contains("expired"), fault.text());
  }

  @Test
  void letsNoKeyIntoManagement() {
    gate.admin = ADMIN;
    Secret key = gate.key();

    assertEquals(403, gate.status(get("authorization", bearer(key)), Access.ADMIN));
    assertEquals(403, gate.status(get("x-api-key", key.reveal()), Access.SCRAPE));
  }

  @Test
  void knowsAKeyAsAClientAndNoMore() {
    Caller caller = gate.admit(post("x-api-key", gate.key().reveal()), Access.KEY);

    assertTrue(caller.may(Access.OWN));
    assertFalse(caller.may(Access.ADMIN));
    assertFalse(caller.may(Access.SCRAPE));
    assertEquals("name-k0", caller.name());
  }

  @Test
  void leavesManagementOpenToThisMachineThoughThereAreKeys() {
    Secret key = gate.key();

    assertEquals(200, gate.status(get(), Access.ADMIN));
    assertEquals(200, gate.status(get(), Access.OWN));
    assertFalse(gate.admit(get("x-api-key", key.reveal()), Access.OWN).may(Access.ADMIN));
    assertEquals(401, gate.status(get("x-api-key", "wrong"), Access.OWN));
  }

  // The admin token.

  @ParameterizedTest
  @EnumSource(
      value = Access.class,
      names = {"SCRAPE", "ADMIN"})
  void asksForTheAdminTokenOnceItIsSet(Access access) {
    gate.admin = ADMIN;

    assertEquals(401, gate.status(get(), access));
    assertEquals(401, gate.status(get("authorization", "Bearer wrong"), access));
    assertEquals(401, gate.status(get("x-api-key", ADMIN.reveal()), access));
    assertEquals(200, gate.status(get("authorization", bearer(ADMIN)), access));
  }

  @Test
  void letsTheAdminTokenUseTheRoutesOfClientsAsTenantLocal() {
    gate.admin = ADMIN;
    gate.key();

    Caller caller = gate.admit(post("authorization", bearer(ADMIN)), Access.KEY);

    assertEquals("local", caller.tenant());
    assertTrue(caller.may(Access.ADMIN));
  }

  @Test
  void letsClientsOfThisMachineInWithoutAKeyThoughAnAdminTokenIsSet() {
    gate.admin = ADMIN;

    Caller caller = gate.admit(post(), Access.KEY);

    assertFalse(caller.may(Access.ADMIN));
  }

  @Test
  void letsTheScrapeTokenReadMetricsAndNothingElse() {
    gate.admin = ADMIN;
    gate.scrape = SCRAPE;
    gate.key();

    assertEquals(200, gate.status(get("authorization", bearer(SCRAPE)), Access.SCRAPE));
    assertEquals(401, gate.status(get("authorization", bearer(SCRAPE)), Access.ADMIN));
    assertEquals(401, gate.status(get("authorization", bearer(SCRAPE)), Access.KEY));
  }

  @Test
  void asksForTheScrapeTokenWhereItAloneIsSet() {
    gate.scrape = SCRAPE;

    assertEquals(401, gate.status(get(), Access.SCRAPE));
    assertEquals(200, gate.status(get("authorization", bearer(SCRAPE)), Access.SCRAPE));
  }

  @Test
  void letsThisProcessInWithoutAnyCredential() {
    gate.admin = ADMIN;
    gate.key();

    for (Access access : Access.values()) {
      Call call = Call.local("POST", "/x", Map.of(), new byte[0]);
      assertEquals(200, gate.status(call, access));
    }
  }

  // Requests per minute.

  @Test
  void holdsAKeyToItsRequestsPerMinute() {
    Secret key = gate.key(builder -> builder.requestsPerMinute(2));
    Call call = post("x-api-key", key.reveal());
    gate.admit(call, Access.KEY);
    gate.admit(call, Access.KEY);

    Fault fault = gate.refusal(call, Access.KEY);
    assertEquals(429, fault.status());
    assertEquals("60", fault.headers().get("retry-after"));

    gate.now = gate.now.plus(Duration.ofSeconds(60));
    assertEquals(200, gate.status(call, Access.KEY));
  }

  @Test
  void countsOneKeyApartFromAnother() {
    Call one = post("x-api-key", gate.key(builder -> builder.requestsPerMinute(1)).reveal());
    Call other = post("x-api-key", gate.key(builder -> builder.requestsPerMinute(1)).reveal());

    assertEquals(200, gate.status(one, Access.KEY));
    assertEquals(200, gate.status(other, Access.KEY));
    assertEquals(429, gate.status(one, Access.KEY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/messages/count_tokens",
        "/v1/responses/input_tokens",
        "/v1beta/models/m:countTokens",
        "/v1/route/explain"
      })
  void doesNotCountWhatAsksForNoAnswer(String path) {
    Secret key = gate.key(builder -> builder.requestsPerMinute(1));
    for (int i = 0; i < 5; i++) {
      assertEquals(
          200, gate.status(call("POST", path, true, "x-api-key", key.reveal()), Access.KEY));
      assertEquals(200, gate.status(get("x-api-key", key.reveal()), Access.KEY));
    }
    assertEquals(200, gate.status(post("x-api-key", key.reveal()), Access.KEY));
  }
}
