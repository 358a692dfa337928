package dev.patchbay.server.guard;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.server.setup.ServerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a server may listen. */
final class SafeBindingTest {
  private final GateFixture gate = new GateFixture();

  private String refusal() {
    return String.valueOf(
        assertThrows(
                IllegalStateException.class, () -> SafeBinding.require(gate.setup(), gate.keys))
            .getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "[::1]", "127.1.2.3"})
  void needsNothingOnThisMachine(String host) {
    gate.server = ServerConfig.DEFAULT.withHost(host);
    assertDoesNotThrow(() -> SafeBinding.require(gate.setup(), gate.keys));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.168.0.7", "router.example.com", "127.evil.example"})
  void needsAKeyAndATokenBeyondIt(String host) {
    gate.server = ServerConfig.DEFAULT.withHost(host);

    String message = refusal();
    assertTrue(message.contains("patchbay keys create"), message);
    assertTrue(message.contains("PATCHBAY_ADMIN_TOKEN"), message);
  }

  @Test
  void namesWhatIsMissingAlone() {
    gate.server = ServerConfig.DEFAULT.withHost("0.0.0.0");
    gate.key();

    assertFalse(refusal().contains("keys create"));
  }

  @Test
  void listensBeyondThisMachineWithBoth() {
    gate.server = ServerConfig.DEFAULT.withHost("0.0.0.0");
    gate.admin = GateFixture.ADMIN;
    gate.key();

    assertDoesNotThrow(() -> SafeBinding.require(gate.setup(), gate.keys));
  }
}
