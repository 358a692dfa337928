package dev.patchbay.server.api;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.Router;
import dev.patchbay.access.ApiKey;
import dev.patchbay.cost.report.CostDimension;
import dev.patchbay.cost.report.CostGroup;
import dev.patchbay.cost.report.CostQuery;
import dev.patchbay.cost.report.CostReport;
import dev.patchbay.cost.report.CostSums;
import dev.patchbay.json.Json;
import dev.patchbay.server.http.Access;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Caller;
import dev.patchbay.server.http.Fault;
import dev.patchbay.server.http.Route;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the caller's requests used and cost; to whoever manages the server, everybody's. */
final class UsageRoutes {
  private static final List<CostDimension> USUAL =
      List.of(CostDimension.PROVIDER, CostDimension.MODEL);

  private final Router router;

  UsageRoutes(Router router) {
    this.router = router;
  }

  List<Route> routes() {
    return List.of(Route.of("GET", "/usage", Access.OWN, this::usage));
  }

  private Answer usage(Call call) {
    Instant from = Queries.time(call, "from");
    Instant to = Queries.time(call, "to");
    CostQuery.Builder query = CostQuery.builder().from(from).to(to);
    List<CostDimension> groups = groups(call.query("group"));
    query.groupBy(groups.toArray(CostDimension[]::new));
    if (!call.caller().may(Access.ADMIN)) {
      own(call.caller(), query);
    }
    CostReport report = router.costs().report(Queries.valid("to", query::build));
    return Answer.json(Json.write(out -> report(out, report, groups)));
  }

  private static void own(Caller caller, CostQuery.Builder query) {
    ApiKey key = caller.key();
    query.where(CostDimension.KEY, key == null ? "" : key.id());
    query.where(CostDimension.TENANT, caller.tenant());
  }

  private static List<CostDimension> groups(@Nullable String words) {
    if (words == null) {
      return USUAL;
    }
    List<CostDimension> groups = new ArrayList<>();
    for (String word : words.split(",")) {
      groups.add(
          CostDimension.of(word.strip())
              .orElseThrow(
                  () ->
                      Fault.invalid(
                          "group",
                          "group: expected some of "
                              + Arrays.stream(CostDimension.values())
                                  .map(CostDimension::word)
                                  .toList())));
    }
    return groups;
  }

  private static void report(JsonWriter out, CostReport report, List<CostDimension> groups)
      throws IOException {
    CostSums total = report.total();
    out.beginObject().name("total").beginObject();
    // Sums are kept of attempts: of one request several may have no price.
    sums(out, total, Math.min(total.unknown(), total.requests()));
    out.endObject().name("groups").beginArray();
    for (CostGroup group : report.groups()) {
      out.beginObject();
      for (CostDimension dimension : groups) {
        out.name(dimension.word()).value(group.get(dimension));
      }
      CostSums sums = group.sums();
      sums(out, sums, Math.min(sums.unknown(), total.requests()));
      out.endObject();
    }
    out.endArray().endObject();
  }

  private static void sums(JsonWriter out, CostSums sums, long unknown) throws IOException {
    out.name("requests").value(sums.requests());
    out.name("input_tokens").value(sums.input());
    out.name("output_tokens").value(sums.output());
    out.name("cache_read_tokens").value(sums.cacheRead());
    out.name("cache_write_tokens").value(sums.cacheWrite());
    out.name("reasoning_tokens").value(sums.reasoning());
    out.name("cost_usd").value(sums.usd().toPlainString());
    out.name("unknown_cost_requests").value(unknown);
  }
}
