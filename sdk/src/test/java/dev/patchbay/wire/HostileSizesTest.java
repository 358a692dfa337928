package dev.patchbay.wire;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.Issuer;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.wire.openai.OpenAiCodec;
import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client can make large takes time in proportion: not the square of it. */
@Timeout(20)
class HostileSizesTest {
  private static final int MANY = 300_000;

  private static Optional<Encoded> splice(String body, Quirk... quirks) {
    TargetProfile plain = TargetProfile.plain("one", "m");
    EnumSet<Quirk> all = EnumSet.noneOf(Quirk.class);
    all.addAll(java.util.List.of(quirks));
    TargetProfile target =
        new TargetProfile("m", Issuer.of("one", "m"), all, plain.capabilities(), null, null);
    return new OpenAiCodec()
        .splice(WireRequest.of(Protocol.OPENAI_CHAT, Json.utf8(body)), target, false);
  }

  @Test
  void manyUnknownFieldsAreLeftToTheEncoder() {
    String fields =
        IntStream.range(0, MANY).mapToObj(i -> "\"f" + i + "\":1").collect(Collectors.joining(","));
    assertTrue(splice("{\"model\":\"m\"," + fields + "}", Quirk.STRICT_FIELDS).isEmpty());
  }

  @Test
  void manyCacheMarksAreLeftOut() {
    String part = "{\"type\":\"text\",\"text\":\"\",\"cache_control\":{}}";
    String body =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":["
            + (part + ",").repeat(MANY)
            + part
            + "]}]}";
    String sent =
        new String(splice(body).orElseThrow().body(), java.nio.charset.StandardCharsets.UTF_8);
    assertTrue(!sent.contains("cache_control"));
  }

  @Test
  void aNumberOfManyMillionDigitsIsRefusedAtOnce() {
    String digits = "9".repeat(20_000_000);
    assertThrows(BadJsonException.class, () -> Json.read(digits, Json::longOrNull));
    assertThrows(
        BadJsonException.class,
        () ->
            new OpenAiCodec()
                .decodeRequest(
                    Json.utf8("{\"model\":\"m\",\"messages\":[],\"seed\":" + digits + "}")));
  }
}
