package dev.patchbay.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever docs/SECURITY.md says stops somebody is shown by a test that exists. */
final class SecurityGuideTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)#(\\w+)`");

  @Test
  void everyThreatNamesATestThatExists() throws IOException {
    List<String> rows =
        Files.readAllLines(ROOT.resolve("docs/SECURITY.md")).stream()
            .filter(line -> line.startsWith("|") && !line.startsWith("|---"))
            .skip(1)
            .toList();
    assertTrue(rows.size() > 15, () -> rows.size() + " rows");
    TreeSet<String> missing = new TreeSet<>();
    for (String row : rows) {
      Matcher named = TEST.matcher(row);
      boolean any = false;
      while (named.find()) {
        any = true;
        if (!exists(named.group(1), named.group(2))) {
          missing.add(named.group());
        }
      }
      if (!any) {
        missing.add("no test in " + row);
      }
    }
    assertEquals(new TreeSet<String>(), missing);
  }

  private static boolean exists(String type, String method) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : files.filter(path -> path.endsWith(type + ".java")).toList()) {
        if (Files.readString(file).contains("void " + method + "(")) {
          return true;
        }
      }
    }
    return false;
  }
}
