package dev.patchbay.server.alerts;

import dev.patchbay.access.ApiKey;
import dev.patchbay.books.LedgerHealth;
import dev.patchbay.budget.Standing;
import dev.patchbay.price.PicoUsd;
import dev.patchbay.server.setup.AlertConfig;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds what is wrong in what is seen. Pure. One thread. */
final class Causes {
  private final AlertConfig config;
  private final Instant now;
  private final List<Cause> found = new ArrayList<>();

  private Causes(AlertConfig config, Instant now) {
    this.config = config;
    this.now = now;
  }

  /** All that is wrong at this moment. */
  static List<Cause> of(Scene scene, AlertConfig config, Instant now) {
    Causes causes = new Causes(config, now);
    causes.found.addAll(AccountCauses.of(scene.accounts(), config.longCooling(), now));
    scene.budgets().forEach(causes::budget);
    causes.ledger(scene.ledger());
    scene.keys().forEach(causes::key);
    scene.traffic().rates().forEach(causes::rate);
    scene.traffic().unpriced().forEach(causes::unpriced);
    return List.copyOf(causes.found);
  }

  private void budget(Standing standing) {
    long limit = standing.budget().limitPicoUsd();
    // A budget of nothing is somebody's will, and no news.
    double share = limit == 0 ? 0 : (double) standing.spentPicoUsd() / limit;
    if (share < config.budgetShare() && share < 1) {
      return;
    }
    String period = standing.budget().per().word();
    String name = standing.budget().name();
    String spent =
        usd(standing.spentPicoUsd()) + " of " + usd(limit) + " USD per " + period + " are spent";
    found.add(
        Cause.of(
            share < 1 ? Kind.BUDGET_NEAR : Kind.BUDGET_SPENT,
            name + "/" + period,
            "The budget " + name + (share < 1 ? " is nearly used up: " : " is used up: ") + spent,
            standing.renewsAt()));
  }

  private static String usd(long pico) {
    BigDecimal usd = PicoUsd.toUsd(pico);
    return usd.setScale(Math.min(Math.max(usd.scale(), 2), 4), RoundingMode.HALF_UP)
        .toPlainString();
  }

  private void ledger(LedgerHealth ledger) {
    if (ledger.degraded()) {
      String lost = ledger.lost() == 0 ? "" : "; " + ledger.lost() + " were given up before";
      found.add(
          Cause.of(
              Kind.LEDGER_DEGRADED,
              "ledger",
              ledger.waiting() + " rows of the ledger wait to be written" + lost));
    }
  }

  private void key(ApiKey key) {
    Instant end = key.expiresAt();
    Duration near = config.keyExpiry();
    if (end == null || !key.enabled() || end.isAfter(now.plus(near))) {
      return;
    }
    String name = "The API key '" + key.name() + "' (" + key.prefix() + "…) ";
    if (end.isAfter(now)) {
      found.add(Cause.of(Kind.KEY_EXPIRING, key.id(), name + "is about to expire", end));
    } else if (end.plus(near).isAfter(now)) {
      found.add(Cause.of(Kind.KEY_EXPIRED, key.id(), name + "has expired"));
    }
  }

  private void rate(Scene.Rate rate) {
    boolean enough = rate.attempts() >= config.minRequests();
    if (enough && rate.failed() >= config.errorRate() * rate.attempts()) {
      String percent = String.format(Locale.ROOT, "%.0f", 100.0 * rate.failed() / rate.attempts());
      found.add(
          Cause.of(
              Kind.ERROR_RATE,
              rate.provider(),
              percent
                  + " % of "
                  + rate.attempts()
                  + " attempts at "
                  + rate.provider()
                  + " failed"));
    }
  }

  private void unpriced(Scene.Unpriced one) {
    found.add(
        Cause.of(
            Kind.UNKNOWN_COST,
            one.provider() + "/" + one.model(),
            "Nobody knows what "
                + one.model()
                + " costs at "
                + one.provider()
                + "; it answered "
                + one.answers()
                + (one.answers() == 1 ? " time" : " times")
                + " lately"));
  }
}
