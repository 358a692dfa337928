package dev.patchbay.server.cli;

import dev.patchbay.server.setup.Flags;
import dev.patchbay.server.setup.Setup;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the configuration is. */
final class SourceOptions {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration file; else what PATCHBAY_CONFIG names.")
  @Nullable Path config;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description = "Where state is kept, such as jdbc:sqlite:patchbay.db.")
  @Nullable String database;

  Setup read(Map<String, String> environment) {
    return StartSetup.read(new Flags(config, null, null, database), environment);
  }
}
