package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.CallOptions;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a provider of the client's protocol is sent are the client's bytes. */
class ExchangeBytesTest {
  private static final String SIGNED =
      "{ \"future_field\" : {\"b\":1.50,\"a\":[ ]},\"max_tokens\":64,\"model\":\"m\",\"messages\":"
          + "[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":"
          + "[{\"thinking\":\"hm\",\"type\":\"thinking\",\"signature\":\"c2ln+/==\"},"
          + "{\"type\":\"text\",\"text\":\"\\u0048o\"}]},{\"role\":\"user\",\"content\":\"So?\"}]}";

  private static final CallOptions PINNED = CallOptions.builder().providerPin("one").build();

  static Stream<Arguments> requests() {
    return Arrays.stream(Protocol.values())
        .flatMap(
            protocol ->
                Gateway.fixtures(protocol, "req-").stream()
                    // A model nobody knows may not take a system message in the middle.
                    .filter(name -> !name.contains("midsystem"))
                    // What an answer goes on from is put in front of it, where it is known.
                    .filter(name -> !name.contains("previous-response"))
                    .map(name -> Arguments.of(protocol, name)));
  }

  private static WireRequest.Builder anthropic(String body) {
    return WireRequest.builder(Protocol.ANTHROPIC_MESSAGES, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatNeedsNoChangeIsSentByteForByte() {
    ScriptedProvider one = ScriptedProvider.anthropic("one");
    try (Gateway gateway = new Gateway(one)) {
      assertEquals(200, gateway.ask(anthropic(SIGNED).build()).status());
      assertEquals(SIGNED, one.calls().get(0).body());
    }
  }

  @Test
  void onlyTheModelIsReplacedWhereItIsCalledOtherwise() {
    ScriptedProvider one = ScriptedProvider.anthropic("one");
    try (Gateway gateway =
        new Gateway(kit -> kit.configure(tree -> tree.mapping("m", "one:other")), one)) {
      assertEquals(200, gateway.ask(anthropic(SIGNED).build()).status());
      assertEquals(
          SIGNED.replace("\"model\":\"m\"", "\"model\":\"other\""), one.calls().get(0).body());
    }
  }

  @Test
  void aForeignCandidateOfTheSameRequestGetsItTranslated() {
    ScriptedProvider one =
        ScriptedProvider.anthropic("one").reply(dev.patchbay.testing.Reply.status(503));
    ScriptedProvider two = ScriptedProvider.openai("two");
    try (Gateway gateway = new Gateway(one, two)) {
      assertEquals(200, gateway.ask(anthropic(SIGNED).build()).status());
      assertEquals(SIGNED, one.calls().get(0).body());
      String foreign = two.calls().get(0).body();
      assertTrue(foreign.contains("\"Ho\""), foreign);
      assertFalse(foreign.contains("c2ln"), foreign);
    }
  }

  /**
   * What a target must have otherwise, taken back: usage is always asked for, long answers are
   * streamed, and servers nobody knows take OpenAI's older words alone.
   */
  private static String asItWas(String sent, String came) {
    String was =
        sent.replace(",\"stream\":true,\"stream_options\":{\"include_usage\":true}}", "}")
            .replace(",\"stream_options\":{\"include_usage\":true}}", "}")
            .replaceFirst(",\"stream\":true}(\\s*)$", "}$1");
    was =
        came.contains("max_completion_tokens")
            ? was.replace("\"max_tokens\"", "\"max_completion_tokens\"")
            : was;
    return came.contains("\"developer\"")
        ? was.replaceFirst("\"system\"(?!.*\"system\")", "\"developer\"")
        : was;
  }

  /** Fields come in the order in which the client wrote them, none is lost, none is new. */
  @ParameterizedTest
  @MethodSource("requests")
  void everyFieldOfARequestArrives(Protocol protocol, String name) {
    String body = Gateway.fixture(protocol, name);
    ScriptedProvider one = Gateway.provider("one", protocol);
    try (Gateway gateway = new Gateway(one)) {
      WireRequest.Builder request =
          WireRequest.builder(protocol, body.getBytes(StandardCharsets.UTF_8)).options(PINNED);
      if (protocol == Protocol.GEMINI) {
        request.model("m").stream(false);
      }
      gateway.ask(request.headers(Map.of("anthropic-version", "2026-01-01")).build());
      assertEquals(1, one.calls().size(), name);
      assertEquals(body, asItWas(one.calls().get(0).body(), body));
    }
  }
}
