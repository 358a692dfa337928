package dev.patchbay.delivery;

import dev.patchbay.attempt.Outcome;
import dev.patchbay.failure.Failure;
import dev.patchbay.route.Candidate;
import dev.patchbay.secret.Lines;
import dev.patchbay.trace.AttemptRecord;
import dev.patchbay.trace.RouteTrace;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The headers of answers to clients, names in lower case: ours say who answered. Stateless. */
final class AnswerHead {
  private static final String OURS = "x-patchbay-";

  private AnswerHead() {}

  /**
   * Of a stream that begins.
   *
   * @param passed those of the upstream's that may go to the client
   * @param attempts how many have begun
   */
  static Map<String, String> ofStream(
      Map<String, String> passed, String requestId, int attempts, @Nullable Candidate candidate) {
    Map<String, String> head =
        head(passed, "text/event-stream; charset=utf-8", requestId, attempts);
    head.put("cache-control", "no-cache");
    if (candidate != null) {
      who(
          head,
          candidate.target().provider().id(),
          candidate.account().alias(),
          candidate.target().model());
    }
    return head;
  }

  /** Of a whole answer. */
  static Map<String, String> ofWhole(RouteTrace trace, Outcome served) {
    AttemptRecord record = served.record();
    Map<String, String> head =
        head(served.headers(), "application/json", trace.requestId(), trace.attempts().size());
    who(head, record.provider(), record.account(), record.model());
    BigDecimal cost = record.costUsd();
    if (cost != null) {
      put(head, "cost-usd", cost.toPlainString());
    }
    return head;
  }

  /**
   * Of an error.
   *
   * @param own those the protocol's error has
   */
  static Map<String, String> ofError(Map<String, String> own, RouteTrace trace, Failure failure) {
    Map<String, String> head =
        head(own, "application/json", trace.requestId(), trace.attempts().size());
    // Whoever comes again would only multiply the tries that were made.
    head.putIfAbsent("x-should-retry", "false");
    who(head, failure.provider(), failure.account(), failure.model());
    return head;
  }

  /** What is known only at the end of a stream. */
  static String comment(RouteTrace trace) {
    StringBuilder text = new StringBuilder("patchbay attempts=").append(trace.attempts().size());
    trace
        .served()
        .map(AttemptRecord::costUsd)
        .ifPresent(cost -> text.append(" cost-usd=").append(cost.toPlainString()));
    return text.toString();
  }

  private static Map<String, String> head(
      Map<String, String> first, String contentType, String requestId, int attempts) {
    Map<String, String> head = new LinkedHashMap<>(first);
    head.putIfAbsent("content-type", contentType);
    put(head, "request-id", requestId);
    put(head, "attempts", Integer.toString(attempts));
    return head;
  }

  private static void who(
      Map<String, String> head,
      @Nullable String provider,
      @Nullable String account,
      @Nullable String model) {
    put(head, "provider", provider);
    put(head, "account", account);
    put(head, "model", model);
  }

  /** A header holds printable ASCII: a model's name may be anything. */
  private static void put(Map<String, String> head, String name, @Nullable String value) {
    if (value != null) {
      head.put(OURS + name, Lines.one(value).replaceAll("[^ -~]", "?"));
    }
  }
}
