package dev.patchbay.failure;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds when a limit ends, in whatever place and form an upstream states it. Stateless.
 *
 * <p>Order: subscription windows of Anthropic (their latest counts), then what asks to wait ({@code
 * retry-after}, machine-readable details, text), and last the headers of limits: those name the
 * time until a limit is full again, which is later than when the next request fits.
 */
public final class ResetTimes {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE;
  private static final Pattern WAIT =
      Pattern.compile(
          "(?:try again|retry|resets?|wait)(?: in| after| for)? (" + Spans.SPAN + ")", FLAGS);
  private static final Pattern REGAIN =
      Pattern.compile(
          "regain access on (\\d{4}-\\d{2}-\\d{2})(?:(?: at |T| )(\\d{2}:\\d{2}))?", FLAGS);
  private static final Pattern OF_A_MODEL =
      Pattern.compile(
          "PerModel|on this model|limit reached for (?:model )?\\S+ (?:in|on)\\b|MODEL_CAPACITY",
          FLAGS);
  private static final String CLAUDE = "anthropic-ratelimit-unified-";
  private static final Duration QUOTA_OF_A_MINUTE = Duration.ofMinutes(1);

  /**
   * When a limit ends, as an upstream stated it. Immutable.
   *
   * @param after how long from now; above zero, at most 24 h
   * @param scope what the limit stands for
   */
  public record Reset(Duration after, LimitScope scope) {
    public Reset {
      if (after.isNegative() || after.isZero()) {
        throw new IllegalArgumentException("after must be above zero: " + after);
      }
    }
  }

  private ResetTimes() {}

  /**
   * When the limit behind a refusal ends; empty if nobody says, or says nonsense: no time ahead, or
   * above a year. More than 24 h are cut to 24 h. Pure; never throws.
   */
  public static Optional<Reset> retryAfter(ErrorSignal signal, Instant now) {
    return windows(signal, now)
        .or(() -> asked(signal, now))
        .or(() -> reset(signal, Windows.limits(signal.headers(), now)))
        .or(() -> quotaOfAMinute(signal));
  }

  /**
   * As {@link #retryAfter}, for a used-up quota: a short delay that stands beside it is not meant.
   */
  static Optional<Reset> quotaReset(ErrorSignal signal, Instant now) {
    Map<String, String> details = signal.details();
    boolean named =
        detail(details, "quotaResetDelay") != null || detail(details, "resetsInSeconds") != null;
    if (signal.protocol().equals("gemini") && !named) {
      return reset(signal, regain(signal.message(), now));
    }
    return retryAfter(signal, now);
  }

  /** What asks to wait, without the headers of limits. */
  static Optional<Reset> asked(ErrorSignal signal, Instant now) {
    Optional<Duration> wait =
        Spans.millis(signal.header("retry-after-ms"))
            .or(() -> Spans.retryAfter(signal.header("retry-after"), now))
            .or(() -> details(signal.details(), now))
            .or(() -> text(signal.message()))
            .or(() -> regain(signal.message(), now));
    return reset(signal, wait);
  }

  /** What a limit stands for, by what the response says of it. */
  static LimitScope scope(ErrorSignal signal) {
    return OF_A_MODEL.matcher(Clues.of(signal).text()).find()
            || "out_of_credits".equals(signal.header(CLAUDE + "overage-disabled-reason"))
        ? LimitScope.ACCOUNT_MODEL
        : LimitScope.ACCOUNT;
  }

  /** True if any header speaks of limits: then the refusal is of more than this one request. */
  static boolean hasLimitHeader(ErrorSignal signal) {
    return signal.headers().keySet().stream()
        .anyMatch(
            n ->
                n.contains("ratelimit") || n.startsWith("retry-after") || n.startsWith("x-codex-"));
  }

  private static Optional<Reset> reset(ErrorSignal signal, Optional<Duration> wait) {
    return wait.map(after -> new Reset(after, scope(signal)));
  }

  private static Optional<Reset> windows(ErrorSignal signal, Instant now) {
    return Windows.rejected(signal.headers(), now);
  }

  private static Optional<Duration> details(Map<String, String> details, Instant now) {
    Function<String, Optional<Duration>> read = name -> Spans.any(detail(details, name), now);
    return read.apply("quotaResetDelay")
        .or(() -> read.apply("quotaResetTimeStamp"))
        .or(() -> read.apply("retryDelay"))
        .or(() -> read.apply("resetsInSeconds"))
        .or(() -> read.apply("resetsAt"))
        .or(() -> read.apply("retryAfter"));
  }

  /**
   * A detail by its name's last word, whatever its case and separators: retry_delay, X.retryDelay.
   */
  private static @Nullable String detail(Map<String, String> details, String name) {
    String plain = plain(name);
    for (Map.Entry<String, String> entry : details.entrySet()) {
      if (plain(entry.getKey().substring(entry.getKey().lastIndexOf('.') + 1)).equals(plain)) {
        return entry.getValue();
      }
    }
    return null;
  }

  private static String plain(String name) {
    return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }

  private static Optional<Duration> text(String message) {
    Matcher wait = WAIT.matcher(FailureTable.bounded(message));
    return wait.find() ? Spans.units(wait.group(1).strip()) : Optional.empty();
  }

  private static Optional<Duration> regain(String message, Instant now) {
    Matcher date = REGAIN.matcher(FailureTable.bounded(message));
    if (!date.find()) {
      return Optional.empty();
    }
    try {
      LocalTime time = date.group(2) == null ? LocalTime.MIDNIGHT : LocalTime.parse(date.group(2));
      Instant at = LocalDate.parse(date.group(1)).atTime(time).toInstant(ZoneOffset.UTC);
      return Spans.until(at, now);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Gemini's quotas of a minute are free again after one, also when no delay is given. */
  private static Optional<Reset> quotaOfAMinute(ErrorSignal signal) {
    boolean minute =
        signal.protocol().equals("gemini") && Clues.of(signal).text().contains("PerMinute");
    return reset(signal, minute ? Optional.of(QUOTA_OF_A_MINUTE) : Optional.empty());
  }
}
