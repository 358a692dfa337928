package dev.patchbay.server.cli;

import dev.patchbay.server.desk.Desk;
import dev.patchbay.server.desk.Doc;
import dev.patchbay.server.desk.Paths;
import dev.patchbay.server.terminal.Table;
import dev.patchbay.server.terminal.Terminal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code patchbay providers}: who answers. */
@Command(
    name = "providers",
    mixinStandardHelpOptions = true,
    description = "The providers: list them, test them.",
    synopsisSubcommandLabel = "COMMAND")
final class ProvidersCommand {
  private static final String PROVIDERS = "/admin/providers";

  private final Terminal terminal;

  ProvidersCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists all providers and how they take part.")
  int list(@Mixin DeskOptions options) throws Exception {
    return options.run(
        terminal,
        (desk, out) ->
            out.table(
                desk.ask("GET", PROVIDERS),
                "No providers yet. Add an account of one: patchbay accounts add NAME --provider ID",
                new Table(
                    "PROVIDER", "TYPE", "PROTOCOL", "MODE", "PRIORITY>", "ACTIVE", "BASE URL"),
                (table, each) ->
                    table.row(
                        each.text("id"),
                        each.text("provider_type"),
                        each.text("protocol"),
                        each.text("dispatch_mode"),
                        each.text("priority"),
                        each.is("is_active") ? "yes" : "no",
                        each.text("base_url"))));
  }

  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      description = "Asks a provider whether it takes our key; without a name, all of them.",
      footer = {"", "Example:", "  patchbay providers test anthropic"})
  int test(
      @Parameters(arity = "0..1", paramLabel = "ID", description = "Which one.")
          @Nullable String id,
      @Mixin DeskOptions options)
      throws Exception {
    int[] refused = {0};
    options.run(
        terminal,
        (desk, out) -> {
          for (String each : id == null ? ids(desk) : List.of(id)) {
            if (!out.json()) {
              terminal.note("Asking " + each + " …");
            }
            Doc told = desk.ask("POST", Paths.of(PROVIDERS, each, "/test"));
            refused[0] += told.is("ok") ? 0 : 1;
            out.done(told, line(each, told));
          }
        });
    return refused[0] == 0 ? 0 : 1;
  }

  private static List<String> ids(Desk desk) {
    return Names.all(desk, PROVIDERS).stream().map(each -> each.text("id")).toList();
  }

  private String line(String id, Doc told) {
    String mark = terminal.tinted(told.is("ok") ? "ok" : "failed", told.is("ok"));
    String message = told.text("message");
    return id + ": " + mark + (message.isEmpty() ? "" : ": " + message);
  }
}
