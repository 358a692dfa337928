package dev.patchbay.failure;

import static dev.patchbay.failure.Said.anthropic;
import static dev.patchbay.failure.Said.gemini;
import static dev.patchbay.failure.Said.openai;
import static dev.patchbay.failure.Said.responses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.failure.ResetTimes.Reset;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResetTimesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T21:00:00Z");
  private static final long EPOCH = NOW.getEpochSecond();

  @ParameterizedTest
  @CsvSource({
    "retry-after, 7, PT7S",
    "retry-after, 0.5, PT0.5S",
    "retry-after, ' 2 ', PT2S",
    "retry-after-ms, 19500, PT19.5S",
    "retry-after-ms, 12.5, PT0.0125S",
    "retry-after, 'Fri, 20 Nov 2026 21:01:00 GMT', PT1M",
    "retry-after, 604800, PT24H",
    "x-ratelimit-reset-requests, 1m30.5s, PT1M30.5S",
    "x-ratelimit-reset-tokens, 6m0s, PT6M",
    "x-ratelimit-reset-tokens, 12ms, PT0.012S",
    "x-ratelimit-reset-tokens, 2h3m4s, PT2H3M4S",
    "x-ratelimit-reset-requests, 2m59.56s, PT2M59.56S",
    "x-ratelimit-reset-requests, 30, PT30S",
    "x-ratelimit-reset, 1795208460, PT1M",
    "x-ratelimit-reset, 1795208460000, PT1M",
    "anthropic-ratelimit-tokens-reset, 2026-11-20T21:00:30Z, PT30S",
    "anthropic-ratelimit-tokens-reset, 2026-11-20T22:00:30+01:00, PT30S"
  })
  void readsEveryFormOfHeader(String name, String value, Duration expected) {
    assertWait(expected, openai(429).header(name, value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-5",
        "0",
        "NaN",
        "Infinity",
        "soon",
        "",
        "1e999",
        "999999999999999999999999",
        "99999999999",
        "Fri, 20 Nov 2020 21:01:00 GMT",
        "Fri, 99 Nov 2026 21:01:00 GMT",
        "5 5",
        "--1",
        "1.2.3"
      })
  void nonsenseIsIgnored(String value) {
    assertEquals(Optional.empty(), wait(openai(429).header("retry-after", value)));
    assertEquals(Optional.empty(), wait(openai(429).header("retry-after-ms", value)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-1m", "1x", "m", "0s", "-3", "1m30", "5 parsecs", "2020-01-01T00:00:00Z"})
  void nonsenseAmongLimitHeadersIsIgnored(String value) {
    assertEquals(Optional.empty(), wait(openai(429).header("x-ratelimit-reset-tokens", value)));
  }

  @Test
  void aGoodHeaderCountsBesideABadOne() {
    assertWait(
        Duration.ofSeconds(7),
        openai(429).header("retry-after-ms", "-1").header("retry-after", "7"));
  }

  @Test
  void retryAfterOutranksTheTimeToAFullRefill() {
    assertWait(
        Duration.ofSeconds(2),
        openai(429).header("retry-after", "2").header("x-ratelimit-reset-tokens", "6m0s"));
  }

  @Test
  void onlyExhaustedDimensionsCount() {
    assertWait(
        Duration.ofSeconds(8),
        openai(429)
            .header("x-ratelimit-remaining-requests", "14370")
            .header("x-ratelimit-reset-requests", "2m59.56s")
            .header("x-ratelimit-remaining-tokens", "0")
            .header("x-ratelimit-reset-tokens", "8s"));
  }

  @Test
  void ofSeveralExhaustedDimensionsTheLatestCounts() {
    assertWait(
        Duration.ofSeconds(30),
        anthropic(429)
            .header("anthropic-ratelimit-requests-remaining", "0")
            .header("anthropic-ratelimit-requests-reset", "2026-11-20T21:00:05Z")
            .header("anthropic-ratelimit-input-tokens-remaining", "0")
            .header("anthropic-ratelimit-input-tokens-reset", "2026-11-20T21:00:30Z")
            .header("anthropic-ratelimit-output-tokens-remaining", "15000")
            .header("anthropic-ratelimit-output-tokens-reset", "2026-11-20T21:59:00Z"));
  }

  @Test
  void ofSeveralRejectedWindowsTheLatestCounts() {
    assertWait(
        Duration.ofSeconds(20_000),
        window("5h", "rejected", 8_000)
            .header("retry-after", "7999")
            .header("anthropic-ratelimit-unified-7d-status", "rejected")
            .header("anthropic-ratelimit-unified-7d-reset", "" + (EPOCH + 20_000)));
  }

  @Test
  void windowsWithoutAnAggregateAreEnough() {
    assertWait(Duration.ofSeconds(8_000), window("5h", "rejected", 8_000));
  }

  @Test
  void theAggregateAloneIsEnough() {
    assertWait(
        Duration.ofSeconds(90),
        anthropic(429)
            .header("anthropic-ratelimit-unified-status", "rejected")
            .header("anthropic-ratelimit-unified-reset", "" + (EPOCH + 90)));
  }

  @Test
  void anAllowedWindowAndARefusedOverageEndNothing() {
    Said said =
        window("7d", "allowed", 20_000)
            .header("anthropic-ratelimit-unified-overage-status", "rejected")
            .header("anthropic-ratelimit-unified-overage-reset", "" + (EPOCH + 5_000))
            .header("anthropic-ratelimit-unified-fallback-percentage", "0.5")
            .header("retry-after", "40");
    assertWait(Duration.ofSeconds(40), said);
  }

  @Test
  void aWindowOfOneFamilyOfModelsIsNotTheAccounts() {
    assertEquals(
        LimitScope.ACCOUNT_MODEL,
        ResetTimes.retryAfter(window("7d_opus", "rejected", 60).signal(), NOW)
            .orElseThrow()
            .scope());
    assertEquals(
        LimitScope.ACCOUNT,
        ResetTimes.retryAfter(window("7d", "rejected", 60).signal(), NOW).orElseThrow().scope());
  }

  @Test
  void aSubscriptionsFixtureWaitsForItsFiveHourWindow() {
    assertWait(
        Duration.ofSeconds(8_000),
        window("5h", "rejected", 8_000)
            .header("retry-after", "7999")
            .header("anthropic-ratelimit-unified-status", "rejected")
            .header("anthropic-ratelimit-unified-reset", "" + (EPOCH + 8_000))
            .header("anthropic-ratelimit-unified-7d-status", "allowed")
            .header("anthropic-ratelimit-unified-7d-reset", "" + (EPOCH + 400_000)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Please try again in 7.66s. | PT7.66S",
        "Please retry after 7 seconds. | PT7S",
        "Please try again in 1m30.5s | PT1M30.5S",
        "Please retry in 34.074824224s. | PT34.074824224S",
        "Your quota will reset after 13h19m1s. | PT13H19M1S",
        "Try again in 500ms | PT0.5S",
        "try again in 2 minutes, or later | PT2M",
        "Wait for 1 hour 5 min | PT1H5M",
        "You will regain access on 2026-11-21 at 00:00 UTC. | PT3H",
        "You will regain access on 2026-11-21. | PT3H",
        "You will regain access on 2026-12-31 at 00:00 UTC. | PT24H"
      })
  void readsWhatTextSays(String message, Duration expected) {
    assertWait(expected, openai(429).message(message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Please try again later.", "retry after 5 attempts", "regain access on 2026-13-45",
        "regain access on 2020-01-01", "try again in -5s", "We retried 3 times in 4s"
      })
  void textThatSaysNoTimeIsIgnored(String message) {
    assertEquals(Optional.empty(), wait(openai(429).message(message)));
  }

  @ParameterizedTest
  @CsvSource({
    "retryDelay, 34.074824224s, PT34.074824224S",
    "RetryInfo.retryDelay, 612ms, PT0.612S",
    "retry_delay, 0.5s, PT0.5S",
    "quotaResetDelay, 13h19m1.5s, PT13H19M1.5S",
    "quotaResetTimeStamp, 2026-11-20T22:00:00Z, PT1H",
    "resets_in_seconds, 5400, PT1H30M",
    "resets_at, 1795208460, PT1M"
  })
  void readsMachineReadableDetails(String name, String value, Duration expected) {
    assertWait(expected, gemini(429).detail(name, value));
  }

  @Test
  void aUsedUpWindowOfAPlanIsReadFromItsHeaders() {
    assertWait(
        Duration.ofSeconds(5_400),
        responses(429)
            .header("x-codex-primary-used-percent", "100")
            .header("x-codex-primary-reset-after-seconds", "5400")
            .header("x-codex-secondary-used-percent", "37")
            .header("x-codex-secondary-reset-after-seconds", "90000"));
  }

  @Test
  void aQuotaOfAMinuteWithoutADelayIsFreeAfterOne() {
    assertWait(Duration.ofMinutes(1), gemini(429).detail("quotaId", "RequestsPerMinutePerProject"));
  }

  private static Said window(String name, String status, long seconds) {
    return anthropic(429)
        .header("anthropic-ratelimit-unified-" + name + "-status", status)
        .header("anthropic-ratelimit-unified-" + name + "-reset", "" + (EPOCH + seconds));
  }

  private static void assertWait(Duration expected, Said said) {
    assertEquals(Optional.of(expected), wait(said));
  }

  private static Optional<Duration> wait(Said said) {
    return ResetTimes.retryAfter(said.signal(), NOW).map(Reset::after);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "-1",
        "1e400",
        "Infinity",
        "999999999999999999999999",
        "-999999999999999",
        "0",
        ""
      })
  void nonsenseIsNoTimeWhateverTheClockShows(String value) {
    for (Instant now : List.of(Instant.MIN, Instant.MAX, Instant.EPOCH)) {
      for (String header : List.of("retry-after", "retry-after-ms", "x-ratelimit-reset-requests")) {
        ErrorSignal signal =
            new ErrorSignal(
                "openai-chat", 429, null, null, "", Map.of(), Map.of(header, value), true);
        assertEquals(Optional.empty(), ResetTimes.retryAfter(signal, now), header + ' ' + now);
      }
    }
  }

  @Test
  void aMomentIsComparedWithAnyClock() {
    Map<String, String> headers = Map.of("x-ratelimit-reset-requests", "1790000000");
    ErrorSignal signal =
        new ErrorSignal("openai-chat", 429, null, null, "", Map.of(), headers, true);
    assertEquals(Optional.empty(), ResetTimes.retryAfter(signal, Instant.MIN));
    assertEquals(Optional.empty(), ResetTimes.retryAfter(signal, Instant.MAX));
  }
}
