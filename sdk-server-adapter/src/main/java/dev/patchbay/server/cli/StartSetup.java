package dev.patchbay.server.cli;

import dev.patchbay.config.source.DotEnv;
import dev.patchbay.server.setup.Setup;
import dev.patchbay.server.setup.SetupReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The file, the environment over it, and the flags over both. */
final class StartSetup {
  private StartSetup() {}

  static Setup read(
      @Nullable Path file,
      @Nullable String host,
      @Nullable Integer port,
      @Nullable String database,
      Map<String, String> env) {
    Map<String, String> all = new LinkedHashMap<>(DotEnv.read(Path.of(".env")));
    all.putAll(env);
    return SetupReader.read(file, host, port, database, all);
  }
}
