package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.config.ProviderConfig;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testing.TestRouter;
import dev.patchbay.trace.RouterException;
import org.junit.jupiter.api.Test;

/** Where a provider is, whoever runs the router wants to know, and no client may. */
class AddressesUntoldTest {
  private static RouterException thrown(Reply reply) {
    ScriptedProvider lab = ScriptedProvider.openai("lab").reply(reply);
    try (TestRouter kit = TestRouter.builder().provider(lab).overHttp().build()) {
      return assertThrows(RouterException.class, () -> kit.router().chat("m", "Hi"));
    }
  }

  private static void assertUntold(FailureKind kind, RouterException thrown) {
    Failure failure = thrown.failure();
    assertEquals(kind, failure.kind());
    assertFalse(
        failure.message().matches("(?s).*(127\\.0\\.0\\.1|localhost|://).*"), failure.message());
    assertNotNull(failure.detail());
    assertTrue(failure.detail().matches("(?s).*(127\\.0\\.0\\.1|localhost).*"), failure.detail());
    assertTrue(String.valueOf(thrown.getMessage()).contains(failure.detail()), thrown.getMessage());
  }

  @Test
  void aWrongBaseUrlIsADetail() {
    assertUntold(
        FailureKind.MISCONFIGURED, thrown(Reply.raw(404, "text/html", "<p>Nothing here</p>")));
  }

  @Test
  void aBrokenConnectionsAddressIsADetail() {
    assertUntold(FailureKind.NETWORK, thrown(Reply.reset()));
  }

  @Test
  void anUnreachableAddressIsADetail() {
    Router router =
        Router.builder()
            .provider(ProviderConfig.of("lab").baseUrl("http://127.0.0.1:1/v1").apiKey("k").build())
            .build();
    try (router) {
      RouterException thrown =
          assertThrows(RouterException.class, () -> router.chat("lab:m", "Hi"));
      assertUntold(FailureKind.NETWORK, thrown);
    }
  }
}
