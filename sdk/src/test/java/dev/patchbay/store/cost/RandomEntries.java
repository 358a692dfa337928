package dev.patchbay.store.cost;

import dev.patchbay.chat.Usage;
import dev.patchbay.cost.LedgerEntry;
import dev.patchbay.cost.LedgerState;
import dev.patchbay.cost.report.CostDimension;
import dev.patchbay.cost.report.CostQuery;
import dev.patchbay.price.Cost;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Entries and questions of every shape, the same for the same seed. One thread. */
final class RandomEntries {
  /** Not a whole hour, and shortly before the end of a month. */
  static final Instant BEGIN = Instant.parse("2026-10-30T21:17:03.123Z");

  private static final Duration TIME = Duration.ofHours(53);
  private static final CostDimension[] DIMENSIONS = CostDimension.values();

  private final SplittableRandom random;

  /** Of the latest request. */
  private Instant begin = BEGIN;

  RandomEntries(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** An attempt that ended, or didn't; its number makes it one of its kind. */
  LedgerEntry next(int number) {
    LedgerState state = LedgerState.values()[random.nextInt(LedgerState.values().length)];
    boolean open = state == LedgerState.OPEN;
    Usage usage = open || chance(10) ? null : usage();
    return new LedgerEntry(
        "req_" + number / 2,
        number % 2 + 1,
        number % 2 == 0 ? (begin = time()) : begin.plusMillis(random.nextLong(7_000_000)),
        "tenant-" + random.nextInt(2),
        one("caller", 3),
        one("key", 2),
        tags(),
        one("talk", 4),
        "provider-" + random.nextInt(3),
        "provider/" + random.nextInt(3),
        "asked-" + random.nextInt(3),
        "served-" + random.nextInt(3),
        chance(50) ? "gemini" : "openai-chat",
        usage,
        usage != null && chance(30),
        usage == null || chance(15) ? null : cost(),
        open ? Duration.ZERO : Duration.ofNanos(random.nextLong(9_999_999_999L)),
        open || chance(40) ? null : Duration.ofNanos(random.nextLong(999_999_999L)),
        state);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** Often on the very edge of an hour. */
  private Instant time() {
    Instant time = BEGIN.plusMillis(random.nextLong(TIME.toMillis()));
    return chance(20) ? Instant.ofEpochSecond(time.getEpochSecond() / 3600 * 3600) : time;
  }

  private @Nullable String one(String name, int most) {
    int number = random.nextInt(most + 1);
    return number == 0 ? null : name + "-" + number;
  }

  private List<String> tags() {
    List<String> tags = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      tags.add("tag " + random.nextInt(4));
    }
    return tags;
  }

  private Usage usage() {
    return new Usage(
        count(),
        count(),
        count(),
        count(),
        count(),
        count(),
        count(),
        count(),
        count(),
        count(),
        chance(20) ? new BigDecimal("0.00012345678901234") : null);
  }

  private @Nullable Long count() {
    return chance(25) ? null : (Long) random.nextLong(100_000);
  }

  private Cost cost() {
    long pico =
        chance(5) ? Long.MAX_VALUE - random.nextInt(9) : random.nextLong(9_000_000_000_000L);
    return chance(20) ? new Cost(pico, Cost.PROVIDER, "") : new Cost(pico, "catalogue", "v1");
  }

  /** A question of any time, filters and groups. */
  CostQuery query() {
    Instant one = time();
    Instant other = time();
    CostQuery.Builder query = CostQuery.builder();
    query.from(chance(30) ? null : one.isBefore(other) ? one : other);
    query.to(chance(30) ? null : one.isBefore(other) ? other : one);
    for (int i = random.nextInt(3); i > 0; i--) {
      filter(query, DIMENSIONS[random.nextInt(DIMENSIONS.length)]);
    }
    CostDimension[] groups = new CostDimension[random.nextInt(4)];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = DIMENSIONS[random.nextInt(DIMENSIONS.length)];
    }
    return query.groupBy(groups).build();
  }

  private void filter(CostQuery.Builder query, CostDimension dimension) {
    if (!dimension.isTime()) {
      LedgerEntry like = next(random.nextInt(200));
      LedgerEntry or = next(random.nextInt(200));
      query.where(dimension, dimension.of(like).get(0), dimension.of(or).get(0));
    }
  }
}
