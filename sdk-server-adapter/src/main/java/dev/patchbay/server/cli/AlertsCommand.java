package dev.patchbay.server.cli;

import dev.patchbay.server.desk.Doc;
import dev.patchbay.server.desk.Paths;
import dev.patchbay.server.terminal.Table;
import dev.patchbay.server.terminal.Terminal;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code patchbay alerts}: what needs somebody. */
@Command(
    name = "alerts",
    mixinStandardHelpOptions = true,
    description = "Shows what needs somebody, as servers on the database found it.",
    synopsisSubcommandLabel = "[COMMAND]",
    footer = {"", "Examples:", "  patchbay alerts", "  patchbay alerts ack --all"})
final class AlertsCommand implements Callable<Integer> {
  private static final String ALERTS = "/monitor/alerts";

  private final Terminal terminal;

  @Option(names = "--all", description = "Also those that somebody knows of, or that are over.")
  private boolean all;

  @Mixin private DeskOptions options = new DeskOptions();

  @Spec private @Nullable CommandSpec spec;

  AlertsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    Map<String, String> query = all ? Map.of() : Map.of("state", "open");
    return options.run(
        terminal,
        (desk, out) ->
            out.table(
                desk.ask("GET", ALERTS, query, null),
                all ? "There was no alert." : "No alert is open.",
                new Table("ID", "SINCE", "SEVERITY", "STATE", "TIMES>", "WHAT", "CURE"),
                AlertsCommand::row));
  }

  private static void row(Table table, Doc alert) {
    String until = alert.text("until");
    table.row(
        alert.text("id"),
        Times.shown(alert.text("raised_at")),
        alert.text("severity"),
        alert.text("state"),
        alert.text("times"),
        alert.text("message") + (until.isEmpty() ? "" : ", until " + Times.shown(until)),
        alert.text("cure"));
  }

  @Command(
      name = "ack",
      aliases = "acknowledge",
      mixinStandardHelpOptions = true,
      description = "Says that somebody knows: of one alert, or of all that are open.",
      footer = {"", "Example:", "  patchbay alerts ack al_0123456789abcdef0123"})
  int acknowledge(
      @Parameters(paramLabel = "ID", arity = "0..1", description = "Which one.")
          @Nullable String id,
      @Option(names = "--all", description = "All that are open.") boolean every,
      @Mixin DeskOptions desks)
      throws Exception {
    if ((id == null) != every) {
      throw new ParameterException(line(), "Say the ID of one alert, or --all");
    }
    return desks.run(
        terminal,
        (desk, out) -> {
          if (id == null) {
            Doc done = desk.ask("POST", ALERTS + "/acknowledge-all");
            out.done(done, "Acknowledged " + done.text("acknowledged"));
          } else {
            out.done(desk.ask("POST", Paths.of(ALERTS, id, "/acknowledge")), "Acknowledged " + id);
          }
        });
  }

  private picocli.CommandLine line() {
    if (spec == null) {
      throw new IllegalStateException("The command is not on a line");
    }
    return spec.commandLine();
  }
}
