package dev.patchbay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.json.Json;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testserver.WireTape;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client sends: an answer in its protocol, and nothing else upstream than was meant. */
@Timeout(60)
class ExchangeHostileClientTest {
  private static final String LIMIT = "9".repeat(10_000);

  private static Map<String, byte[]> refused() {
    Map<String, byte[]> bodies = new HashMap<>();
    bodies.put("nothing", new byte[0]);
    bodies.put("space", Json.utf8("  \n"));
    bodies.put("an array", Json.utf8("[{\"model\":\"m\"}]"));
    bodies.put("a string", Json.utf8("\"model\""));
    bodies.put("two documents", Json.utf8("{} {}"));
    bodies.put("10 MB of nesting", Json.utf8("{\"messages\":" + "[".repeat(10 << 20)));
    bodies.put("10 MB of objects", Json.utf8("{\"a\":".repeat(2 << 20)));
    bodies.put("garbage", new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    bodies.put("half an escape", Json.utf8("{\"model\":\"\\u12"));
    bodies.put("a path as the model", Json.utf8("{\"model\":\"../../admin\"}"));
    bodies.put("a line end in the model", Json.utf8("{\"model\":\"m\\r\\nX-Evil: 1\"}"));
    bodies.put("a NUL in the model", Json.utf8("{\"model\":\"m\\u0000\"}"));
    bodies.put(
        "a huge limit",
        Json.utf8(
            "{\"model\":\"m\",\"max_tokens\":"
                + LIMIT
                + ",\"max_output_tokens\":"
                + LIMIT
                + ",\"generationConfig\":{\"maxOutputTokens\":"
                + LIMIT
                + "}}"));
    return bodies;
  }

  static Stream<Arguments> bodies() {
    return Arrays.stream(Protocol.values())
        .flatMap(p -> refused().keySet().stream().map(name -> Arguments.of(p, name)));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void whatNobodyCanReadIsTheClientsFault(Protocol client, String name) {
    ScriptedProvider one = Gateway.provider("one", client);
    ScriptedProvider two = Gateway.provider("two", other(client));
    try (Gateway gateway = new Gateway(one, two)) {
      WireTape tape = gateway.ask(WireRequest.of(client, refused().get(name)));
      assertEquals(400, tape.status(), tape::text);
      ErrorSignal error = Gateway.CODECS.get(client).decodeError(400, Map.of(), tape.body());
      assertTrue(error.message().matches("(?s).*(\\$|model:).*"), error.message());
      assertTrue(tape.text().length() < 4_000);
      assertEquals(0, one.calls().size() + two.calls().size());
    }
  }

  private static Protocol other(Protocol client) {
    return client == Protocol.OPENAI_CHAT ? Protocol.ANTHROPIC_MESSAGES : Protocol.OPENAI_CHAT;
  }

  private static final String ASKED = "\"max_tokens\":5,\"messages\":[{\"role\":\"user\",";

  private static WireTape anthropic(Gateway gateway, String body) {
    return gateway.ask(WireRequest.of(Protocol.ANTHROPIC_MESSAGES, Json.utf8(body)));
  }

  @Test
  void ofTwoModelsOneIsRoutedAndSent() {
    ScriptedProvider one = ScriptedProvider.anthropic("one");
    try (Gateway gateway = new Gateway(one)) {
      WireTape tape =
          anthropic(
              gateway, "{\"model\":\"a\",\"mod\\u0065l\":\"b\"," + ASKED + "\"content\":\"Hi\"}]}");
      assertEquals(200, tape.status());
      assertEquals("b", tape.headers().get("x-patchbay-model"));
      String sent = one.calls().get(0).body();
      assertFalse(sent.contains("\"a\""), sent);
      assertTrue(sent.contains("\"b\""), sent);
    }
  }

  @Test
  void aByteOrderMarkGoesNoFurther() {
    ScriptedProvider one = ScriptedProvider.anthropic("one");
    try (Gateway gateway = new Gateway(one)) {
      String body = "{\"model\":\"m\"," + ASKED + "\"content\":\"Hi\"}]}";
      assertEquals(200, anthropic(gateway, "\ufeff" + body).status());
      assertEquals(body, one.calls().get(0).body());
    }
  }

  @Test
  void loneSurrogatesAndBrokenLettersBreakNothing() {
    ScriptedProvider one = ScriptedProvider.anthropic("one");
    ScriptedProvider two = ScriptedProvider.openai("two");
    byte[] body =
        ("{\"model\":\"m\"," + ASKED + "\"content\":\"\\ud800 \u00e9\"}]}")
            .getBytes(StandardCharsets.ISO_8859_1);
    for (ScriptedProvider each : List.of(one, two)) {
      try (Gateway gateway = new Gateway(each)) {
        WireTape tape = gateway.ask(WireRequest.of(Protocol.ANTHROPIC_MESSAGES, body));
        assertTrue(tape.status() == 200 || tape.status() == 400, tape::text);
      }
    }
  }

  static Stream<String> models() {
    return Stream.of(
        "..",
        "../../v1/files",
        "models/../../x",
        "one:..",
        "one/../x",
        "./m",
        "tunedModels/..",
        "publishers/google/models/../../..");
  }

  @ParameterizedTest
  @MethodSource("models")
  void aModelThatClimbsIsRefused(String model) {
    ScriptedProvider one = ScriptedProvider.gemini("one");
    try (Gateway gateway = new Gateway(one)) {
      WireTape tape = gateway.ask(Gateway.request(Protocol.GEMINI, "m", true).model(model).build());
      assertEquals(400, tape.status(), tape::text);
      assertTrue(tape.text().contains("model:"), tape::text);
      assertEquals(0, one.calls().size());
    }
  }

  static Stream<String> strangeModels() {
    return Stream.of(
        "m?key=evil",
        "m#frag",
        "m%2f..%2fx",
        "m%2e%2e",
        "a\\..x",
        "m:delete?x=1",
        "m@evil.test",
        "m n",
        "m;x=1",
        "..m..");
  }

  @ParameterizedTest
  @MethodSource("strangeModels")
  void aStrangeModelStaysInItsPlace(String model) throws Exception {
    java.util.List<String> heads = new java.util.concurrent.CopyOnWriteArrayList<>();
    try (dev.patchbay.testserver.RawServer server =
            new dev.patchbay.testserver.RawServer(
                (socket, out) -> out.write(Json.utf8("HTTP/1.1 400 No\r\n\r\n")));
        Router router =
            Router.builder()
                .provider(
                    dev.patchbay.config.ProviderConfig.of("one")
                        .type("gemini")
                        .baseUrl(server.url() + "/v1beta")
                        .apiKey("sk-one-123456")
                        .build())
                .httpClient(
                    new okhttp3.OkHttpClient.Builder()
                        .addInterceptor(
                            chain -> {
                              heads.add(chain.request().url().encodedPath());
                              heads.add(String.valueOf(chain.request().url().query()));
                              heads.add(chain.request().url().host());
                              return chain.proceed(chain.request());
                            })
                        .build())
                .build()) {
      WireTape tape =
          WireTape.of(
              router.exchange(
                  Gateway.request(Protocol.GEMINI, "m", true).model("one:" + model).build()));
      assertTrue(tape.status() >= 400);
      assertEquals(3, heads.size(), tape::text);
      assertTrue(
          heads.get(0).matches("/v1beta/models/[^/?#]+:streamGenerateContent"), heads::toString);
      assertEquals("alt=sse", heads.get(1));
      assertEquals("127.0.0.1", heads.get(2).replace("localhost", "127.0.0.1"));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Protocol.class,
      names = {"ANTHROPIC_MESSAGES"})
  void aHeaderWithALineEndIsRefusedAndSentNowhere(Protocol client) {
    ScriptedProvider one = Gateway.provider("one", client);
    try (Gateway gateway = new Gateway(one)) {
      for (String evil : List.of("b\r\nx-evil: 1", "b\nx", "b\0", "caf\u00e9")) {
        WireTape tape =
            gateway.ask(
                Gateway.request(client, "m", true).headers(Map.of("anthropic-beta", evil)).build());
        assertEquals(400, tape.status(), tape::text);
        assertTrue(tape.text().contains("headers.anthropic-beta"), tape::text);
        assertFalse(tape.text().contains("x-evil"), tape::text);
      }
      assertEquals(0, one.calls().size());
    }
  }

  @Test
  void tenThousandHeadersOfNobodysAreLeftOut() {
    ScriptedProvider one = ScriptedProvider.anthropic("one");
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      many.put("x-many-" + i, "v\r\n");
    }
    try (Gateway gateway = new Gateway(one)) {
      WireTape tape =
          gateway.ask(
              Gateway.request(Protocol.ANTHROPIC_MESSAGES, "m", true).headers(many).build());
      assertEquals(200, tape.status());
      assertFalse(one.calls().get(0).headers().toString().contains("x-many"));
    }
  }
}
