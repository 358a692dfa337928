package dev.patchbay.hours;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hours at which an account rests, week by week: those of a provider's higher prices, or those
 * in which somebody else uses it. Pure: what time it is, is an argument. Immutable.
 */
public final class PauseHours {
  /** Rests at no hour. */
  public static final PauseHours NONE = new PauseHours(List.of());

  /** Who would rest for longer rests for good; nobody need know until when. */
  private static final Duration FAR = Duration.ofDays(8);

  /** More are no week of anybody. */
  private static final int MOST = 100;

  private final List<PauseSpan> spans;

  private PauseHours(List<PauseSpan> spans) {
    this.spans = List.copyOf(spans);
  }

  /**
   * Reads hours such as {@code mon-fri 13:00-19:00 Asia/Singapore} or {@code 22:00-06:00}: days
   * ({@code mon-fri}, {@code sat sun}; every day if none is said), a span of the day that may go
   * over midnight and then belongs to the day it begins on, and a time zone (UTC if none is said).
   * Commas part several in one text.
   *
   * @throws IllegalArgumentException if one isn't understood, or if they leave no minute of a week
   */
  public static PauseHours of(String... texts) {
    List<PauseSpan> spans = new ArrayList<>();
    for (String text : texts) {
      for (String one : split(text)) {
        try {
          spans.add(PauseSpan.parse(one));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException("pause-hours: '" + one + "' " + e.getMessage(), e);
        }
      }
    }
    PauseHours hours = new PauseHours(spans);
    hours
        .fault()
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException("pause-hours: " + fault);
            });
    return hours;
  }

  /** What is wrong with a text, to stand behind it; empty if nothing. */
  public static Optional<String> fault(String text) {
    try {
      split(text).forEach(PauseSpan::parse);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** What is wrong with texts that are right one by one; empty if nothing. */
  public static Optional<String> fault(List<String> texts) {
    List<PauseSpan> spans = new ArrayList<>();
    texts.forEach(text -> split(text).forEach(one -> spans.add(PauseSpan.parse(one))));
    return new PauseHours(spans).fault();
  }

  private static List<String> split(String text) {
    List<String> all = new ArrayList<>();
    for (String one : text.split(",", -1)) {
      all.add(one.strip());
    }
    return all;
  }

  private Optional<String> fault() {
    Map<ZoneId, BitSet> weeks = new HashMap<>();
    spans.forEach(span -> span.mark(weeks.computeIfAbsent(span.zone(), zone -> new BitSet())));
    if (spans.size() > MOST) {
      return Optional.of("more than " + MOST + " spans");
    }
    return weeks.values().stream().anyMatch(PauseSpan::isWhole)
        ? Optional.of("leaves no minute of the week; pause the account instead")
        : Optional.empty();
  }

  /** Until when it rests; empty if it doesn't rest now. Spans that adjoin are one rest. */
  public Optional<Instant> until(Instant now) {
    Instant end = now;
    for (boolean grown = !spans.isEmpty(); grown && end.isBefore(now.plus(FAR)); ) {
      Instant before = end;
      for (PauseSpan span : spans) {
        end = span.until(end);
      }
      grown = end.isAfter(before);
    }
    return end.equals(now) ? Optional.empty() : Optional.of(end);
  }

  /** Each span as {@link #of} reads it. */
  public List<String> words() {
    return spans.stream().map(PauseSpan::words).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PauseHours hours && hours.spans.equals(spans);
  }

  @Override
  public int hashCode() {
    return spans.hashCode();
  }

  /** As a person would write it; empty for none. */
  @Override
  public String toString() {
    return String.join(", ", words());
  }
}
