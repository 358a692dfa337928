package dev.patchbay.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPlaceTest {
  private static final String DOCUMENT =
      """
      {"model": "m", "messages": [{"role": "user", "content": "a"},
       {"content": [{"text": "x"}, {"image_url": {"url": "http:\\/\\/e.org\\/a"}}, "b", []]}],
       "a": null, "n": 1}
      """;

  @ParameterizedTest
  @CsvSource({
    "m, $.model",
    "a, $.messages[0].content",
    "http://e.org/a, $.messages[1].content[1].image_url.url",
    "b, $.messages[1].content[2]",
    "messages, ",
    "1, ",
  })
  void tellsWhereATextStands(String text, String path) {
    JsonBytes in = JsonBytes.read(DOCUMENT.getBytes(StandardCharsets.UTF_8), 100);
    assertEquals(Optional.ofNullable(path), JsonPlace.of(in, text));
  }
}
