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
    description = "An LLM router behind HTTP: start it, and manage it.",
    synopsisSubcommandLabel = "[COMMAND]",
    footer = {
      "",
      "Without a command the server starts. The first steps:",
      "  patchbay accounts add work --provider anthropic   asks for the key",
      "  patchbay serve                                    listens on http://127.0.0.1:8094",
      "  patchbay doctor                                   says what is wrong, and the cure",
      "",
      "Commands work on the database, or with --url on a running server.",
      "They exit with 0 if all is well, 1 if something failed, 2 if they were misspelt."
    })
final class PatchbayCommand {
  private PatchbayCommand() {}

  static CommandLine line(Terminal terminal) {
    return new CommandLine(new PatchbayCommand())
        .addSubcommand(new ServeCommand(terminal))
        .addSubcommand(new AccountsCommand(terminal))
        .addSubcommand(new KeysCommand(terminal))
        .addSubcommand(new ProvidersCommand(terminal))
        .addSubcommand(new ModelsCommand(terminal))
        .addSubcommand(new RouteCommand(terminal))
        .addSubcommand(new UsageCommand(terminal))
        .addSubcommand(new StatsCommand(terminal))
        .addSubcommand(new LogsCommand(terminal))
        .addSubcommand(new AlertsCommand(terminal))
        .addSubcommand(new ResetStatsCommand(terminal))
        .addSubcommand(new ClearHistoryCommand(terminal))
        .addSubcommand(new AnalyzeCommand(terminal))
        .addSubcommand(new CompactCommand(terminal))
        .addSubcommand(new RepairCommand(terminal))
        .addSubcommand(new ConfigCommand(terminal))
        .addSubcommand(new DoctorCommand(terminal))
        .addSubcommand(new VersionCommand(terminal));
  }

  /** Such as {@code patchbay 1.0.0}, as the jar says it. */
  static String version() {
    String version = PatchbayCommand.class.getPackage().getImplementationVersion();
    return "patchbay " + (version == null ? "(not packaged)" : version);
  }

  /** The version for {@code --version}. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {version()};
    }
  }
}
