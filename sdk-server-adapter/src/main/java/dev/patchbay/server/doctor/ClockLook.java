package dev.patchbay.server.doctor;

import dev.patchbay.config.ProviderConfig;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.provider.Catalogue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether this machine's clock goes right, by what a provider says the time is. */
final class ClockLook {
  private static final String SUBJECT = "clock";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Of less, neither certificates nor times to come back take harm. */
  private static final Duration FINE = Duration.ofMinutes(1);

  private ClockLook() {}

  /** Nothing if no provider tells the time. */
  static List<Finding> at(RouterConfig config, Clock clock) {
    for (ProviderConfig provider : config.providers()) {
      String url = url(provider);
      Instant theirs = url == null ? null : date(url);
      if (theirs != null) {
        return List.of(judge(Duration.between(theirs, clock.instant()), provider.id()));
      }
    }
    return List.of();
  }

  static Finding judge(Duration ahead, String provider) {
    if (ahead.abs().compareTo(FINE) <= 0) {
      return Finding.ok(SUBJECT, "goes right, by " + provider);
    }
    return Finding.problem(
        SUBJECT,
        "goes "
            + ahead.abs().toSeconds()
            + " s "
            + (ahead.isNegative() ? "slow" : "fast")
            + " by "
            + provider
            + ": set it, best by NTP (timedatectl set-ntp true)");
  }

  private static @Nullable String url(ProviderConfig provider) {
    if (provider.baseUrl() != null) {
      return provider.baseUrl();
    }
    String row = provider.type() == null ? provider.id() : provider.type();
    Optional<String> url =
        Catalogue.load()
            .row(row)
            .flatMap(known -> known.provider().protocols().values().stream().findFirst());
    return url.orElse(null);
  }

  private static @Nullable Instant date(String url) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .timeout(PATIENCE)
              .method("HEAD", HttpRequest.BodyPublishers.noBody())
              .build();
      HttpResponse<Void> answer =
          HttpClient.newBuilder()
              .connectTimeout(PATIENCE)
              .build()
              .send(request, BodyHandlers.discarding());
      String date = answer.headers().firstValue("date").orElse("");
      return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
