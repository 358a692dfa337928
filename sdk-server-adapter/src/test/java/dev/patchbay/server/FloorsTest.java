package dev.patchbay.server;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The architecture of the server: a package uses packages of lower floors only, never a higher one
 * nor a neighbour on its own floor. Checked on the bytecode.
 */
final class FloorsTest {
  private static final String ROOT = "dev.patchbay.server";

  /** Each package and its floor; "" is the root package. A new package needs a row here. */
  private static final Map<String, Integer> FLOORS =
      Map.ofEntries(
          entry("", 5), // the assembly: everything behind the socket, and the socket
          entry("cli", 8), // the command line; the process begins here
          entry("doctor", 7), // finds what is usually wrong
          entry("upkeep", 3), // routes to look after what is stored
          entry("desk", 6), // whom commands ask: a server here or over HTTP
          entry("monitor", 3), // how it is and was: statistics, log, live stream, readiness
          entry("alerts", 1), // what needs somebody
          entry("metrics", 2), // meters and gauges for Prometheus
          entry("jetty", 4), // the HTTP server: calls in, answers out
          entry("api", 3), // what clients ask: answers in four protocols, models, tokens, plans
          entry("guard", 2), // who may do what
          entry("admin", 3), // management of providers, accounts, settings
          entry("roster", 2), // what was changed at run time, over what was configured
          entry("vault", 1), // credentials at rest
          entry("setup", 0), // what the server is told before it starts
          entry("terminal", 0), // what the command line prints on
          entry("http", 0)); // calls, answers, routes, faults

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void everyPackageHasAFloor() {
    TreeSet<String> packages = new TreeSet<>();
    CLASSES.forEach(one -> packages.add(room(one)));

    assertEquals(new TreeSet<>(FLOORS.keySet()), packages);
  }

  @Test
  void packagesUseLowerFloorsOnly() {
    TreeSet<String> wrong = new TreeSet<>();
    for (JavaClass one : CLASSES) {
      for (Dependency use : one.getDirectDependenciesFromSelf()) {
        JavaClass target = use.getTargetClass().getBaseComponentType();
        if (ours(target) && !room(target).equals(room(one)) && floor(target) >= floor(one)) {
          wrong.add(room(one) + " uses " + room(target) + ": " + use.getDescription());
        }
      }
    }

    assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
  }

  private static boolean ours(JavaClass one) {
    return one.getPackageName().equals(ROOT) || one.getPackageName().startsWith(ROOT + ".");
  }

  private static String room(JavaClass one) {
    String name = one.getPackageName();
    return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
  }

  private static int floor(JavaClass one) {
    return FLOORS.getOrDefault(room(one), -1);
  }
}
