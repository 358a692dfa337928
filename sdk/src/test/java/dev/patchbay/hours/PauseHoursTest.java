package dev.patchbay.hours;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In November 2026 the 2nd, 9th, 16th and 23rd are Mondays. */
class PauseHoursTest {
  @ParameterizedTest
  @CsvSource({
    // in, before, at the first minute, at the end
    "13:00-19:00, 2026-11-18T13:00:00Z, 2026-11-18T19:00:00Z",
    "13:00-19:00, 2026-11-18T12:59:59Z, -",
    "13:00-19:00, 2026-11-18T18:59:59Z, 2026-11-18T19:00:00Z",
    "13:00-19:00, 2026-11-18T19:00:00Z, -",
    // days
    "mon-fri 13:00-19:00, 2026-11-20T14:00:00Z, 2026-11-20T19:00:00Z",
    "mon-fri 13:00-19:00, 2026-11-21T14:00:00Z, -",
    "MON Wed 13:00-19:00, 2026-11-18T14:00:00Z, 2026-11-18T19:00:00Z",
    "mon wed 13:00-19:00, 2026-11-17T14:00:00Z, -",
    "fri-mon 13:00-19:00, 2026-11-22T14:00:00Z, 2026-11-22T19:00:00Z",
    "fri-mon 13:00-19:00, 2026-11-24T14:00:00Z, -",
    // over midnight: of the day it begins on
    "fri 22:00-06:00, 2026-11-20T23:00:00Z, 2026-11-21T06:00:00Z",
    "fri 22:00-06:00, 2026-11-21T05:00:00Z, 2026-11-21T06:00:00Z",
    "fri 22:00-06:00, 2026-11-20T05:00:00Z, -",
    "fri 22:00-06:00, 2026-11-21T23:00:00Z, -",
    // the week's end, and whole days; what adjoins is one rest
    "sun 22:00-06:00, 2026-11-23T05:00:00Z, 2026-11-23T06:00:00Z",
    "sat-sun 00:00-24:00, 2026-11-21T12:00:00Z, 2026-11-23T00:00:00Z",
    "'mon 20:00-24:00, tue 00:00-08:00', 2026-11-16T21:00:00Z, 2026-11-17T08:00:00Z",
    "'mon 20:00-23:00, mon 10:00-21:00', 2026-11-16T11:00:00Z, 2026-11-16T23:00:00Z",
    // other clocks: the day is that of the place
    "mon-fri 14:00-18:00 Asia/Singapore, 2026-11-18T07:00:00Z, 2026-11-18T10:00:00Z",
    "mon-fri 14:00-18:00 +08:00, 2026-11-18T10:00:00Z, -",
    "mon-fri 06:00-09:00 Asia/Singapore, 2026-11-22T22:30:00Z, 2026-11-23T01:00:00Z",
    "mon-fri 06:00-09:00 Asia/Singapore, 2026-11-20T22:30:00Z, -",
    // summer time: 14:00 in Berlin is 12:00 UTC in summer, 13:00 in winter
    "14:00-15:00 Europe/Berlin, 2026-07-15T12:30:00Z, 2026-07-15T13:00:00Z",
    "14:00-15:00 Europe/Berlin, 2026-11-18T12:30:00Z, -",
    // 2026-03-29: 02:00 becomes 03:00 in Berlin, at 01:00 UTC
    "02:30-05:00 Europe/Berlin, 2026-03-29T00:59:00Z, -",
    "02:30-05:00 Europe/Berlin, 2026-03-29T01:00:00Z, 2026-03-29T03:00:00Z",
    "01:00-02:30 Europe/Berlin, 2026-03-29T00:30:00Z, 2026-03-29T01:00:00Z",
    "02:10-02:50 Europe/Berlin, 2026-03-29T01:00:00Z, -",
    "22:00-06:00 Europe/Berlin, 2026-03-28T22:00:00Z, 2026-03-29T04:00:00Z",
    // 2026-10-25: 03:00 becomes 02:00 in Berlin, at 01:00 UTC; 02:30 comes twice
    "02:30-05:00 Europe/Berlin, 2026-10-25T00:30:00Z, 2026-10-25T04:00:00Z",
    "01:00-02:30 Europe/Berlin, 2026-10-25T01:15:00Z, 2026-10-25T01:30:00Z",
    "22:00-06:00 Europe/Berlin, 2026-10-25T00:00:00Z, 2026-10-25T05:00:00Z",
    // Samoa went over the date line: there was no 30 December 2011
    "12:00-13:00 Pacific/Apia, 2011-12-30T22:30:00Z, 2011-12-30T23:00:00Z",
  })
  void restsFromTheFirstMinuteUntilTheLast(String hours, String now, String until) {
    Optional<Instant> found = PauseHours.of(hours).until(Instant.parse(now));
    assertEquals(until.equals("-") ? Optional.empty() : Optional.of(Instant.parse(until)), found);
  }

