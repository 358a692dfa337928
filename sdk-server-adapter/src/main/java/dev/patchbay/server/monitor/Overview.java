package dev.patchbay.server.monitor;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.AccountStatus;
import dev.patchbay.LiveLoad;
import dev.patchbay.Router;
import dev.patchbay.RouterHealth;
import dev.patchbay.budget.Standing;
import dev.patchbay.cost.report.CostQuery;
import dev.patchbay.cost.report.CostSums;
import dev.patchbay.log.RequestFilter;
import dev.patchbay.log.RequestStatistics;
import dev.patchbay.log.StatisticsGroup;
import dev.patchbay.price.PicoUsd;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Fault;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToIntFunction;

/** How things are and were: numbers over a time, and those of this moment. Thread-safe. */
final class Overview {
  private static final Duration USUAL = Duration.ofDays(1);
  private static final List<StatisticsGroup> USUAL_GROUPS =
      List.of(StatisticsGroup.PROVIDER, StatisticsGroup.ACCOUNT, StatisticsGroup.MODEL);

  private final Router router;
  private final Clock clock;

  Overview(Router router, Clock clock) {
    this.router = router;
    this.clock = clock;
  }

  /** Of the last day, by provider, account and model, unless the query says otherwise. */
  Answer answer(Call call) {
    Ask.only(call, Ask.FILTERS, "group");
    RequestFilter filter = filter(call);
    List<StatisticsGroup> asked = Ask.groups(call);
    StatisticsGroup[] by = (asked.isEmpty() ? USUAL_GROUPS : asked).toArray(StatisticsGroup[]::new);
    RequestStatistics total = router.requests().statistics(filter).get(0);
    List<RequestStatistics> groups = router.requests().statistics(filter, by);
    CostSums billed = billed(filter);
    return Answer.json(
        Say.document(
            json -> {
              json.beginObject();
              Say.text(json, "from", filter.from());
              Say.text(json, "to", filter.to());
              json.name("total").beginObject();
              StatisticsView.fields(json, total);
              json.endObject();
              json.name("groups").beginArray();
              for (RequestStatistics one : groups) {
                StatisticsView.row(json, one);
              }
              json.endArray();
              ledger(json, billed);
              live(json);
              json.endObject();
            }));
  }

  private RequestFilter filter(Call call) {
    Instant to = Ask.instant(call, "to");
    Instant from = Ask.instant(call, "from");
    if (from == null) {
      from = (to == null ? clock.instant() : to).minus(USUAL);
    }
    if (to != null && to.isBefore(from)) {
      throw Fault.invalid("to", "to must not be before from");
    }
    return Ask.filter(call).from(from).build();
  }

  /** What the ledger says of the same time, whatever else is filtered by. */
  private CostSums billed(RequestFilter filter) {
    return router.costs().report(CostQuery.ALL.between(filter.from(), filter.to())).total();
  }

  private static void ledger(JsonWriter json, CostSums billed) throws IOException {
    json.name("ledger").beginObject();
    Say.money(json, "cost_usd", new BigDecimal(billed.picoUsd(), PicoUsd.SCALE));
    Say.number(json, "attempts", billed.attempts());
    Say.number(json, "unknown_cost_attempts", billed.unknown());
    json.endObject();
  }

  private void live(JsonWriter json) throws IOException {
    RouterHealth health = router.health();
    LiveLoad load = router.load();
    json.name("live").beginObject();
    Say.text(json, "status", health.status());
    Say.number(json, "requests_in_flight", load.requests());
    Say.number(json, "streams", load.streams());
    List<AccountStatus> accounts = router.accounts().list();
    Say.number(json, "accounts_cooling", sum(accounts, account -> account.coolings() > 0 ? 1 : 0));
    Say.number(json, "circuits_open", sum(accounts, AccountStatus::openCircuits));
    Say.number(json, "ledger_waiting", health.ledger().waiting());
    Say.number(json, "ledger_lost", health.ledger().lost());
    Say.text(json, "ledger_trouble", health.ledger().reason());
    Say.number(json, "log_dropped", router.requests().dropped());
    json.name("accounts").beginArray();
    for (AccountStatus account : accounts) {
      account(json, account);
    }
    json.endArray();
    json.name("budgets").beginArray();
    for (Standing standing : router.budgets()) {
      budget(json, standing);
    }
    json.endArray();
    json.endObject();
  }

  private static int sum(List<AccountStatus> accounts, ToIntFunction<AccountStatus> number) {
    return accounts.stream().mapToInt(number).sum();
  }

  private static void account(JsonWriter json, AccountStatus account) throws IOException {
    json.beginObject();
    Say.text(json, "account", account.alias());
    Say.text(json, "provider", account.provider());
    json.name("available").value(account.available());
    json.name("paused").value(account.paused());
    Say.text(json, "reason", account.reason());
    Say.text(json, "until", account.until());
    Say.number(json, "in_flight", account.inFlight());
    Say.number(json, "coolings", account.coolings());
    Say.number(json, "circuits_open", account.openCircuits());
    json.endObject();
  }

  private static void budget(JsonWriter json, Standing standing) throws IOException {
    json.beginObject();
    Say.text(json, "budget", standing.budget().name());
    Say.text(json, "per", standing.budget().per().word());
    Say.money(json, "limit_usd", PicoUsd.toUsd(standing.budget().limitPicoUsd()));
    Say.money(json, "spent_usd", PicoUsd.toUsd(standing.spentPicoUsd()));
    Say.money(json, "reserved_usd", PicoUsd.toUsd(standing.reservedPicoUsd()));
    Say.text(json, "renews_at", standing.renewsAt());
    json.endObject();
  }
}
