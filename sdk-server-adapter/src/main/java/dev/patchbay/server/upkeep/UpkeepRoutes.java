package dev.patchbay.server.upkeep;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.AccountStatus;
import dev.patchbay.Router;
import dev.patchbay.json.Json;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Route;
import dev.patchbay.store.housekeeping.StorageReport;
import dev.patchbay.store.housekeeping.StorageReport.TableSize;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Looks at what is stored, makes it smaller, forgets it. Thread-safe. */
public final class UpkeepRoutes {
  private static final String START = "/admin/maintenance/";

  private static final String CURE =
      "stop the server, then run 'patchbay repair' or restore a backup";

  private final Router router;

  private UpkeepRoutes(Router router) {
    this.router = router;
  }

  /** The routes. */
  public static List<Route> routes(Router router) {
    UpkeepRoutes here = new UpkeepRoutes(router);
    return List.of(
        Route.admin("GET", START + "analyze", call -> here.analyze()),
        Route.admin("POST", START + "check", call -> here.check()),
        Route.admin("POST", START + "compact", call -> here.compact()),
        Route.admin("POST", START + "reset-stats", call -> here.resetStats()),
        Route.admin("POST", START + "clear-history", call -> here.clearHistory()));
  }

  private Answer analyze() {
    Optional<StorageReport> report = router.storage().inspect();
    return Answer.json(
        report.isEmpty()
            ? "{\"kind\":\"memory\",\"problems\":[],\"tables\":[]}"
            : Json.write(out -> write(out, report.get())));
  }

  private static void write(JsonWriter out, StorageReport report) throws IOException {
    out.beginObject();
    out.name("kind").value(report.kind());
    out.name("bytes").value(report.bytes());
    out.name("free_bytes").value(report.freeBytes());
    out.name("schema").value(report.schema());
    out.name("problems").beginArray();
    for (String problem : report.problems()) {
      out.value(problem);
    }
    out.endArray().name("tables").beginArray();
    for (TableSize table : report.tables()) {
      out.beginObject().name("name").value(table.name());
      out.name("rows").value(table.rows()).name("bytes").value(table.bytes()).endObject();
    }
    out.endArray().endObject();
  }

  private Answer check() {
    List<String> problems = router.storage().check();
    return Answer.json(
        Json.write(
            out -> {
              out.beginObject().name("whole").value(problems.isEmpty());
              out.name("problems").beginArray();
              for (String problem : problems) {
                out.value(problem);
              }
              out.endArray();
              if (!problems.isEmpty()) {
                out.name("cure").value(CURE);
              }
              out.endObject();
            }));
  }

  private Answer compact() {
    long before = bytes();
    router.storage().compact();
    long after = bytes();
    return Answer.json(
        Json.write(
            out ->
                out.beginObject()
                    .name("before_bytes")
                    .value(before)
                    .name("after_bytes")
                    .value(after)
                    .endObject()));
  }

  private long bytes() {
    return router.storage().inspect().map(StorageReport::bytes).orElse(0L);
  }

  private Answer resetStats() {
    List<AccountStatus> accounts = router.accounts().list();
    accounts.forEach(one -> router.accounts().reset(one.alias()));
    return Answer.json("{\"accounts\":" + accounts.size() + "}");
  }

  private Answer clearHistory() {
    router.requests().clear();
    return Answer.json("{\"cleared\":true}");
  }
}
