package dev.patchbay.server.guard;

import static dev.patchbay.server.guard.GateFixture.ADMIN;
import static dev.patchbay.server.guard.GateFixture.bearer;
import static dev.patchbay.server.guard.GateFixture.call;
import static dev.patchbay.server.guard.GateFixture.get;
import static dev.patchbay.server.guard.GateFixture.post;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.secret.Secret;
import dev.patchbay.server.http.Access;
import dev.patchbay.server.setup.ServerConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What web pages can't make a browser do. */
final class SiteTest {
  private final GateFixture gate = new GateFixture();

  private static ServerConfig config(String host, String... allowed) {
    return new ServerConfig(host, 8094, 1000, List.of(allowed), null, false, Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost:8094",
        "127.0.0.1",
        "127.0.0.1:8094",
        "127.8.9.1",
        "[::1]",
        "[::1]:8094",
        "[0:0:0:0:0:0:0:1]:1"
      })
  void isKnownByTheNamesOfThisMachine(String host) {
    assertEquals(200, gate.status(get("host", host), Access.KEY));
    assertEquals(200, gate.status(get("host", host), Access.ADMIN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8094",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "127.evil.example",
        "192.168.0.1",
        "[::ffff:10.0.0.1]",
        "[::1",
        "::1.evil.example",
        "localhost@evil.example",
        "localhost, evil.example",
        ""
      })
  void refusesAnotherNameWhereItListensToThisMachine(String host) {
    assertEquals(403, gate.status(get("host", host), Access.KEY));
    assertEquals(403, gate.status(get("host", host), Access.ADMIN));
  }

  @Test
  void refusesAnotherNameThoughTheKeyIsRight() {
    Secret key = gate.key();

    assertEquals(
        403, gate.status(get("host", "evil.example", "x-api-key", key.reveal()), Access.KEY));
  }

  @Test
  void isKnownByTheNamesThatAreAllowed() {
    gate.server = config("127.0.0.1", "Router.example.com");
    gate.admin = ADMIN;

    assertEquals(
        200,
        gate.status(
            get("host", "router.example.com:443", "authorization", bearer(ADMIN)), Access.ADMIN));
  }

  @Test
  void takesAnyNameBeyondThisMachineUnlessSomeAreListed() {
    gate.admin = ADMIN;
    gate.server = config("0.0.0.0");

    assertEquals(
        200, gate.status(get("host", "patchbay", "authorization", bearer(ADMIN)), Access.ADMIN));
  }

  @Test
  void takesListedNamesAloneBeyondThisMachine() {
    gate.admin = ADMIN;
    gate.server = config("0.0.0.0", "patchbay");

    assertEquals(
        200, gate.status(get("host", "patchbay", "authorization", bearer(ADMIN)), Access.ADMIN));
    assertEquals(
        403, gate.status(get("host", "other", "authorization", bearer(ADMIN)), Access.ADMIN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "http://localhost:3000",
        "https://127.0.0.1",
        "null",
        "127.0.0.1:8094"
      })
  void refusesAnotherSitesPageWhereNoCredentialIsAsked(String origin) {
    assertEquals(403, gate.status(post("origin", origin), Access.KEY));
    assertEquals(403, gate.status(get("origin", origin), Access.KEY));
    assertEquals(403, gate.status(post("origin", origin), Access.ADMIN));
    assertEquals(403, gate.status(get("origin", origin), Access.ADMIN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void believesABrowserThatSaysAnotherSiteAsks(String site) {
    assertEquals(403, gate.status(get("sec-fetch-site", site), Access.KEY));
    assertEquals(403, gate.status(post("sec-fetch-site", site), Access.ADMIN));
  }

  @Test
  void takesItsOwnPages() {
    String[] own = {"origin", "http://127.0.0.1:8094", "sec-fetch-site", "same-origin"};

    assertEquals(200, gate.status(post(own), Access.ADMIN));
    assertEquals(200, gate.status(post(own), Access.KEY));
  }

  @Test
  void refusesToChangeAnythingForAnotherSiteThoughTheTokenIsRight() {
    gate.admin = ADMIN;
    String[] foreign = {"origin", "http://evil.example", "authorization", bearer(ADMIN)};

    assertEquals(403, gate.status(post(foreign), Access.ADMIN));
    assertEquals(403, gate.status(call("DELETE", "/x", true, foreign), Access.ADMIN));
    assertEquals(200, gate.status(get(foreign), Access.ADMIN));
  }

  @Test
  void takesAnyPageThatHasAKey() {
    Secret key = gate.key();

    assertEquals(
        200,
        gate.status(post("origin", "http://chat.example", "x-api-key", key.reveal()), Access.KEY));
  }
}
