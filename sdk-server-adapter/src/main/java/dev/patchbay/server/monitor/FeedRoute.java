package dev.patchbay.server.monitor;

import dev.patchbay.Requests;
import dev.patchbay.log.RequestTail;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Fault;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens, live: server-sent events. Thread-safe. */
final class FeedRoute {
  /** Not to be kept, and not to be held back by a proxy. */
  static final Map<String, String> HEADERS =
      Map.of(
          "content-type", "text/event-stream",
          "cache-control", "no-store",
          "x-accel-buffering", "no");

  private final Feed feed;
  private final Requests requests;

  FeedRoute(Feed feed, Requests requests) {
    this.feed = feed;
    this.requests = requests;
  }

  /** From now on, or from where a stream before was cut. */
  Answer answer(Call call) {
    Ask.only(call, Set.of("after"));
    feed.refuseFull();
    String after = call.query("after") == null ? call.header("last-event-id") : call.query("after");
    RequestTail missed = after == null ? null : missed(after);
    return call.method().equals("HEAD")
        ? new Answer.Whole(200, HEADERS, new byte[0])
        : new FeedAnswer(feed, requests, missed);
  }

  private @Nullable RequestTail missed(String after) {
    try {
      return requests.follow(after, FeedAnswer.MISSED_AT_ONCE);
    } catch (IllegalArgumentException e) {
      throw Fault.invalid("after", "after must be the id of an event of this stream");
    }
  }
}
