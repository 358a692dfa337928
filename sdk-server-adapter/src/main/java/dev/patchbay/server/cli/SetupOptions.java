package dev.patchbay.server.cli;

import dev.patchbay.server.setup.Setup;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be said of the configuration on the command line; it wins over file and environment. */
final class SetupOptions {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration file; else what PATCHBAY_CONFIG names.")
  private @Nullable Path config;

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      description = "The port to listen on; 0 for any free one. Default: 8094.")
  private @Nullable Integer port;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "The address to listen on. Default: 127.0.0.1, this machine alone.")
  private @Nullable String host;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description = "Where state is kept, such as jdbc:sqlite:patchbay.db.")
  private @Nullable String database;

  Setup read(Map<String, String> environment) {
    return StartSetup.read(config, host, port, database, environment);
  }
}
