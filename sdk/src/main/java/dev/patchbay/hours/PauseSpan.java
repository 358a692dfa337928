package dev.patchbay.hours;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hours of some days at which an account rests: {@code mon-fri 13:00-19:00 Asia/Singapore}.
 * Immutable.
 *
 * @param days the days on which it begins
 * @param from the first minute of a day, from 0 to 1439
 * @param to the minute it ends before, from 1 to 1440; up to {@code from}, it is the next day's
 * @param zone whose clock is meant
 * @param words as a person would write it
 */
record PauseSpan(Set<DayOfWeek> days, int from, int to, ZoneId zone, String words) {
  static final int DAY = 24 * 60;
  private static final int WEEK = 7 * DAY;

  private static final String EXPECTED =
      "; expected days (mon-fri, or sat sun; none for every day), hours (13:00-19:00) and a time"
          + " zone (Europe/Berlin; none for UTC)";
  private static final Pattern HOURS = Pattern.compile("(\\d{1,2}):(\\d{2})-(\\d{1,2}):(\\d{2})");
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  PauseSpan {
    days = Set.copyOf(days);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException that says what is wrong with it, to stand behind the text
   */
  static PauseSpan parse(String text) {
    List<String> left = new ArrayList<>(List.of(text.strip().split("\\s+")));
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    List<String> said = new ArrayList<>();
    while (!left.isEmpty() && !HOURS.matcher(left.get(0)).matches()) {
      String word = left.remove(0).toLowerCase(Locale.ROOT);
      addDays(word, days);
      said.add(word);
    }
    if (left.isEmpty()) {
      throw new IllegalArgumentException("names no hours" + EXPECTED);
    }
    Matcher hours = HOURS.matcher(left.remove(0));
    int from = hours.matches() ? minute(hours.group(1), hours.group(2), DAY - 1) : 0;
    int to = minute(hours.group(3), hours.group(4), DAY);
    if (from == to) {
      throw new IllegalArgumentException("ends when it begins; a whole day is 00:00-24:00");
    }
    to = to == 0 ? DAY : to;
    ZoneId zone = left.isEmpty() ? ZoneOffset.UTC : zone(left.remove(0));
    if (!left.isEmpty()) {
      throw new IllegalArgumentException("goes on after its time zone" + EXPECTED);
    }
    said.add(clock(from) + "-" + clock(to));
    said.add(zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId());
    return new PauseSpan(
        days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days,
        from,
        to,
        zone,
        String.join(" ", said));
  }

  private static void addDays(String word, Set<DayOfWeek> days) {
    int dash = word.indexOf('-');
    int first = DAYS.indexOf(dash < 0 ? word : word.substring(0, dash));
    int last = dash < 0 ? first : DAYS.indexOf(word.substring(dash + 1));
    if (first < 0 || last < 0) {
      throw new IllegalArgumentException("has no days in '" + word + "'" + EXPECTED);
    }
    for (int day = first; ; day = (day + 1) % DAYS.size()) {
      days.add(DayOfWeek.of(day + 1));
      if (day == last) {
        return;
      }
    }
  }

  private static int minute(String hour, String minute, int most) {
    int value = Integer.parseInt(hour) * 60 + Integer.parseInt(minute);
    if (Integer.parseInt(minute) > 59 || value > most) {
      throw new IllegalArgumentException(
          "has no time of day in '" + hour + ":" + minute + "'" + EXPECTED);
    }
    return value;
  }

  private static ZoneId zone(String word) {
    try {
      return ZoneId.of(word).normalized();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("has no time zone in '" + word + "'" + EXPECTED, e);
    }
  }

  private static String clock(int minute) {
    return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
  }

  /** When it ends, if it contains this moment; else this moment. */
  Instant until(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    Instant end = now;
    for (LocalDate day : List.of(today.minusDays(1), today)) {
      if (days.contains(day.getDayOfWeek()) && !at(day, from, false).isAfter(now)) {
        Instant one = at(to > from ? day : day.plusDays(1), to, true);
        end = one.isAfter(end) ? one : end;
      }
    }
    return end;
  }

  /**
   * When the clock shows a time: at two moments where it is put back, of which the first begins and
   * the last ends; where it is put forward over the time, at that moment.
   */
  private Instant at(LocalDate day, int minute, boolean last) {
    LocalDateTime time =
        minute == DAY
            ? day.plusDays(1).atStartOfDay()
            : day.atTime(LocalTime.of(minute / 60, minute % 60));
    ZoneRules rules = zone.getRules();
    List<ZoneOffset> offsets = rules.getValidOffsets(time);
    return offsets.isEmpty()
        ? rules.getTransition(time).getInstant()
        : time.toInstant(offsets.get(last ? offsets.size() - 1 : 0));
  }

  /** Marks its minutes in a week. */
  void mark(BitSet week) {
    for (DayOfWeek day : days) {
      int start = (day.getValue() - 1) * DAY + from;
      int end = start - from + (to > from ? to : to + DAY);
      week.set(start, Math.min(end, WEEK));
      week.set(0, Math.max(0, end - WEEK));
    }
  }

  /** Whether a week is marked from its first minute to its last. */
  static boolean isWhole(BitSet week) {
    return week.nextClearBit(0) >= WEEK;
  }
}
