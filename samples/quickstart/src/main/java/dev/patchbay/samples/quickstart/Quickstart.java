package dev.patchbay.samples.quickstart;

import dev.patchbay.Router;
import dev.patchbay.config.source.DotEnv;
import dev.patchbay.config.source.Environment;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.provider.DispatchMode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Started by {@code ./mvnw -q -Pquickstart}; ends by itself. */
public final class Quickstart {
  private Quickstart() {}

  /** Runs the tour; the arguments are not read. */
  public static void main(String[] args) {
    Map<String, String> env = new LinkedHashMap<>(DotEnv.read(Path.of(".env")));
    env.putAll(System.getenv());
    if (hasRealProvider(env)) {
      try (Router router = Router.fromEnvironment()) {
        new RealTour(router, RealTour.model(env), new Screen(System.out)).run();
      }
    } else {
      try (StandIns standIns = StandIns.start();
          Router router = StandInTour.router(standIns)) {
        new StandInTour(standIns, router, new Screen(System.out)).run();
      }
    }
  }

  /** True if the variables enable a provider, so that {@link Router#fromEnvironment} finds it. */
  static boolean hasRealProvider(Map<String, String> env) {
    return Environment.read(env, Environment.PREFIX, Catalogue.load()).providers().stream()
        .anyMatch(
            provider ->
                !Boolean.FALSE.equals(provider.enabled()) && provider.mode() != DispatchMode.OFF);
  }
}
