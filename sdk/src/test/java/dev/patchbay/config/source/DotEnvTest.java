package dev.patchbay.config.source;

import static dev.patchbay.config.source.Trees.faults;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DotEnvTest {
  @ParameterizedTest
  @MethodSource
  void readsWhatPeopleWrite(String text, Map<String, String> expected) {
    assertEquals(expected, DotEnv.parse(".env", text));
  }

  static Stream<Arguments> readsWhatPeopleWrite() {
    return Stream.of(
        arguments("A=1", Map.of("A", "1")),
        arguments("A=1\nB=2\n", Map.of("A", "1", "B", "2")),
        arguments("A=1\r\nB=2\r\n", Map.of("A", "1", "B", "2")),
        arguments("A=1\rB=2", Map.of("A", "1", "B", "2")),
        arguments("\uFEFFA=1", Map.of("A", "1")),
        arguments("\n# note\n  # more\nA=1", Map.of("A", "1")),
        arguments("export A=1", Map.of("A", "1")),
        arguments("  A = 1 ", Map.of("A", "1")),
        arguments("A=", Map.of("A", "")),
        arguments("A= # empty", Map.of("A", "")),
        arguments("A=1 # one", Map.of("A", "1")),
        arguments("A=1\t# one", Map.of("A", "1")),
        arguments("A=p#1", Map.of("A", "p#1")),
        arguments("A=#1", Map.of("A", "#1")),
        arguments("A=b=c", Map.of("A", "b=c")),
        arguments("A=it's", Map.of("A", "it's")),
        arguments("A=1\nA=2", Map.of("A", "2")),
        arguments("A=\"a # b\" # c", Map.of("A", "a # b")),
        arguments("A='a # b'", Map.of("A", "a # b")),
        arguments("A=\"\"", Map.of("A", "")),
        arguments("A=\"a\\nb\\t\\\"c\\\"\\\\n\\$\"", Map.of("A", "a\nb\t\"c\"\\n$")),
        arguments("A=\"C:\\dir\"", Map.of("A", "C:\\dir")),
        arguments("A='a\\nb'", Map.of("A", "a\\nb")),
        arguments("A=\"a\nb\"\nB=2", Map.of("A", "a\nb", "B", "2")),
        arguments("A='a\r\nb'\r\nB=2", Map.of("A", "a\nb", "B", "2")),
        arguments("A=${B}", Map.of("A", "${B}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          A=1~SECRET | .env line 2: expected NAME=value
          A=1~~B C=SECRET | .env line 3: expected NAME=value
          1A=SECRET | .env line 1: expected NAME=value
          A="SECRET | .env line 1: the quote is not closed
          A=1~B='SECRET | .env line 2: the quote is not closed
          A="SECRET" x | .env line 1: there is text after the closing quote
          A="x~y"~SECRET | .env line 3: expected NAME=value
          """)
  void faultsNameTheLineAndDoNotQuoteIt(String text, String fault) {
    assertEquals(List.of(fault), faults(() -> DotEnv.parse(".env", text.replace('~', '\n'))));
  }

  @Test
  void aFileThatIsNotThereIsEmpty(@TempDir Path directory) {
    assertEquals(Map.of(), DotEnv.read(directory.resolve(".env")));
    assertEquals(Map.of(), DotEnv.read(directory));
  }

  @Test
  void aFileIsReadAsUtf8(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve(".env"), "A=é");
    assertEquals(Map.of("A", "é"), DotEnv.read(file));
    Files.writeString(file, "A=é", ISO_8859_1);
    assertEquals(List.of(file + ": cannot be read as UTF-8 text"), faults(() -> DotEnv.read(file)));
  }

  @Test
  void aFileThatIsNoEnvironmentIsRefusedByItsSize(@TempDir Path directory) throws IOException {
    Path file = Files.write(directory.resolve(".env"), new byte[(1 << 20) + 1]);
    assertEquals(
        List.of(file + ": is larger than 1 MiB: this is no .env file"),
        faults(() -> DotEnv.read(file)));
  }

  @Test
  void aMegabyteInOneQuoteIsReadInOneGo() {
    String lines = "\n".repeat(1_000_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          assertEquals(Map.of("A", lines), DotEnv.parse(".env", "A=\"" + lines + "\""));
          assertEquals(1, faults(() -> DotEnv.parse(".env", "A=\"" + lines)).size());
        });
  }
}
