package dev.patchbay.server.cli;

import dev.patchbay.server.desk.Desk;
import dev.patchbay.server.desk.Doc;
import dev.patchbay.server.desk.Fields;
import dev.patchbay.server.terminal.Table;
import dev.patchbay.server.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code patchbay models}: what can be asked for. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = "The models that can be asked for, and the one for requests that name none.",
    synopsisSubcommandLabel = "COMMAND")
final class ModelsCommand {
  private final Terminal terminal;

  ModelsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the models of all providers.")
  int list(
      @Option(names = "--provider", paramLabel = "ID", description = "Only those of one.")
          @Nullable String provider,
      @Option(
              names = "--refresh",
              description = "Ask the providers now; else lists are up to ten minutes old.")
          boolean refresh,
      @Mixin DeskOptions options)
      throws Exception {
    return options.run(
        terminal,
        (desk, out) -> {
          if (refresh) {
            refresh(desk, provider);
          }
          out.table(
              desk.ask("GET", "/v1/models"),
              "No models: is a provider enabled? See 'patchbay providers list'",
              new Table("MODEL", "PROVIDER"),
              (table, each) -> {
                if (provider == null || each.text("owned_by").equals(provider)) {
                  table.row(each.text("id"), each.text("owned_by"));
                }
              });
        });
  }

  private void refresh(Desk desk, @Nullable String provider) {
    terminal.note("Asking for lists of models …");
    String path = "/admin/models/refresh";
    Doc told =
        provider == null
            ? desk.ask("POST", path)
            : desk.ask("POST", path, new Fields().put("provider", provider).json());
    for (Doc each : told.list("data")) {
      String fault = each.text("fault");
      terminal.note(
          each.text("provider")
              + ": "
              + (fault.isEmpty() ? each.text("models") + " models" : "failed, " + fault));
    }
  }

  @Command(
      name = "get-default",
      mixinStandardHelpOptions = true,
      description = "Prints the model of requests that name none.")
  int getDefault(@Mixin DeskOptions options) throws Exception {
    return options.run(
        terminal,
        (desk, out) -> {
          Doc config = desk.ask("GET", "/config");
          String model = config.text("default_model");
          if (out.json()) {
            terminal.say(new Fields().put("default_model", model).json());
          } else if (model.isEmpty()) {
            terminal.note("None is set: patchbay models set-default MODEL");
          } else {
            terminal.say(model);
          }
        });
  }

  @Command(
      name = "set-default",
      mixinStandardHelpOptions = true,
      description = "Sets the model of requests that name none; '' for none.",
      footer = {"", "Example:", "  patchbay models set-default claude-haiku-4-5"})
  int setDefault(
      @Parameters(paramLabel = "MODEL", description = "Its name.") String model,
      @Mixin DeskOptions options)
      throws Exception {
    return options.run(
        terminal,
        (desk, out) -> {
          String json = new Fields().put("default_model", model).json();
          out.done(
              desk.ask("PATCH", "/config", json),
              model.isEmpty() ? "There is no default model" : "The default model is " + model);
        });
  }
}
