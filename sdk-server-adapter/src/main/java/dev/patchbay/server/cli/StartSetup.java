package dev.patchbay.server.cli;

import dev.patchbay.server.setup.Flags;
import dev.patchbay.server.setup.Setup;
import dev.patchbay.server.setup.SetupReader;
import dev.patchbay.server.setup.Surroundings;
import java.nio.file.Path;
import java.util.Map;

/** The file, the variables over it, {@code .env} of the working directory among them, the flags. */
final class StartSetup {
  private StartSetup() {}

  static Setup read(Flags flags, Map<String, String> env) {
    return SetupReader.read(flags, Surroundings.of(env, Path.of(".env")));
  }
}
