package dev.patchbay.server.cli;

import dev.patchbay.server.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads a command line and runs it. Stateless. */
final class CommandLines {
  private static final Set<String> ABOUT = Set.of("-h", "--help", "-V", "--version");

  private CommandLines() {}

  /**
   * Runs a command.
   *
   * @return what the process exits with: 0 if all is well, 1 if it failed, 2 if it was misspelt
   */
  static int run(Terminal terminal, List<String> args) {
    List<String> meant = withCommand(args);
    CommandLine line =
        meant.get(0).equals("serve")
            ? new CommandLine(new ServeCommand(terminal)).setCommandName("patchbay serve")
            : PatchbayCommand.line(terminal);
    line.setOut(writer(terminal.out()))
        .setErr(writer(terminal.err()))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(terminal.coloured() ? Ansi.ON : Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((e, given) -> misspelt(e, terminal))
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              Troubles.lines(e).forEach(each -> terminal.note("patchbay: " + each));
              return CommandLine.ExitCode.SOFTWARE;
            });
    List<String> rest = meant.get(0).equals("serve") ? meant.subList(1, meant.size()) : meant;
    return line.execute(rest.toArray(String[]::new));
  }

  /** The server is what runs without a command; only it is made then, which starts it sooner. */
  private static List<String> withCommand(List<String> args) {
    if (args.isEmpty() || (args.get(0).startsWith("-") && !ABOUT.contains(args.get(0)))) {
      List<String> serve = new ArrayList<>(List.of("serve"));
      serve.addAll(args);
      return serve;
    }
    return args;
  }

  private static int misspelt(ParameterException e, Terminal terminal) {
    CommandLine line = e.getCommandLine();
    terminal.note("patchbay: " + e.getMessage());
    PrintWriter err = line.getErr();
    if (!UnmatchedArgumentException.printSuggestions(e, err)) {
      err.println("See '" + line.getCommandSpec().qualifiedName() + " --help'");
    }
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  private static PrintWriter writer(java.io.PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
