package dev.patchbay.samples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Router;
import dev.patchbay.config.source.DotEnv;
import dev.patchbay.config.source.Environment;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testing.TestRouter;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README and the guides say is so: their code compiles and runs, their plans are real. */
class DocumentsTest {
  /** What fragments may use without saying so. */
  private static final String FRAME =
      """
      import dev.patchbay.*;
      import dev.patchbay.budget.*;
      import dev.patchbay.budget.Period;
      import dev.patchbay.chat.*;
      import dev.patchbay.config.*;
      import dev.patchbay.cost.report.*;
      import dev.patchbay.event.*;
      import dev.patchbay.failure.*;
      import dev.patchbay.log.*;
      import dev.patchbay.price.*;
      import dev.patchbay.provider.*;
      import dev.patchbay.route.*;
      import dev.patchbay.secret.*;
      import dev.patchbay.store.*;
      import dev.patchbay.store.database.*;
      import dev.patchbay.structured.*;
      import dev.patchbay.testing.*;
      import dev.patchbay.tokens.*;
      import dev.patchbay.trace.*;
      import dev.patchbay.wire.*;
      import java.io.OutputStream;
      import java.math.BigDecimal;
      import java.nio.file.*;
      import java.time.*;
      import java.util.*;
      import java.util.concurrent.*;
      import javax.sql.DataSource;
      %s
      abstract class %s {
        Router router;
        ChatRequest request;
        String teamKey;
        String spareKey;
        byte[] body;
        Map<String, String> headers;
        WireSink sink;
        DataSource dataSource;

        void run() throws Exception {
      %s
        }
      }
      """;

  /** Its snippets stand in tests beside the kit. */
  private static final String TESTED = "docs/TESTING.md";

  @TempDir Path folder;

  @Test
  void everyJavaBlockCompiles() throws IOException {
    List<Path> sources = new ArrayList<>();
    List<Snippets.Block> blocks =
        Snippets.of("java").stream().filter(block -> !block.file().equals(TESTED)).toList();
    for (int i = 0; i < blocks.size(); i++) {
      sources.add(source(blocks.get(i), "Fragment" + i));
    }
    assertTrue(sources.size() >= 7, sources::toString);
    assertEquals("", errors(sources));
  }

