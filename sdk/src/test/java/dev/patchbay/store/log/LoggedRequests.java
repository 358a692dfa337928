package dev.patchbay.store.log;

import dev.patchbay.chat.Usage;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.log.RequestOrigin;
import dev.patchbay.log.RequestRecord;
import dev.patchbay.log.RequestTiming;
import dev.patchbay.trace.AttemptRecord;
import dev.patchbay.trace.DropRecord;
import dev.patchbay.trace.RouteTrace;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Requests to be logged: plain ones, and as wild as a seed makes them. */
final class LoggedRequests {
  static final Instant NOON = Instant.parse("2026-05-03T12:00:00Z");

  private static final FailureKind[] KINDS = {
    FailureKind.RATE_LIMITED, FailureKind.SERVER_ERROR, FailureKind.NO_ROUTE, FailureKind.CANCELLED
  };

  private LoggedRequests() {}

  /** A request served at once by {@code one/main}, so many seconds after noon. */
  static RequestRecord served(String id, long second) {
    Instant at = NOON.plusSeconds(second);
    return new RequestRecord(
        id,
        at,
        new RequestOrigin("openai-chat", "local", "app", "key-1", "talk", List.of("a", "b\"c")),
        true,
        null,
        null,
        new RequestTiming(Duration.ofMillis(900), Duration.ofMillis(120), Duration.ofNanos(85_000)),
        new Usage(
            100L, 40L, 10L, null, 2L, 50L, 20L, null, null, 1L, new BigDecimal("0.000000000001")),
        trace(id, List.of(attempt(1, "one", "m", at, null, new BigDecimal("0.0012"))), false));
  }

  static RequestRecord failed(String id, long second, FailureKind kind) {
    return new RequestRecord(
        id,
        NOON.plusSeconds(second),
        new RequestOrigin(RequestOrigin.TYPED, "other", null, null, null, List.of()),
        false,
        kind,
        "It did not work",
        new RequestTiming(Duration.ofMillis(3), null, Duration.ofMillis(3)),
        null,
        trace(id, List.of(), false));
  }

  static RouteTrace trace(String id, List<AttemptRecord> attempts, boolean substituted) {
    return new RouteTrace(
        id,
        "asked",
        attempts,
        List.of(
            new DropRecord("two", "two/main", "m", "COOLING", "until later", NOON.plusNanos(1)),
            new DropRecord("three", null, null, "OFF", "", null)),
        substituted,
        List.of("a note"),
        List.of("stop: left out"));
  }

  static AttemptRecord attempt(
      int number, String provider, String model, Instant at, FailureKind kind, BigDecimal cost) {
    return new AttemptRecord(
        number,
        provider,
        provider + "/main",
        model,
        "openai-chat",
        at,
        Duration.ofNanos(123_456_789),
        kind == null ? Duration.ofMillis(120) : null,
        kind == null
            ? null
            : Failure.builder(kind, FailurePhase.BEFORE_OUTPUT, "no \u2028 \uD83D\uDE00 \u0000")
                .status(429)
                .type("t")
                .code("c")
                .retryAfter(Duration.ofSeconds(7))
                .at(provider, provider + "/main", model)
                .requestId("up-1")
                .body("{\"error\":1}")
                .build(),
        cost);
  }

  /** Any request, over three days. */
  static RequestRecord wild(int number, SplittableRandom random) {
    String id = String.format("req_%08d", number);
    Instant at = NOON.plusMillis(random.nextLong(3 * 86_400_000L));
    boolean served = random.nextInt(4) > 0;
    List<AttemptRecord> attempts = new ArrayList<>();
    int failing = served ? random.nextInt(3) : random.nextInt(4);
    for (int i = 0; i < failing; i++) {
      attempts.add(attempt(i + 1, provider(random), model(random), at, kind(random), cost(random)));
    }
    if (served) {
      attempts.add(attempt(failing + 1, provider(random), model(random), at, null, cost(random)));
    }
    return new RequestRecord(
        id,
        at,
        new RequestOrigin(
            random.nextBoolean() ? RequestOrigin.TYPED : "gemini",
            "tenant-" + random.nextInt(2),
            random.nextBoolean() ? null : "caller",
            random.nextInt(3) == 0 ? null : "key-" + random.nextInt(3),
            random.nextBoolean() ? null : "talk",
            random.nextBoolean() ? List.of() : List.of("tag-" + random.nextInt(3), "x")),
        random.nextBoolean(),
        served ? null : kind(random),
        served ? null : "no",
        new RequestTiming(
            Duration.ofNanos(1000 * random.nextLong(20)),
            random.nextInt(3) == 0 ? null : Duration.ofNanos(1000 * random.nextLong(9)),
            Duration.ofNanos(1000 * random.nextLong(9))),
        random.nextInt(4) == 0 ? null : usage(random),
        trace(id, attempts, random.nextBoolean()));
  }

  private static String provider(SplittableRandom random) {
    return List.of("one", "two", "\u00e9-B", "Three").get(random.nextInt(4));
  }

  private static String model(SplittableRandom random) {
    return List.of("m", "M", "asked").get(random.nextInt(3));
  }

  private static FailureKind kind(SplittableRandom random) {
    return KINDS[random.nextInt(KINDS.length)];
  }

  private static BigDecimal cost(SplittableRandom random) {
    return random.nextInt(5) == 0 ? null : BigDecimal.valueOf(random.nextLong(1_000_000), 12);
  }

  private static Usage usage(SplittableRandom random) {
    return new Usage(
        random.nextLong(1000),
        random.nextBoolean() ? null : (Long) random.nextLong(100),
        random.nextBoolean() ? null : (Long) random.nextLong(100),
        null,
        random.nextBoolean() ? null : (Long) random.nextLong(100),
        random.nextLong(1000),
        random.nextBoolean() ? null : (Long) random.nextLong(100),
        null,
        null,
        null,
        null);
  }
}
