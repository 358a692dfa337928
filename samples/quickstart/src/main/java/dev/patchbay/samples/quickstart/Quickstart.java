package dev.patchbay.samples.quickstart;

import dev.patchbay.Router;
import dev.patchbay.RouterBuilder;
import dev.patchbay.config.source.DotEnv;
import dev.patchbay.config.source.Environment;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.provider.DispatchMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Started by {@code ./mvnw -q -Pquickstart}; ends by itself. */
public final class Quickstart {
  private Quickstart() {}

  /** Runs the tour; the arguments are not read. */
  public static void main(String[] args) throws IOException {
    Map<String, String> env = new LinkedHashMap<>(DotEnv.read(Path.of(".env")));
    env.putAll(System.getenv());
    if (hasRealProvider(env)) {
      try (Router router = real(env)) {
        new RealTour(router, RealTour.model(env), new Screen(System.out)).run();
      }
    } else {
      standIns(new Screen(System.out));
    }
  }

  /** Where the environment names no database, a file keeps the state of this run. */
  private static Router real(Map<String, String> env) throws IOException {
    RouterBuilder builder = Router.builder().fromEnvironment();
    return (env.getOrDefault("PATCHBAY_DATABASE_URL", "").isBlank()
            ? builder.database(url(Files.createTempDirectory("patchbay-quickstart")))
            : builder)
        .build();
  }

  /** The tour with stand-ins; its database is new, and gone at the end. */
  static void standIns(Screen screen) throws IOException {
    Path directory = Files.createTempDirectory("patchbay-quickstart");
    try (StandIns standIns = StandIns.start()) {
      try (Router router = StandInTour.router(standIns, url(directory))) {
        new StandInTour(standIns, router, screen).run();
      }
      try (Router router = StandInTour.router(standIns, url(directory))) {
        new StandInTour(standIns, router, screen).again();
      }
    } finally {
      delete(directory);
    }
  }

  private static String url(Path directory) {
    return "jdbc:sqlite:" + directory.resolve("patchbay.db");
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  /** True if the variables enable a provider, so that {@link Router#fromEnvironment} finds it. */
  static boolean hasRealProvider(Map<String, String> env) {
    return Environment.read(env, Environment.PREFIX, Catalogue.load()).providers().stream()
        .anyMatch(
            provider ->
                !Boolean.FALSE.equals(provider.enabled()) && provider.mode() != DispatchMode.OFF);
  }
}
