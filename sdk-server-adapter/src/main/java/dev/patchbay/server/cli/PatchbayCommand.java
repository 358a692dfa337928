package dev.patchbay.server.cli;

import dev.patchbay.server.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code patchbay}: the name under which all commands stand. */
@Command(
    name = "patchbay",
    mixinStandardHelpOptions = true,
    versionProvider = PatchbayCommand.Version.class,
    description = "One LLM router for clients in any language.")
final class PatchbayCommand {
  private PatchbayCommand() {}

  static CommandLine line(Terminal terminal) {
    return new CommandLine(new PatchbayCommand()).addSubcommand(new ServeCommand(terminal));
  }

  /** What the jar says of itself. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = PatchbayCommand.class.getPackage().getImplementationVersion();
      return new String[] {"patchbay " + (version == null ? "(not packaged)" : version)};
    }
  }
}