  @ParameterizedTest
  @CsvSource({
    "MON-FRI 9:00-17:30, mon-fri 09:00-17:30 UTC",
    "sat  sun 00:00-24:00 Europe/Berlin, sat sun 00:00-24:00 Europe/Berlin",
    "22:00-06:00 UTC, 22:00-06:00 UTC",
    "22:00-0:00 Z, 22:00-24:00 UTC",
    "22:00-06:00 +08:00, 22:00-06:00 +08:00",
  })
  void areShownAsTheyAreRead(String hours, String words) {
    assertEquals(List.of(words), PauseHours.of(hours).words());
    assertEquals(PauseHours.of(words), PauseHours.of(hours));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mon-fri | names no hours",
        "'' | has no days in ''",
        "13:00 | has no days in '13:00'",
        "mon-fry 13:00-19:00 | has no days in 'mon-fry'",
        "weekdays 13:00-19:00 | has no days in 'weekdays'",
        "mon-fri 13-19 | has no days in '13-19'",
        "13:00-25:00 | has no time of day in '25:00'",
        "24:00-06:00 | has no time of day in '24:00'",
        "13:60-14:00 | has no time of day in '13:60'",
        "13:00-13:00 | ends when it begins; a whole day is 00:00-24:00",
        "13:00-19:00 Berlin | has no time zone in 'Berlin'",
        "13:00-19:00 UTC 14:00-15:00 | goes on after its time zone",
        "'mon 13:00-19:00,' | has no days in ''",
      })
  void whatIsNotUnderstoodIsSaid(String hours, String fault) {
    IllegalArgumentException told =
        assertThrows(IllegalArgumentException.class, () -> PauseHours.of(hours));
    assertTrue(told.getMessage().startsWith("pause-hours: '"), told.getMessage());
    assertTrue(told.getMessage().contains(fault), told.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00:00-24:00",
        "mon-sun 00:00-24:00 Europe/Berlin",
        "06:00-22:00, 22:00-06:00",
        "mon-sat 00:00-24:00, sat 20:00-06:00, sun 06:00-24:00",
      })
  void aWholeWeekIsRefused(String hours) {
    IllegalArgumentException told =
        assertThrows(IllegalArgumentException.class, () -> PauseHours.of(hours));
    assertTrue(told.getMessage().contains("no minute of the week"), told.getMessage());
  }

  @Test
  void aWeekButForAMinuteIsTakenAndSearchedToItsEnd() {
    PauseHours hours = PauseHours.of("mon-sat 00:00-24:00", "sun 00:00-23:59");
    assertEquals(
        Optional.of(Instant.parse("2026-11-22T23:59:00Z")),
        hours.until(Instant.parse("2026-11-16T00:00:00Z")));
  }

  @Test
  void whatHasNoEndInTwoZonesTogetherIsNotSearchedForEver() {
    PauseHours hours = PauseHours.of("00:00-12:00 UTC", "12:00-24:00 Europe/London");
    assertTrue(hours.until(Instant.parse("2026-11-16T00:00:00Z")).isPresent());
  }

  @Test
  void noHoursRestNever() {
    assertEquals(Optional.empty(), PauseHours.NONE.until(Instant.EPOCH));
    assertEquals(PauseHours.NONE, PauseHours.of());
    assertEquals("", PauseHours.NONE.toString());
  }
}
