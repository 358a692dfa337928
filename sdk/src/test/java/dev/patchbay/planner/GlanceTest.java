package dev.patchbay.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.json.BadJsonException;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.WireRequest;
import dev.patchbay.wire.anthropic.AnthropicCodec;
import dev.patchbay.wire.gemini.GeminiCodec;
import dev.patchbay.wire.openai.OpenAiCodec;
import dev.patchbay.wire.responses.ResponsesCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One pass over a client's bytes tells routing what the decoded request would. */
final class GlanceTest {
  private static final Path FIXTURES = Path.of("src", "test", "resources", "fixtures");

  private static final List<Codec> CODECS =
      List.of(new OpenAiCodec(), new ResponsesCodec(), new AnthropicCodec(), new GeminiCodec());

  record Case(Codec codec, Path file) {
    byte[] bytes() {
      try {
        return Files.readAllBytes(file);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public String toString() {
      return codec.protocol().id() + "/" + file.getFileName();
    }
  }

  static Stream<Case> requests() {
    return CODECS.stream().flatMap(GlanceTest::requests);
  }

  private static Stream<Case> requests(Codec codec) {
    try (Stream<Path> files = Files.list(FIXTURES.resolve(codec.protocol().id()))) {
      return files
          .filter(file -> file.getFileName().toString().matches("(codeassist-)?req.*"))
          .sorted()
          .map(file -> new Case(codec, file))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("requests")
  void seesInBytesWhatTheDecodedRequestTells(Case each) {
    assertSameQuery(each.codec, each.bytes());
  }

  private static void assertSameQuery(Codec codec, byte[] body) {
    WireRequest request = WireRequest.of(codec.protocol(), body);
    Glance glance = codec.glance(request);
    assertEquals(codec.wantsUsage(body), glance.usage());
    assertEquals(
        typed(codec, body),
        asTyped(Queries.of(request, glance)),
        new String(body, StandardCharsets.UTF_8));
  }

  private static RouteQuery typed(Codec codec, byte[] body) {
    return Queries.of(codec.decodeRequest(body), codec.wantsStream(body));
  }

  /** But for the protocol, which a typed call has none of. */
  private static RouteQuery asTyped(RouteQuery query) {
    return new RouteQuery(
        query.model(),
        null,
        query.estimatedTokens(),
        query.maxOutputTokens(),
        query.needs(),
        query.stream(),
        query.sessionKey(),
        query.explicitSession(),
        query.tenant(),
        query.caller(),
        query.key(),
        query.tags(),
        query.providerPin(),
        query.accountPin(),
        query.hardPin(),
        query.softPin(),
        query.allowedModels());
  }

  static Stream<String> chats() {
    return Stream.of(
        "{\"mod\\u0065l\":\"gr\\u006fq:x\",\"messages\":[{\"role\":\"user\",\"content\":"
            + "\"h\\u00e9llo \\ud83d\\ude00 \\n\\t \\\"quoted\\\" Ωmega 漢字 😀\"}]}",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"a\",\"type\":\"text\"},"
            + "{\"type\":\"video_url\",\"video_url\":{\"url\":\"http://x\"}}]}],\"model\":\"m\"}",
        "{\"model\":\"m\",\"user\":\"u_session_5\",\"messages\":[],\"max_tokens\":7.0}",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"file\","
            + "\"file\":{\"filename\":\"f.txt\",\"file_data\":\"data:text/plain;base64,QUJD\"}}]},"
            + "{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"file_id\":\"f1\"}}]},"
            + "{\"role\":\"critic\",\"content\":\"no\"}]}",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"assistant\",\"content\":null,\"reasoning\":"
            + "\"hm\",\"tool_calls\":[{\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\""
            + " \"}}]}],\"functions\":[{\"name\":\"f\",\"parameters\":{\"type\" : \"object\"}}],"
            + "\"reasoning_effort\":\"low\"}");
  }

  @ParameterizedTest
  @MethodSource("chats")
  void seesEscapesOtherAlphabetsAndRareFields(String body) {
    assertSameQuery(new OpenAiCodec(), body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void takesTheModelAndTheStreamFromTheAddress() {
    byte[] body = "{\"contents\":[]}".getBytes(StandardCharsets.UTF_8);
    WireRequest request =
        WireRequest.builder(Protocol.GEMINI, body).model("models/gemini-2.5-pro").stream(true)
            .build();
    Glance glance = new GeminiCodec().glance(request);
    assertEquals("gemini-2.5-pro", glance.model());
    assertTrue(glance.stream());
  }

  @Test
  void readsTheSessionOfKnownClientsFromTheirHeaders() {
    byte[] body = "{\"user\":\"u\",\"messages\":[]}".getBytes(StandardCharsets.UTF_8);
    Codec codec = new OpenAiCodec();
    for (String name : List.of("X-Claude-Code-Session-Id", "Session-Id", "session_id")) {
      WireRequest request =
          WireRequest.builder(codec.protocol(), body).headers(Map.of(name, "s1")).build();
      RouteQuery query = Queries.of(request, codec.glance(request));
      assertEquals("s1", query.sessionKey());
      assertTrue(query.explicitSession());
    }
  }

  @Test
  void skipsHalfAMegabyteOfBase64WithoutCountingItAsText() {
    String image = "data:image/png;base64," + "iVBO".repeat(125_000);
    String body =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
            + "\"image_url\":{\"url\":\""
            + image
            + "\"}}]}]}";
    assertSameQuery(new OpenAiCodec(), body.getBytes(StandardCharsets.UTF_8));
    assertTrue(
        TokenEstimate.of(
                new OpenAiCodec()
                    .glance(
                        WireRequest.of(Protocol.OPENAI_CHAT, body.getBytes(StandardCharsets.UTF_8)))
                    .size())
            < 2_000);
  }

  @Test
  void saysWhereARequestIsMalformed() {
    for (String bad :
        List.of("", "{", "[]", "{\"model\":}", "{\"a\":\"\\x\"}", "[".repeat(99_999))) {
      byte[] body = bad.getBytes(StandardCharsets.UTF_8);
      for (Codec codec : CODECS) {
        WireRequest request = WireRequest.of(codec.protocol(), body);
        assertThrows(BadJsonException.class, () -> codec.glance(request), bad);
      }
    }
    WireRequest request =
        WireRequest.of(
            Protocol.ANTHROPIC_MESSAGES, "{\"max_tokens\":-1}".getBytes(StandardCharsets.UTF_8));
    BadJsonException bad =
        assertThrows(BadJsonException.class, () -> new AnthropicCodec().glance(request));
    assertEquals("$.max_tokens", bad.path());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void neverFailsOtherwiseWhateverTheBytes(Case each) {
    SplittableRandom random = new SplittableRandom(20261121);
    byte[] whole = each.bytes();
    int understood = 0;
    for (int i = 0; i < 400; i++) {
      byte[] body = whole.clone();
      for (int flips = random.nextInt(3); flips >= 0; flips--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      if (random.nextInt(4) == 0) {
        body = Arrays.copyOf(body, random.nextInt(body.length));
      }
      WireRequest request = WireRequest.of(each.codec.protocol(), body);
      try {
        Queries.of(request, each.codec.glance(request));
        understood++;
      } catch (BadJsonException e) {
        // The only way out.
      }
    }
    assertTrue(understood > 40, understood + " of 400 mutants were understood");
  }
}
