package dev.patchbay.testing.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.provider.DispatchMode;
import dev.patchbay.route.Strategy;
import dev.patchbay.testing.ScriptedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class SimulationTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/simulation/modes.txt");
  private static final Duration FROM = Duration.ofMinutes(10);
  private static final Duration TO = Duration.ofMinutes(20);

  private static final int REQUESTS = 2_000;

  /** In order of the golden file; each is run once. */
  private static final Map<String, SimulationReport> REPORTS = new LinkedHashMap<>();

  @BeforeAll
  static void runAll() {
    for (DispatchMode mode : DispatchMode.values()) {
      run(mode.word(), mode);
    }
    run("fallback, gemini down", DispatchMode.FALLBACK, FaultWindow.down("gemini", FROM, TO));
    run("pooled, gemini down", DispatchMode.POOLED, FaultWindow.down("gemini", FROM, TO));
    run("off, gemini down", DispatchMode.OFF, FaultWindow.down("gemini", FROM, TO));
    run("fallback, gemini/a limited", DispatchMode.FALLBACK, limited("gemini/a"));
    run("fallback, gemini limited", DispatchMode.FALLBACK, limited("gemini"));
    run(
        "fallback, gemini/b silent",
        DispatchMode.FALLBACK,
        FaultWindow.slow("gemini/b", FROM, TO, Duration.ofMinutes(10)));
  }

  private static FaultWindow limited(String who) {
    return FaultWindow.limited(who, FROM, TO);
  }

  /** Three accounts of the default provider, and one of another in a mode. */
  private static void run(String title, DispatchMode mode, FaultWindow... faults) {
    Simulator simulator =
        Simulator.of(Traffic.of("claude-sonnet-4-5", REQUESTS))
            .provider(ScriptedProvider.openai("gemini").accounts("a", "b", "c"))
            .provider(ScriptedProvider.anthropic("anthropic"), mode)
            .configure(config -> config.defaultProvider("gemini").strategy(Strategy.ROUND_ROBIN));
    for (FaultWindow fault : faults) {
      simulator.fault(fault);
    }
    REPORTS.put(title, simulator.run(title));
  }

  private static SimulationReport report(String title) {
    return Objects.requireNonNull(REPORTS.get(title), title);
  }

  @Test
  void pooledGetsTheShareOfItsSlot() {
    SimulationReport report = report("pooled");
    assertEquals(0.25, report.share("anthropic"), 0.02, report.toString());
    assertEquals(0.75, report.share("gemini"), 0.02, report.toString());
  }

  @Test
  void nothingGoesToTheFallbackWhileThePrimaryIsHealthy() {
    SimulationReport report = report("fallback");
    assertEquals(0, report.attempts("anthropic"), report.toString());
    assertEquals(REQUESTS, report.served());
  }

  @Test
  void exclusiveGetsAllAndOffNothing() {
    assertEquals(1.0, report("exclusive").share("anthropic"));
    assertEquals(0, report("off").attempts("anthropic"));
  }

  /** Three accounts with two tries each must not use up the six attempts before the fallback. */
  @Test
  void theFallbackCarriesAnOutageFromItsFirstRequestOn() {
    SimulationReport report = report("fallback, gemini down");
    assertEquals(0, report.failed(), report.toString());
    assertEquals(0.295, report.share("anthropic"), 0.02, report.toString());
    assertTrue(report.attempts("gemini") < 1_500, report.toString());
  }

  @Test
  void aStatedResetIsAskedAboutOnceAtMostEachQuarterOfAnHour() {
    SimulationReport report = report("fallback, gemini/a limited");
    assertEquals(REQUESTS, report.served(), report.toString());
    assertTrue(report.failovers() <= 3, report.toString());
  }

  @Test
  void theSameSimulationGivesTheSameReport() {
    SimulationReport before = report("pooled");
    run("pooled", DispatchMode.POOLED);
    assertEquals(before, report("pooled"));
  }

  @Test
  void sessionsStayAtTheirProvider() {
    SimulationReport report =
        Simulator.of(new Traffic("claude-sonnet-4-5", 200, Duration.ofSeconds(1), 1))
            .provider(ScriptedProvider.openai("gemini").accounts("a", "b", "c"))
            .provider(ScriptedProvider.anthropic("anthropic"), DispatchMode.POOLED)
            .configure(config -> config.defaultProvider("gemini"))
            .run("one session");
    assertEquals(1, report.servedBy().size(), report.toString());
  }

  @Test
  void aWindowMustEndAfterItBegins() {
    assertThrows(IllegalArgumentException.class, () -> FaultWindow.down("a", TO, FROM));
  }

  /** To accept a change of policy, copy target/simulation-modes.txt over the golden file. */
  @Test
  void theTableOfModesAndFaultsIsTheCommittedOne() throws IOException {
    String table =
        REPORTS.values().stream().map(SimulationReport::toString).collect(Collectors.joining("\n"));
    Files.writeString(Path.of("target", "simulation-modes.txt"), table);
    assertEquals(Files.readString(GOLDEN), table);
  }
}
