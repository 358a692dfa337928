package dev.patchbay.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the guide shows compiles and passes: each of its snippets stands in a test. */
final class GuideTest {
  private static final Path GUIDE = Path.of("..", "docs", "TESTING.md");
  private static final Path TESTS = Path.of("src", "test", "java", "dev", "patchbay", "testing");
  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void everySnippetStandsInATest() throws IOException {
    String sources = squeezed(sources());
    List<String> snippets =
        SNIPPET.matcher(Files.readString(GUIDE)).results().map(found -> found.group(1)).toList();
    assertEquals(5, snippets.size());
    for (String snippet : snippets) {
      assertTrue(sources.contains(squeezed(snippet)), "in no test: " + snippet);
    }
  }

  @Test
  void theExampleOfThePackageStandsInATest() throws IOException {
    String info = Files.readString(Path.of("src/main/java/dev/patchbay/testing/package-info.java"));
    Matcher example =
        Pattern.compile("\\{@code\n(.*?)\n \\* }</pre>", Pattern.DOTALL).matcher(info);
    assertTrue(example.find(), "no example");
    String code = example.group(1).replaceAll("(?m)^ \\* ?", "");
    assertTrue(squeezed(sources()).contains(squeezed(code)), code);
  }

  @Test
  void theGuideIsShort() throws IOException {
    assertTrue(Files.readAllLines(GUIDE).size() < 150);
  }

  private static String sources() throws IOException {
    try (Stream<Path> files = Files.walk(TESTS)) {
      List<Path> tests = files.filter(file -> file.toString().endsWith("Test.java")).toList();
      StringBuilder all = new StringBuilder();
      for (Path test : tests) {
        all.append(Files.readString(test));
      }
      return all.toString();
    }
  }

  private static String squeezed(String code) {
    return code.lines().map(String::strip).collect(Collectors.joining()).replaceAll("\\s+", "");
  }
}
