package dev.patchbay.server.setup;

import dev.patchbay.config.Faults;
import dev.patchbay.secret.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code alerts}. One thread. */
final class AlertSection {
  static final List<String> KEYS =
      List.of(
          "window",
          "error-rate",
          "min-requests",
          "budget-share",
          "long-cooling",
          "key-expiry",
          "webhook");

  /** What is counted is kept in memory, in steps of a sixtieth of the window. */
  private static final Duration LONGEST_WINDOW = Duration.ofDays(1);

  private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(10);
  private static final int MOST_REQUESTS = 1_000_000;

  private final SectionValues values;
  private final Faults faults;

  AlertSection(Map<?, ?> values, Faults faults) {
    this.values = new SectionValues("alerts", values, faults);
    this.faults = faults;
  }

  /** The variable of a key, without the prefix. */
  static String variable(String key) {
    return "ALERTS_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  AlertConfig read() {
    values.only(KEYS);
    AlertConfig none = AlertConfig.DEFAULT;
    return new AlertConfig(
        window(none.window()),
        values.share("error-rate", none.errorRate()),
        values.whole("min-requests", none.minRequests(), 1, MOST_REQUESTS),
        values.share("budget-share", none.budgetShare()),
        values.duration("long-cooling", none.longCooling()),
        values.duration("key-expiry", none.keyExpiry()),
        webhook());
  }

  private Duration window(Duration otherwise) {
    Duration window = values.duration("window", otherwise);
    if (window.compareTo(SHORTEST_WINDOW) < 0 || window.compareTo(LONGEST_WINDOW) > 0) {
      faults.wrong("alerts.window", SectionValues.shown(window), "a duration from 10s to 1d");
      return otherwise;
    }
    return window;
  }

  /** Of a wrong one nothing is repeated: it may hold a credential. */
  private @Nullable Secret webhook() {
    String text = values.text("webhook");
    if (text == null) {
      return null;
    }
    if (!isAddress(text)) {
      faults.add("alerts.webhook", "expected an address such as https://example.org/path");
      return null;
    }
    return Secret.of(text);
  }

  private static boolean isAddress(String text) {
    try {
      URI url = new URI(text);
      return url.getHost() != null
          && url.getRawUserInfo() == null
          && ("http".equalsIgnoreCase(url.getScheme())
              || "https".equalsIgnoreCase(url.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