  @Test
  void theReadmesTestPasses() throws Exception {
    Snippets.Block block = block("RoutingTest");
    assertEquals("", errors(List.of(source(block, block.className()))));
    URL[] classes = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader())) {
      Object test = newInstance(loader.loadClass(block.className()));
      int run = 0;
      for (Method method : test.getClass().getDeclaredMethods()) {
        if (method.isAnnotationPresent(Test.class)) {
          method.setAccessible(true);
          method.invoke(test);
          run++;
        }
      }
      assertEquals(1, run);
    }
  }

  @Test
  void theReadmesFirstLinesRun() throws Exception {
    Path source = source(block("Hello"), "Hello");
    try (StandIns standIns = StandIns.start()) {
      ProcessBuilder java =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              System.getProperty("java.class.path"),
              source.toString());
      java.environment().clear();
      java.environment().put("ANTHROPIC_API_KEY", "key");
      java.environment().put("ANTHROPIC_BASE_URL", standIns.url("anthropic"));
      Process hello = java.directory(folder.toFile()).redirectErrorStream(true).start();
      String said = new String(hello.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(hello.waitFor(1, TimeUnit.MINUTES), said);
      assertTrue(said.startsWith("(stand-in) A patch bay"), said);
      assertTrue(said.contains("anthropic/main served (claude-haiku-4-5), 0.000134 USD"), said);
      assertEquals(0, hello.exitValue());
    }
  }

  @Test
  void everyBlockOfVariablesConfiguresARouter() throws IOException {
    for (Snippets.Block block : Snippets.of("properties")) {
      Path file = Files.writeString(folder.resolve("variables"), block.text());
      Map<String, String> variables = DotEnv.read(file);
      assertEquals(block.text().lines().count(), variables.size(), block::toString);
      router(variables).close();
    }
  }

  @Test
  void plansInTheGuidesAreReal() throws IOException {
    Map<String, String> three =
        Map.of("ANTHROPIC_API_KEYS", "a,b", "OPENROUTER_API_KEY", "c", "OPENAI_API_KEY", "d");
    assertPlan("docs/ROUTING.md", three, "groq:llama-3.3-70b-versatile");
    assertPlan(
        "docs/ROUTING.md",
        Map.of(
            "GEMINI_API_KEY", "a", "ANTHROPIC_API_KEY", "b", "ANTHROPIC_DISPATCH_MODE", "fallback"),
        "claude-3-5-sonnet-20241022");
    try (StandIns standIns = StandIns.start();
        Router router = StandInTour.router(standIns, "memory")) {
      assertShows("docs/ROUTING.md", router.plan("claude-haiku-4-5").toString());
    }
  }

  @Test
  void thePlanAfterARateLimitIsReal() throws IOException {
    Reply limited = Reply.status(429).withRetryAfter(Duration.ofSeconds(60));
    ScriptedProvider anthropic =
        ScriptedProvider.anthropic("anthropic")
            .accounts("one", "two")
            .reply(limited, Reply.text("Hello!"));
    try (TestRouter kit = TestRouter.builder().provider(anthropic).build()) {
      kit.router().chat("claude-haiku-4-5", "Hi");
      assertShows("docs/ACCOUNTS.md", kit.router().plan("claude-haiku-4-5").toString());
    }
  }

  @Test
  void filesNamedInTheGuidesExist() throws IOException {
    Pattern name = Pattern.compile("`((?:[a-z]+/)+[A-Z]\\w+)`");
    List<String> sources =
        List.of(
            "sdk/src/main/java/dev/patchbay/",
            "sdk/src/main/java/dev/patchbay/testing/",
            "sdk/src/test/java/dev/patchbay/");
    TreeSet<String> missing = new TreeSet<>();
    for (Path document : Snippets.documents()) {
      Matcher named = name.matcher(Files.readString(document));
      while (named.find()) {
        String file = named.group(1) + ".java";
        if (sources.stream().noneMatch(start -> Files.exists(Snippets.path(start + file)))) {
          missing.add(document.getFileName() + ": " + file);
        }
      }
    }
    assertEquals(new TreeSet<String>(), missing);
  }

  @Test
  void linksBetweenDocumentsLeadSomewhere() throws IOException {
    Pattern link = Pattern.compile("\\]\\(([^):#]+)\\)");
    for (Path document : Snippets.documents()) {
      Matcher linked = link.matcher(Files.readString(document));
      while (linked.find()) {
        Path target = document.resolveSibling(linked.group(1));
        assertTrue(Files.exists(target), () -> document + " links to " + target);
      }
    }
  }

  /** Tables to look things up in may be as long as what they list. */
  @Test
  void guidesAreShort() throws IOException {
    for (Path document : Snippets.documents()) {
      if (!document.endsWith("README.md")) {
        long lines =
            Files.readString(document).lines().filter(line -> !line.startsWith("|")).count();
        assertTrue(lines < 150, () -> document + " has " + lines + " lines");
      }
    }
  }

  @Test
  void countsOfTheCatalogueAreRight() throws IOException {
    Catalogue catalogue = Catalogue.load();
    int models = catalogue.rows().stream().mapToInt(row -> catalogue.cards(row.id()).size()).sum();
    String readme = Snippets.text("README.md");
    assertTrue(
        readme.contains(catalogue.rows().size() + " providers and " + models + " models"),
        () -> catalogue.rows().size() + " providers and " + models + " models");
  }

  private static Snippets.Block block(String className) throws IOException {
    return Snippets.of("java").stream()
        .filter(block -> block.isClass() && block.className().equals(className))
        .findFirst()
        .orElseThrow();
  }

  private Path source(Snippets.Block block, String name) throws IOException {
    if (block.isClass()) {
      return Files.writeString(folder.resolve(block.className() + ".java"), block.text());
    }
    String imports =
        block.text().lines().filter(DocumentsTest::isImport).collect(Collectors.joining("\n"));
    String code =
        block.text().lines().filter(line -> !isImport(line)).collect(Collectors.joining("\n"));
    return Files.writeString(folder.resolve(name + ".java"), FRAME.formatted(imports, name, code));
  }

  private static boolean isImport(String line) {
    return line.startsWith("import ");
  }

  private String errors(List<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-proc:none",
              "-cp",
              System.getProperty("java.class.path"),
              "-d",
              folder + File.separator);
      boolean fine =
          compiler
              .getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      return fine ? "" : said.toString();
    }
  }

  private static Object newInstance(Class<?> type) throws ReflectiveOperationException {
    var constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    return constructor.newInstance();
  }

  private static Router router(Map<String, String> variables) {
    return Router.builder()
        .config(Environment.read(variables, Environment.PREFIX, Catalogue.load()))
        .build();
  }

  private static void assertPlan(String document, Map<String, String> variables, String model)
      throws IOException {
    try (Router router = router(variables)) {
      assertShows(document, router.plan(model).toString());
    }
  }

  private static void assertShows(String document, String plan) throws IOException {
    assertFalse(plan.isBlank());
    assertTrue(
        Snippets.text(document).contains("```text\n" + plan + "```"),
        () -> document + " does not show\n" + plan);
  }
}
