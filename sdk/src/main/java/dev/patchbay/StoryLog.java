package dev.patchbay;

import dev.patchbay.event.RouteEvent;
import dev.patchbay.event.RouteListener;
import dev.patchbay.secret.Lines;
import dev.patchbay.trace.AttemptRecord;
import dev.patchbay.trace.RouteTrace;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the story of each request in one line: at INFO if it failed over, was answered by another
 * model or failed, at DEBUG otherwise. Names accounts by alias, never a credential. Stateless.
 */
final class StoryLog implements RouteListener {
  private static final Logger LOG = LoggerFactory.getLogger("dev.patchbay.requests");

  @Override
  public void on(RouteEvent event) {
    if (event instanceof RouteEvent.Ended ended) {
      boolean remarkable =
          ended.failure() != null
              || ended.trace().attempts().size() > 1
              || ended.trace().substituted();
      if (remarkable) {
        LOG.info("{}", Lines.one(story(ended)));
      } else if (LOG.isDebugEnabled()) {
        LOG.debug("{}", Lines.one(story(ended)));
      }
    } else if (event instanceof RouteEvent.Cooling cooling) {
      LOG.info(
          "{}{} is out for {}: {}",
          cooling.account(),
          cooling.model() == null ? "" : " " + Lines.one(cooling.model()),
          spoken(cooling.duration()),
          Lines.one(cooling.reason()));
    }
  }

  private static String story(RouteEvent.Ended ended) {
    RouteTrace trace = ended.trace();
    StringBuilder line = new StringBuilder(trace.requestId()).append(' ').append(trace);
    if (ended.failure() != null) {
      line.append("; failed: ").append(ended.failure().kind());
    }
    for (String note : trace.notes()) {
      line.append("; ").append(note);
    }
    return line.append(" in ").append(took(trace.attempts())).append(" ms").toString();
  }

  private static long took(List<AttemptRecord> attempts) {
    return attempts.stream().map(AttemptRecord::duration).mapToLong(Duration::toMillis).sum();
  }

  private static String spoken(Duration duration) {
    long seconds = Math.round(duration.toMillis() / 1000.0);
    return seconds < 120 ? seconds + " s" : Math.round(seconds / 60.0) + " min";
  }
}
