package dev.patchbay.server.cli;

import dev.patchbay.server.desk.Doc;
import dev.patchbay.server.desk.Fields;
import dev.patchbay.server.terminal.Table;
import dev.patchbay.server.terminal.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code patchbay route}: who would answer. */
@Command(
    name = "route",
    mixinStandardHelpOptions = true,
    description = "Who would answer, and why.",
    synopsisSubcommandLabel = "COMMAND")
final class RouteCommand {
  private final Terminal terminal;

  RouteCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "explain",
      mixinStandardHelpOptions = true,
      description =
          "Tells who would be asked for a model, in which order, and who not and why."
              + " Nobody is asked.",
      footer = {"", "Example:", "  patchbay route explain claude-haiku-4-5"})
  int explain(
      @Parameters(paramLabel = "MODEL", description = "As a client would name it.") String model,
      @Mixin DeskOptions options)
      throws Exception {
    boolean[] any = {true};
    options.run(
        terminal,
        (desk, out) -> {
          String json = new Fields().put("model", model).json();
          Doc plan = desk.ask("POST", "/v1/route/explain", json);
          any[0] = !plan.list("candidates").isEmpty();
          if (out.json()) {
            terminal.say(plan.raw());
          } else {
            print(plan);
          }
        });
    return any[0] ? 0 : 1;
  }

  private void print(Doc plan) {
    Table asked = new Table("#>", "PROVIDER", "ACCOUNT", "MODEL", "GRADE", "WHY");
    int place = 1;
    for (Doc each : plan.list("candidates")) {
      asked.row(
          String.valueOf(place++),
          each.text("provider"),
          each.text("account"),
          each.text("model"),
          each.text("grade"),
          each.text("reason"));
    }
    asked.print(terminal, "Nobody would be asked.");
    List<Doc> dropped = plan.list("dropped");
    if (!dropped.isEmpty()) {
      terminal.say("");
      Table out = new Table("LEFT OUT", "ACCOUNT", "WHY", "UNTIL");
      for (Doc each : dropped) {
        out.row(
            each.text("provider"),
            each.text("account"),
            each.text("reason"),
            Times.shown(each.text("until")));
      }
      out.print(terminal, "");
    }
  }
}
