package dev.patchbay.server.metrics;

import dev.patchbay.AccountStatus;
import dev.patchbay.LiveLoad;
import dev.patchbay.Router;
import dev.patchbay.account.Availability;
import dev.patchbay.books.LedgerHealth;
import dev.patchbay.budget.Standing;
import dev.patchbay.failure.StoreException;
import dev.patchbay.price.PicoUsd;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a router is like when it is asked. Thread-safe. */
final class RouterGauges implements MultiCollector {
  private static final Logger LOG = LoggerFactory.getLogger(RouterGauges.class);
  private static final String AVAILABLE = "available";

  /** Configured, not invented by clients; so many that nobody reads them all. */
  private static final int MOST_BUDGETS = 1000;

  private final Router router;

  RouterGauges(Router router) {
    this.router = router;
  }

  @Override
  public MetricSnapshots collect() {
    Snapshots all = new Snapshots();
    LiveLoad load = router.load();
    all.gauge("patchbay_requests_in_flight", "Requests that run").add(load.requests());
    all.gauge("patchbay_streams_live", "Of these, those whose answers are streams")
        .add(load.streams());
    ledger(all);
    accounts(all, router.accounts().list());
    budgets(all);
    return all.all();
  }

  private void ledger(Snapshots all) {
    LedgerHealth ledger = router.health().ledger();
    all.gauge("patchbay_ledger_degraded", "1 while rows of the ledger wait to be written")
        .add(ledger.degraded() ? 1 : 0);
    all.gauge("patchbay_ledger_waiting_rows", "Rows of the ledger that wait").add(ledger.waiting());
    all.counter("patchbay_ledger_lost_rows_total", "Rows of the ledger that were given up")
        .add(ledger.lost());
    all.counter("patchbay_request_log_dropped_rows_total", "Rows the request log did not take")
        .add(router.requests().dropped());
  }

  private static void accounts(Snapshots all, List<AccountStatus> accounts) {
    Series available = all.gauge("patchbay_account_available", "1 if it can be used now");
    Series inFlight = all.gauge("patchbay_account_in_flight", "Requests it serves now");
    Series coolings =
        all.gauge("patchbay_account_coolings", "Coolings that last, of it and of models at it");
    Series circuits =
        all.gauge("patchbay_account_circuits_open", "Open circuits, of it and of models at it");
    Map<String, Map<String, Integer>> states = new TreeMap<>();
    for (AccountStatus account : accounts) {
      String[] labels = {"provider", account.provider(), "account", account.alias()};
      available.add(account.available() ? 1 : 0, labels);
      inFlight.add(account.inFlight(), labels);
      coolings.add(account.coolings(), labels);
      circuits.add(account.openCircuits(), labels);
      states
          .computeIfAbsent(account.provider(), provider -> none())
          .merge(state(account), 1, Integer::sum);
    }
    Series counts = all.gauge("patchbay_accounts", "Accounts by their state");
    states.forEach(
        (provider, found) ->
            found.forEach(
                (state, count) -> counts.add(count, "provider", provider, "state", state)));
  }

  private static Map<String, Integer> none() {
    Map<String, Integer> counts = new TreeMap<>();
    counts.put(AVAILABLE, 0);
    for (Availability.Reason reason : Availability.Reason.values()) {
      counts.put(reason.name().toLowerCase(Locale.ROOT), 0);
    }
    return counts;
  }

  /** The reason begins with its name. */
  private static String state(AccountStatus account) {
    String reason = account.reason();
    int colon = reason.indexOf(':');
    return account.available() || colon < 0
        ? AVAILABLE
        : reason.substring(0, colon).toLowerCase(Locale.ROOT);
  }

  private void budgets(Snapshots all) {
    Series limit = all.gauge("patchbay_budget_limit_usd", "What may be spent in a period");
    Series spent = all.gauge("patchbay_budget_spent_usd", "What is spent in the period of now");
    Series reserved = all.gauge("patchbay_budget_reserved_usd", "What running attempts reserved");
    for (Standing standing : standings()) {
      String[] labels = {"budget", standing.budget().name(), "per", standing.budget().per().word()};
      limit.add(usd(standing.budget().limitPicoUsd()), labels);
      spent.add(usd(standing.spentPicoUsd()), labels);
      reserved.add(usd(standing.reservedPicoUsd()), labels);
    }
  }

  /** A store that fails takes the other metrics with it for nothing. */
  private List<Standing> standings() {
    try {
      List<Standing> all = router.budgets();
      return all.subList(0, Math.min(all.size(), MOST_BUDGETS));
    } catch (StoreException e) {
      LOG.warn("Budgets are missing in the metrics", e);
      return List.of();
    }
  }

  private static double usd(long pico) {
    return PicoUsd.toUsd(pico).doubleValue();
  }
}
