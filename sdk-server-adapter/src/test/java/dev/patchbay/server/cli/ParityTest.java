package dev.patchbay.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.server.Adapter;
import dev.patchbay.server.setup.ServerConfig;
import dev.patchbay.server.setup.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What docs/PARITY.md says is so: its routes, commands, variables and tests exist. */
final class ParityTest {
  private static final Path ROOT = Path.of("..");
  private static final Path DOCUMENT = ROOT.resolve("docs/PARITY.md");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern TEST =
      Pattern.compile("(?:[a-z]+\\.)*(?<class>[A-Z]\\w+)(?:#(?<method>\\w+))?");
  private static final Pattern ROUTE = Pattern.compile("(GET|POST|PUT|PATCH|DELETE) (/\\S*)");
  private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+");
  private static final Pattern COMMAND = Pattern.compile("patchbay((?: [a-z][a-z-]*)+).*");
  private static final Pattern LATER = Pattern.compile("(?i)\\blater\\b");
  private static final Pattern MAY_WAIT = Pattern.compile("(?i)\\b(?:dashboard|oauth)\\b");
  private static final Pattern OPENS =
      Pattern.compile("@(?:Test|ParameterizedTest|TestFactory|RepeatedTest)\\b");

  /** A row: what others name, and what we have. */
  private record Row(String table, List<String> cells) {
    String ours() {
      return cells.get(2);
    }

    String test() {
      return cells.get(3);
    }

    boolean waits() {
      return LATER.matcher(ours()).find() || LATER.matcher(test()).find();
    }

    @Override
    public String toString() {
      return table + ": " + String.join(" | ", cells);
    }
  }

  private static final List<Row> ROWS = new ArrayList<>();

  /** The sources of tests by the names of their classes; a name may be that of several. */
  private static final Map<String, List<Path>> TESTS = new HashMap<>();

  @BeforeAll
  static void read() throws IOException {
    ROWS.addAll(rows(Files.readString(DOCUMENT)));
    try (Stream<Path> files = Files.walk(ROOT)) {
      files
          .filter(file -> file.toString().contains("src/test/java/"))
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(
              file ->
                  TESTS
                      .computeIfAbsent(
                          file.getFileName().toString().replace(".java", ""),
                          name -> new ArrayList<>())
                      .add(file));
    }
  }

  private static List<Row> rows(String document) {
    List<Row> rows = new ArrayList<>();
    String table = "";
    for (String line : document.lines().toList()) {
      if (line.startsWith("## ")) {
        table = line.substring(3);
      } else if (line.startsWith("|") && !line.startsWith("|---") && !line.startsWith("| kind |")) {
        String inside = line.replaceAll("^\\|\\s*|\\s*\\|\\s*$", "");
        rows.add(new Row(table, List.of(inside.split("\\s*(?<!\\\\)\\|\\s*", -1))));
      }
    }
    return rows;
  }

  private static List<String> codes(String cell) {
    return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
  }

  /** The rows of which something is not so, and what. */
  private static void assertNone(java.util.function.Function<Row, Stream<String>> faults) {
    assertEquals(
        "",
        ROWS.stream()
            .flatMap(row -> faults.apply(row).map(fault -> fault + " in " + row))
            .collect(Collectors.joining("\n")));
  }

  @Test
  void thereIsATableForEachOfTheFour() {
    assertEquals(
        Set.of("AI Proxy backend", "better-ccflare", "Better Manager", "PortBroker"),
        ROWS.stream().map(Row::table).collect(Collectors.toSet()));
    ROWS.stream()
        .collect(Collectors.groupingBy(Row::table, Collectors.counting()))
        .forEach((table, count) -> assertTrue(count > 15, () -> table + " has " + count));
  }

  @Test
  void noCellIsEmpty() {
    assertNone(
        row ->
            Stream.of(row)
                .filter(
                    one ->
                        one.cells().size() != 4 || one.cells().stream().anyMatch(String::isBlank))
                .map(one -> "Not four cells that say something"));
  }

  @Test
  void nothingIsSaidTwice() {
    Map<String, Long> times =
        ROWS.stream()
            .map(row -> row.table() + ": " + row.cells().get(0) + " " + row.cells().get(1))
            .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    times.values().removeIf(count -> count == 1);
    assertEquals(Map.of(), times);
  }

