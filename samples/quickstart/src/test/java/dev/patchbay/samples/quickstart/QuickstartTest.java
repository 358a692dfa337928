package dev.patchbay.samples.quickstart;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Router;
import dev.patchbay.config.ConfigException;
import dev.patchbay.config.ProviderConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuickstartTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ANTHROPIC_API_KEY=k",
        "OPENAI_API_KEY=k",
        "GROQ_API_KEYS=k,l",
        "OLLAMA_ENABLED=true"
      })
  void takesTheRealProvidersWhereTheEnvironmentEnablesOne(String variable) {
    assertTrue(Quickstart.hasRealProvider(env(variable)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PATH=/bin", "ANTHROPIC_API_KEY=", "GITHUB_TOKEN=t", "GROQ_ENABLED=false"})
  void takesTheStandInsWhereTheEnvironmentEnablesNone(String variable) {
    assertFalse(Quickstart.hasRealProvider(env(variable)));
  }

  @Test
  void takesTheStandInsWhereTheOnlyProviderIsSwitchedOff() {
    assertFalse(
        Quickstart.hasRealProvider(Map.of("ANTHROPIC_API_KEY", "k", "ANTHROPIC_ENABLED", "false")));
  }

  @Test
  void tellsOfAWrongVariableInsteadOfTakingTheStandIns() {
    Map<String, String> env = Map.of("ANTHROPIC_API_KEY", "k", "ANTHROPIC_PRIORITY", "high");
    ConfigException wrong =
        assertThrows(ConfigException.class, () -> Quickstart.hasRealProvider(env));
    assertTrue(wrong.getMessage().contains("ANTHROPIC_PRIORITY"), wrong.getMessage());
  }

  @Test
  void showsRoutingStreamingRotationFailoverRefusalsAndCosts() {
    String shown = Tour.SHOWN;
    assertShows(shown, "with STAND-INS");
    assertShows(shown, "1. anthropic/one claude-haiku-4-5 [anthropic-messages, listed]");
    assertShows(shown, "- openai gpt-5.4-nano: substitution not enabled");
    assertShows(shown, "trace: asked claude-haiku-4-5: anthropic/one served (claude-haiku-4-5)");
    assertShows(shown, "anthropic/one RATE_LIMITED -> anthropic/two served (claude-haiku-4-5)");
    assertShows(shown, "trace: asked claude-haiku-4-5: anthropic/two served (claude-haiku-4-5)");
    assertShows(shown, "anthropic/one     out: COOLING: RATE_LIMITED");
    assertShows(shown, "OVERLOADED -> openrouter/main served (anthropic/claude-haiku-4.5)");
    assertShows(shown, "NO_ROUTE: No enabled provider serves 'cluade-haiku-4-5'");
    assertShows(shown, "set GROQ_API_KEY");
    assertShows(shown, "cost:  0.000134 USD");
    assertTrue(shown.lines().anyMatch(line -> line.matches(" +total +7 .* 0\\.000823")), shown);
  }

  @Test
  void answersInAConversationWhateverProviderAndProtocol() {
    String shown = Tour.SHOWN;
    assertShows(shown, "anthropic/one served (claude-haiku-4-5)");
    assertShows(shown, "I was sent what was said before; it began with: My cat is called Miso.");
    assertShows(shown, "trace: asked openai:gpt-4o-mini: openai/main served (gpt-4o-mini)");
  }

  @Test
  void keepsConversationsAccountsAndCostsOverARestart() {
    String shown = Tour.SHOWN;
    String restarted = shown.substring(shown.indexOf("After a restart"));
    assertShows(restarted, "    What is my cat called?");
    assertShows(restarted, "anthropic/one     out: COOLING: RATE_LIMITED");
    assertShows(restarted, "Spent today: 0.0008226 USD");
  }

  @Test
  void leavesNoThreadBehind() throws InterruptedException, IOException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    standInTour();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(thread) && !thread.isDaemon()) {
        thread.join(10_000);
        assertFalse(thread.isAlive(), "still running: " + thread.getName());
      }
    }
  }

  @Test
  void asksARealProviderForItsSmallModelAndShowsWhatItCost() {
    String shown = realTour("anthropic", "");
    assertShows(shown, "two short calls to anthropic:claude-haiku-4-5");
    assertShows(shown, "anthropic/main served");
    assertShows(shown, "cost:  0.000134 USD");
    assertShows(shown, "cost:  0.000148 USD"); // the first question and answer are sent again
  }

  @Test
  void asksARealProviderForTheModelTheUserSet() {
    String model = RealTour.model(Map.of("PATCHBAY_DEFAULT_MODEL", "gpt-4o-mini"));
    String shown = realTour("openai", model);
    assertShows(shown, "two short calls to gpt-4o-mini");
    assertShows(shown, "cost:  0.000017 USD");
    assertShows(shown, "cost:  0.000019 USD");
  }

  /** A real tour, but for the address. */
  private static String realTour(String provider, String model) {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    try (StandIns standIns = StandIns.start();
        Router router =
            Router.builder()
                .provider(
                    ProviderConfig.of(provider)
                        .baseUrl(standIns.url(provider))
                        .apiKey("key")
                        .build())
                .build()) {
      new RealTour(router, model, screen(shown)).run();
    }
    return shown.toString(StandardCharsets.UTF_8);
  }

  /** What one tour shows: each test looks at its part. */
  private static final class Tour {
    static final String SHOWN = once();

    private static String once() {
      try {
        return standInTour();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String standInTour() throws IOException {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    Quickstart.standIns(screen(shown));
    return shown.toString(StandardCharsets.UTF_8);
  }

  private static Screen screen(ByteArrayOutputStream shown) {
    return new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8));
  }

  private static void assertShows(String shown, String part) {
    assertTrue(shown.contains(part), () -> "not shown: " + part + "\n" + shown);
  }

  private static Map<String, String> env(String... variables) {
    return Set.of(variables).stream()
        .map(variable -> variable.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }
}
