package dev.patchbay.transport.okhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.media.PublicAddresses;
import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.HttpReply;
import dev.patchbay.transport.PhaseWatch;
import dev.patchbay.transport.TransportException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Dns;
import okhttp3.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ReachTest {
  private final MockWebServer within = new MockWebServer();
  private final List<String> resolved = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    within.setProtocols(List.of(Protocol.HTTP_1_1));
    within.start(InetAddress.getByName("127.0.0.1"), 0);
    within.enqueue(new MockResponse.Builder().code(200).body("secret").build());
  }

  @AfterEach
  void stop() {
    within.close();
  }

  private String ask(OkHttpTransport transport, String host) {
    try (transport;
        HttpReply reply =
            transport.send(
                Calls.get("http://" + host + ":" + within.getPort() + "/"),
                new CallScope(),
                new PhaseWatch())) {
      return new String(reply.body(100), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  private void assertRefused(OkHttpTransport transport, String host) {
    TransportException refused = assertThrows(TransportException.class, () -> ask(transport, host));
    assertEquals(FailureKind.NETWORK, refused.kind());
    assertInstanceOf(UnknownHostException.class, refused.getCause());
    assertEquals(0, within.getRequestCount());
  }

  /** Names and addresses; the first answer of a name server, then the second and so on. */
  private Dns names(List<List<String>> answers) {
    return name -> {
      resolved.add(name);
      List<InetAddress> all = new ArrayList<>();
      for (String one : answers.get(Math.min(resolved.size(), answers.size()) - 1)) {
        all.add(InetAddress.getByName(one));
      }
      return all;
    };
  }

  private OkHttpTransport guarded(Predicate<InetAddress> allowed, Dns names) {
    return OkHttpTransport.within(new Reach(allowed, names));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "localhost",
        "2130706433",
        "127.1",
        "0",
        "0.0.0.0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "%6c%6f%63%61%6c%68%6f%73%74",
      })
  void connectsToNoFormOfLoopback(String host) {
    assertRefused(OkHttpTransport.only(PublicAddresses::mayBeAsked), host);
  }

  /** As some resolvers read them; others take them for names. */
  @ParameterizedTest
  @ValueSource(strings = {"localhost.", "0x7f000001", "0x7f.0.0.1", "0x7f.1", "a.nip.io", "x"})
  void asksAboutEveryNameWhereItLeads(String host) {
    Dns names = names(List.of(List.of("127.0.0.1")));
    assertRefused(guarded(PublicAddresses::mayBeAsked, names), host);
    assertEquals(List.of(host), resolved);
  }

  @Test
  void leavesOutThoseOfANamesAddressesThatMayNotBeAsked() {
    // 192.0.2.1 would be asked first, and nobody is there.
    InetAddress here = InetAddress.getLoopbackAddress();
    OkHttpTransport transport =
        guarded(here::equals, names(List.of(List.of("192.0.2.1", "127.0.0.1", "10.0.0.1"))));
    assertEquals("secret", ask(transport, "mixed.example"));
  }

  @Test
  void refusesANameOfWhichNoAddressMayBeAsked() {
    Dns names = names(List.of(List.of("10.0.0.1", "127.0.0.1", "::1")));
    assertRefused(guarded(PublicAddresses::mayBeAsked, names), "inner.example");
  }

  /** What was checked is what is connected to: the name is not resolved a second time. */
  @Test
  void connectsToTheAnswerThatWasCheckedWhateverTheNextOneSays() {
    InetAddress here = InetAddress.getLoopbackAddress();
    Dns names = names(List.of(List.of("127.0.0.1"), List.of("10.0.0.1")));
    assertEquals("secret", ask(guarded(here::equals, names), "rebinding.example"));
    assertEquals(List.of("rebinding.example"), resolved);
  }

  @Test
  void looksAtTheAddressOnceMoreWhenItConnects() {
    // As if the look at the name's addresses had been passed by in some way.
    boolean[] first = {true};
    Predicate<InetAddress> once =
        address -> {
          boolean passes = first[0];
          first[0] = false;
          return passes;
        };
    assertRefused(guarded(once, names(List.of(List.of("127.0.0.1")))), "rebinding.example");
  }

  @Test
  void goesThroughNoProxyOfTheMachine() {
    ProxySelector before = ProxySelector.getDefault();
    ProxySelector.setDefault(
        ProxySelector.of(
            java.net.InetSocketAddress.createUnresolved("127.0.0.1", within.getPort())));
    try {
      Dns names = names(List.of(List.of("10.0.0.1")));
      assertRefused(guarded(PublicAddresses::mayBeAsked, names), "inner.example");
    } finally {
      ProxySelector.setDefault(before);
    }
  }
}