  @Test
  void onlyTheDashboardAndOauthAreLater() {
    assertNone(
        row ->
            Stream.of(row)
                .filter(one -> one.waits() && !MAY_WAIT.matcher(one.toString()).find())
                .map(one -> "'later'"));
  }

  @Test
  void everyTestItNamesExists() {
    assertNone(
        row -> {
          List<String> names = codes(row.test());
          return names.isEmpty() && !row.waits()
              ? Stream.of("No test")
              : names.stream().filter(name -> !exists(name)).map(name -> "No test '" + name + "'");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "ParityTest, true",
    "ParityTest#noCellIsEmpty, true",
    "server.cli.ParityTest#noCellIsEmpty, true",
    "server.api.ParityTest#noCellIsEmpty, false",
    "ParityTest#rows, false",
    "ParityTest#everyTestItNames, false",
    "MediaTest, false",
    "openai.MediaTest, true",
    "NoSuchTest, false",
  })
  void itWouldNoticeATestThatDoesNotExist(String name, boolean exists) {
    assertEquals(exists, exists(name));
  }

  @Test
  void everyRouteItNamesIsAnswered() {
    Setup memory = Setup.of(ServerConfig.DEFAULT, Map.of("database", Map.of("url", "memory")));
    try (Adapter adapter = Adapter.open(memory)) {
      Set<String> routes =
          adapter.routes().routes().stream()
              .map(route -> route.toString().replaceAll("\\{[^}]*}", "{}"))
              .collect(Collectors.toCollection(TreeSet::new));
      assertNone(
          row ->
              codes(row.ours()).stream()
                  .map(ROUTE::matcher)
                  .filter(Matcher::matches)
                  .map(route -> route.group(1) + " " + route.group(2))
                  .map(route -> route.replaceAll("\\?.*", "").replaceAll("\\{[^}]*}", "{}"))
                  .filter(route -> !routes.contains(route))
                  .map(route -> "No route " + route));
    }
  }

  @Test
  void everyCommandItNamesIsUnderstood() {
    assertNone(
        row ->
            codes(row.ours()).stream()
                .map(COMMAND::matcher)
                .filter(Matcher::matches)
                .map(command -> command.group(1).strip())
                .filter(command -> !command.equals("aot") && !isCommand(command))
                .map(command -> "No command " + command));
  }

  @Test
  void everyVariableItNamesIsInTheExample() throws IOException {
    String example = Files.readString(Path.of(".env.example"));
    assertNone(
        row ->
            codes(row.ours()).stream()
                .filter(code -> VARIABLE.matcher(code).matches())
                .filter(variable -> !example.contains(variable + "="))
                .map(variable -> "No variable " + variable));
  }

  @Test
  void everyFileItLinksToIsThere() {
    Pattern link = Pattern.compile("]\\(([^):#]+)\\)");
    assertNone(
        row ->
            link.matcher(row.ours())
                .results()
                .map(found -> found.group(1))
                .filter(file -> !Files.exists(DOCUMENT.resolveSibling(file)))
                .map(file -> "No file " + file));
  }

  private static boolean isCommand(String words) {
    return Ran.of(Map.of(), (words + " --help").split(" ")).code() == 0;
  }

  /** Whether one class of this name, and if it says so of this package, has this test. */
  private static boolean exists(String name) {
    Matcher parts = TEST.matcher(name);
    if (!parts.matches()) {
      return false;
    }
    String path = "/" + name.replaceAll("#.*", "").replace('.', '/') + ".java";
    List<Path> files =
        TESTS.getOrDefault(parts.group("class"), List.of()).stream()
            .filter(file -> file.toString().replace('\\', '/').endsWith(path))
            .toList();
    return files.size() == 1
        && (parts.group("method") == null || has(files.get(0), parts.group("method")));
  }

  private static boolean has(Path file, String method) {
    String source;
    try {
      source = Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    Matcher declared =
        Pattern.compile("\n  (?:public |final )*void " + method + "\\(").matcher(source);
    if (!declared.find()) {
      return false;
    }
    int end = Math.max(source.lastIndexOf("\n  }\n", declared.start()), 0);
    return OPENS.matcher(source.substring(end, declared.start())).find();
  }
}
