package dev.patchbay.server.cli;

import dev.patchbay.config.DatabaseConfig;
import dev.patchbay.config.source.ConfigMap;
import dev.patchbay.failure.StoreException;
import dev.patchbay.server.desk.Fields;
import dev.patchbay.server.setup.Setup;
import dev.patchbay.server.terminal.Table;
import dev.patchbay.server.terminal.Terminal;
import dev.patchbay.store.database.DatabaseUrl;
import dev.patchbay.store.repair.Repair;
import dev.patchbay.store.repair.RepairReport;
import dev.patchbay.store.repair.RepairReport.Method;
import dev.patchbay.store.repair.RepairReport.TableSalvage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code patchbay repair}: makes a damaged file of SQLite whole again. */
@Command(
    name = "repair",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a damaged database file whole again, while nobody uses it: indexes are made anew, or"
          + " all rows that can be read are copied into a new file.",
      "The file as it was stays beside it, with the date in its name. PostgreSQL needs its own"
          + " tools."
    },
    footer = {"", "Example:", "  patchbay repair --database jdbc:sqlite:patchbay.db"})
final class RepairCommand implements Callable<Integer> {
  private static final int MOST_SHOWN = 10;

  private final Terminal terminal;

  @Option(
      names = {"-y", "--yes", "-f", "--force"},
      description = "Do not ask.")
  private boolean yes;

  @Option(names = "--json", description = "Print JSON for programs.")
  private boolean json;

  @Mixin private SourceOptions source = new SourceOptions();

  RepairCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Path file = file(source.read(terminal.environment()));
    try (Repair repair = Repair.of(file, terminal::note)) {
      if (repair.problems().isEmpty()) {
        whole(file);
        return 0;
      }
      repair.problems().stream().limit(MOST_SHOWN).forEach(terminal::note);
      terminal.confirm("Put what can be saved of " + file + " in its place?", yes);
      told(repair.mend(Clock.systemUTC()));
      return 0;
    }
  }

  private static Path file(Setup setup) {
    Map<String, Object> tree = new HashMap<>(setup.tree());
    tree.keySet().retainAll(Set.of("database"));
    DatabaseConfig config = ConfigMap.read(tree).database();
    DatabaseUrl url = config.url();
    Path file = url == null ? null : url.file().orElse(null);
    if (url == null) {
      throw new StoreException("State is in memory: there is no file to repair");
    }
    if (file == null) {
      throw new StoreException(
          "Only files of SQLite are repaired here; PostgreSQL has tools of its own (amcheck, a"
              + " standby, a backup)");
    }
    if (!Files.exists(file)) {
      throw new StoreException("There is no database " + file);
    }
    return file;
  }

  private void whole(Path file) {
    if (json) {
      terminal.say(new Fields().put("repaired", false).put("file", file.toString()).json());
    } else {
      terminal.say(file + " is whole; nothing was done");
    }
  }

  private void told(RepairReport report) {
    if (json) {
      terminal.say(json(report));
      return;
    }
    if (report.method() == Method.REINDEX) {
      terminal.say("Its indexes were made anew; no row was lost.");
    } else {
      Table table = new Table("TABLE", "SAVED>", "MISSING>");
      for (TableSalvage each : report.tables()) {
        table.row(each.name(), String.valueOf(each.saved()), missing(each.missing()));
      }
      table.print(terminal, "It has no tables.");
    }
    terminal.say(report.file() + " is whole again; as it was it stays in " + report.kept());
  }

  private static String missing(@Nullable Long rows) {
    return rows == null ? "unknown" : String.valueOf(rows);
  }

  private static String json(RepairReport report) {
    List<Fields> tables =
        report.tables().stream()
            .map(
                each ->
                    new Fields()
                        .put("name", each.name())
                        .put("saved", each.saved())
                        .put("missing", each.missing()))
            .toList();
    return new Fields()
        .put("repaired", true)
        .put("file", report.file().toString())
        .put("kept", report.kept().toString())
        .put("method", report.method().name().toLowerCase(Locale.ROOT))
        .put("problems", report.problems())
        .put("tables", tables)
        .json();
  }
}
