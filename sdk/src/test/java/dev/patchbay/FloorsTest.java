package dev.patchbay;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * The architecture. Read {@link #FLOORS} from the bottom: a package uses packages of lower floors
 * only, never a higher one nor a neighbour on its own floor, so there can be no cycle. It is
 * checked on the bytecode: an import and a fully qualified name are the same here.
 */
final class FloorsTest {
  private static final String ROOT = "dev.patchbay";

  /** Each package and its floor; "" is the root package. A new package needs a row here. */
  private static final Map<String, Integer> FLOORS =
      Map.ofEntries(
          entry("", 14), // the facade: the router, its builder and handles
          entry("config.source", 13), // where a configuration is read from
          entry("config", 12), // the configuration tree and what it means
          entry("store.account", 12), // states of accounts, sessions, shared leases
          entry("store.conversation", 12), // conversations in memory and in a database
          entry("store.log", 12), // the log of requests, kept
          entry("store.housekeeping", 12), // removes what is too old
          entry("store.repair", 13), // a damaged file made whole
          entry("dispatch", 12), // runs a plan: failover, hedging, commit point, deadline
          entry("store", 13), // all stores together, opened and closed
          entry("store.access", 12), // where API keys and tenants are kept
          entry("store.setting", 12), // where settings are kept
          entry("access", 8), // API keys and tenants
          entry("setting", 7), // what is set while the program runs
          entry("store.alert", 12), // where alerts are kept
          entry("alert", 7), // what needs somebody
          entry("books", 11), // what is written down of every attempt
          entry("logbook", 11), // writes requests down at their end
          entry("delivery", 11), // from the output of attempts to the caller's answer
          entry("context", 11), // history before a request, what was said after it
          entry("attempt", 10), // one try: lease, encode, send, decode, close the lease
          entry("stream", 10), // live answers in the hands of the caller
          entry("inquiry", 9), // questions that are no requests: counts, lists of models
          entry("planner", 9), // makes plans: pure
          entry("course", 9), // what a request does after a failure: pure
          entry("lease", 9), // pools, cooling, circuits, probes
          entry("cost.report", 8), // what it all cost: questions, answers, exports
          entry("route", 8), // the nouns of a decision: query, plan, candidate
          entry("account", 7), // accounts and their states
          entry("conversation", 7), // shared conversations
          entry("cost", 7), // the ledger
          entry("budget", 7), // budgets: who may spend what
          entry("log", 7), // the log of requests
          entry("wire.openai", 7), // OpenAI Chat Completions
          entry("wire.responses", 7), // OpenAI Responses
          entry("wire.anthropic", 7), // Anthropic Messages
          entry("wire.gemini", 7), // Gemini generateContent
          entry("wire.oai", 6), // what OpenAI's two protocols say in the same words
          entry("endpoint", 6), // the URL and headers of a call
          entry("media", 5), // media at addresses, fetched for those who fetch none
          entry("wire.bytes", 5), // a request looked at and changed in its own bytes
          entry("wire.cache", 5), // cache marks set for a client, or timed anew
          entry("wire.turn", 5), // the order of a conversation
          entry("wire.reading", 5), // how an answer is told, whatever its protocol
          entry("wire.writing", 5), // how an answer is told to a client, whatever its protocol
          entry("wire.compaction", 5), // conversations in short: asked for, told, read again
          entry("wire.undo", 5), // what a request was changed by is undone in its answer
          entry("provider", 5), // a vendor is a row of data
          entry("wire", 4), // what a codec is
          entry("transport.okhttp", 4), // the one that keeps the contract of transport
          entry("transport", 3), // HTTP and server-sent events
          entry("event", 3), // what listeners hear
          entry("price", 3), // exact money
          entry("structured", 3), // answers as values of Java types
          entry("tokens", 3), // how many tokens a prompt has
          entry("chat", 2), // the canonical model
          entry("trace", 1), // what happened to a request
          entry("json", 0), // raw JSON, kept verbatim
          entry("store.cost", 12), // where the ledger is kept
          entry("seal", 1), // texts at rest, sealed with a key
          entry("store.database", 1), // connections, transactions, migrations
          entry("failure", 0), // failures as data
          entry("hours", 0), // hours of a week, by the clock of a place
          entry("secret", 0)); // credentials and their masks

  /** The user-facing test kit and the bridges: they see everything, and nothing sees them. */
  private static final Set<String> ABOVE_ALL = Set.of("testing", "bridge");

  private static final int MOST_FILES = 14;

  /** Packages that may hold more files than {@link #MOST_FILES}, and why. */
  private static final Map<String, String> LARGE =
      Map.ofEntries(
          entry("", "the facade: a small file for each handle"),
          entry("config", "a small file for each section of the tree"),
          entry("config.source", "as config"),
          entry("chat", "the canonical model is one vocabulary: one small file per word"),
          entry("failure", "the vocabulary of what goes wrong: one small file per word"),
          entry(
              "store.database",
              "alone knows JDBC: two databases, their connections and their schema"),
          entry("wire", "the codec contract beside the vocabularies it speaks with"),
          entry("planner", "every rule and step of planning is a small pure file of its own"),
          entry(
              "wire.oai",
              "what two codecs share, in both directions: a small file for each thing said"),
          entry("wire.openai", "two directions, buffered and streamed: a small file for each step"),
          entry("wire.responses", "as its siblings"),
          entry("wire.anthropic", "as its siblings"),
          entry("wire.gemini", "as its siblings"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void everyPackageHasAFloor() {
    Set<String> unknown = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      String name = packageOf(type);
      if (!FLOORS.containsKey(name) && !isAboveAll(name)) {
        unknown.add(name);
      }
    }
    assertEquals(Set.of(), unknown, "packages without a floor in FloorsTest");
  }

  @Test
  void usesGoDownwardsOnly() {
    Set<String> wrong = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      for (Dependency use : type.getDirectDependenciesFromSelf()) {
        check(type, use.getTargetClass(), wrong);
      }
    }
    assertEquals("", String.join("\n", wrong), "uses of a higher or the same floor");
  }

  private static void check(JavaClass from, JavaClass to, Set<String> wrong) {
    JavaClass target = to.getBaseComponentType();
    if (!inProject(target)) {
      return;
    }
    String user = packageOf(from);
    String used = packageOf(target);
    boolean allowed =
        user.equals(used)
            || isAboveAll(user)
            || (!isAboveAll(used)
                && FLOORS.getOrDefault(used, Integer.MAX_VALUE) < FLOORS.getOrDefault(user, 0));
    if (!allowed) {
      wrong.add(from.getName() + " -> " + target.getName());
    }
  }

  @Test
  void theRulesOfTheFloorsCanFail() {
    Set<String> wrong = new TreeSet<>();
    JavaClass low = CLASSES.get("dev.patchbay.json.Json");
    JavaClass high = CLASSES.get("dev.patchbay.chat.Part");
    JavaClass neighbour = CLASSES.get("dev.patchbay.failure.Failure");
    check(high, low, wrong);
    assertEquals(Set.of(), wrong);
    check(low, high, wrong);
    check(low, neighbour, wrong);
    assertEquals(2, wrong.size());
  }

  @Test
  void everyPackageSaysWhatItIsAndIsNullMarked() throws IOException {
    for (Map.Entry<String, List<Path>> each : sources().entrySet()) {
      Path info =
          each.getValue().stream()
              .filter(file -> file.endsWith("package-info.java"))
              .findFirst()
              .orElseThrow(() -> new AssertionError(each.getKey() + " has no package-info.java"));
      String text = Files.readString(info);
      assertTrue(text.contains("@NullMarked"), info + " is not @NullMarked");
      assertTrue(text.startsWith("/**"), info + " does not say what the package is");
    }
  }

  @Test
  void packagesStaySmall() throws IOException {
    assertAll(
        sources().entrySet().stream()
            .filter(each -> !LARGE.containsKey(each.getKey()))
            .map(
                each ->
                    () -> {
                      long files = types(each.getValue()).size();
                      assertTrue(files <= MOST_FILES, "package " + each.getKey() + " has " + files);
                    }));
  }

  /** Public needs a reason: what a package offers is public, how it does it is not. */
  @Test
  void implementationIsPackagePrivate(TestReporter reporter) {
    Map<String, List<JavaClass>> byPackage =
        topLevel().filter(type -> !packageOf(type).isEmpty()).collect(byPackage());
    byPackage.forEach(
        (name, types) -> {
          long open = types.stream().filter(isPublic()).count();
          reporter.publishEntry(name, open + " public : " + (types.size() - open) + " private");
        });
    Set<String> wrong = new TreeSet<>();
    for (String name : List.of("wire.openai", "wire.responses", "wire.anthropic", "wire.gemini")) {
      List<String> open =
          byPackage.getOrDefault(name, List.of()).stream()
              .filter(isPublic())
              .map(JavaClass::getSimpleName)
              .toList();
      if (open.size() > 1) {
        wrong.add(name + " shows more than its codec: " + open);
      }
    }
    assertEquals(Set.of(), wrong);
  }

  private static Stream<JavaClass> topLevel() {
    return CLASSES.stream()
        .filter(JavaClass::isTopLevelClass)
        .filter(type -> !type.getSimpleName().equals("package-info"));
  }

  private static java.util.stream.Collector<JavaClass, ?, Map<String, List<JavaClass>>>
      byPackage() {
    return Collectors.groupingBy(FloorsTest::packageOf, TreeMap::new, Collectors.toList());
  }

  private static Predicate<JavaClass> isPublic() {
    return type -> type.getModifiers().contains(JavaModifier.PUBLIC);
  }

  private static boolean inProject(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(ROOT) || name.startsWith(ROOT + ".");
  }

  private static String packageOf(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
  }

  private static boolean isAboveAll(String name) {
    return ABOVE_ALL.stream().anyMatch(top -> name.equals(top) || name.startsWith(top + "."));
  }

  private static List<Path> types(List<Path> files) {
    return files.stream().filter(file -> !file.endsWith("package-info.java")).toList();
  }

  /** The source files of each package; tests run in the module's directory. */
  private static Map<String, List<Path>> sources() throws IOException {
    Path root = Path.of("src", "main", "java", "dev", "patchbay");
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .collect(
              Collectors.groupingBy(
                  file -> root.relativize(file.getParent()).toString().replace('/', '.'),
                  TreeMap::new,
                  Collectors.toList()));
    }
  }
}
