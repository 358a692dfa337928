package dev.patchbay.server.cli;

import dev.patchbay.server.setup.Flags;
import dev.patchbay.server.setup.Setup;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What can be said of the configuration on the command line; it wins over file and environment. */
final class SetupOptions {
  @Mixin private SourceOptions source = new SourceOptions();

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

  Setup read(Map<String, String> environment) {
    return StartSetup.read(new Flags(source.config, host, port, source.database), environment);
  }
}
