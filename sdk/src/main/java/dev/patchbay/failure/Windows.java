package dev.patchbay.failure;

import dev.patchbay.failure.ResetTimes.Reset;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The headers of limits: each dimension has what remains and when it is full again. Only exhausted
 * dimensions count, and of several the latest: all of them must let the next request through.
 * Stateless.
 */
final class Windows {
  private static final String CLAUDE = "anthropic-ratelimit-unified-";
  private static final Pattern CLAUDE_STATUS =
      Pattern.compile("anthropic-ratelimit-unified-(?:(.+)-)?status");

  /** Which windows stand for one family of models only. */
  private static final Pattern OF_A_MODEL = Pattern.compile("opus|sonnet|haiku");

  private static final Pattern CODEX = Pattern.compile("x-codex-(\\w+)-reset-(?:after-seconds|at)");

  private Windows() {}

  /** The latest end of Anthropic's rejected subscription windows; with or without the aggregate. */
  static Optional<Reset> rejected(Map<String, String> headers, Instant now) {
    return headers.keySet().stream()
        .map(CLAUDE_STATUS::matcher)
        .filter(Matcher::matches)
        .filter(m -> isRejected(m, headers))
        .map(m -> claude(m.group(1) == null ? "" : m.group(1), headers, now))
        .flatMap(Optional::stream)
        .max(Comparator.comparing(Reset::after));
  }

  /** The latest end of the exhausted dimensions of any provider's limit headers. */
  static Optional<Duration> limits(Map<String, String> headers, Instant now) {
    return headers.keySet().stream()
        .filter(name -> !name.startsWith(CLAUDE))
        .filter(name -> exhausted(name, headers))
        .map(name -> Spans.any(headers.get(name), now))
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder());
  }

  /** Overage is what comes after the windows: its refusal alone ends nothing. */
  private static boolean isRejected(Matcher status, Map<String, String> headers) {
    return !Objects.equals(status.group(1), "overage")
        && "rejected".equalsIgnoreCase(headers.get(status.group()));
  }

  private static Optional<Reset> claude(String window, Map<String, String> headers, Instant now) {
    String prefix = window.isEmpty() ? CLAUDE : CLAUDE + window + "-";
    boolean ofModel = OF_A_MODEL.matcher(window).find();
    return Spans.any(headers.get(prefix + "reset"), now)
        .map(after -> new Reset(after, ofModel ? LimitScope.ACCOUNT_MODEL : LimitScope.ACCOUNT));
  }

  private static boolean exhausted(String name, Map<String, String> headers) {
    Matcher codex = CODEX.matcher(name);
    if (codex.matches()) {
      return isFull(headers.get("x-codex-" + codex.group(1) + "-used-percent"));
    }
    if (!name.contains("ratelimit") || !name.matches(".*-reset(-.+)?")) {
      return false;
    }
    // x-ratelimit-reset-tokens and anthropic-ratelimit-tokens-reset: the sibling has the same
    // place.
    String remaining = headers.get(name.replace("-reset", "-remaining"));
    return remaining == null || remaining.strip().matches("-?0(\\.0+)?");
  }

  private static boolean isFull(@Nullable String percent) {
    return percent != null && percent.strip().matches("[1-9]\\d{2,}(\\.\\d+)?");
  }
}
