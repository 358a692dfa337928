package dev.patchbay.server.monitor;

import dev.patchbay.Requests;
import dev.patchbay.log.RequestTail;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Outlet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stream of one who watches. Who goes on after a cut is first told what was missed, from the
 * log, while what happens meanwhile waits; a request that is in both is told once. One thread
 * writes; {@link #cancel} may come from any.
 */
final class FeedAnswer implements Answer.Live {
  /** How many missed requests are read at a time. */
  static final int MISSED_AT_ONCE = 100;

  private static final long HEARTBEAT_MILLIS = Duration.ofSeconds(15).toMillis();

  /** As many as can wait to be told twice. */
  private static final int MOST_TOLD = Viewer.ROOM;

  private final Feed feed;
  private final Requests requests;
  private final Viewer viewer = new Viewer();
  private final Deque<String> order = new ArrayDeque<>();
  private final Set<String> told = new HashSet<>();
  private @Nullable RequestTail missed;

  /**
   * A stream.
   *
   * @param missed the first of what was missed; null to begin now
   */
  FeedAnswer(Feed feed, Requests requests, @Nullable RequestTail missed) {
    this.feed = feed;
    this.requests = requests;
    this.missed = missed;
  }

  @Override
  public void writeTo(Outlet out) throws IOException {
    String now = feed.join(viewer);
    try {
      out.head(200, FeedRoute.HEADERS);
      RequestTail first = missed;
      missed = null;
      write(out, List.of(hello(first == null ? now : null)));
      if (first != null) {
        catchUp(out, first);
      }
      while (!viewer.isGone()) {
        write(out, viewer.take(HEARTBEAT_MILLIS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      feed.leave(viewer);
    }
  }

  private static Frame hello(@Nullable String cursor) {
    return Frame.of(
        "hello",
        "",
        cursor,
        json -> Say.number(json, "heartbeat_seconds", HEARTBEAT_MILLIS / 1000));
  }

  private void catchUp(Outlet out, RequestTail first) throws IOException {
    RequestTail tail = first;
    // The log is looked at once more however little was missed: what ended after the first look and
    // before this joined is in no event.
    do {
      List<Frame> frames = EventView.of(tail);
      write(out, frames);
      frames.forEach(frame -> remember(frame.request()));
      tail = requests.follow(tail.cursor(), MISSED_AT_ONCE);
    } while (!tail.requests().isEmpty() && !viewer.isGone());
  }

  private void remember(String request) {
    if (told.add(request)) {
      order.add(request);
    }
    if (order.size() > MOST_TOLD) {
      told.remove(order.remove());
    }
  }

  private void write(Outlet out, List<Frame> frames) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Frame frame : frames) {
      if (frame.request().isEmpty() || !told.contains(frame.request())) {
        bytes.writeBytes(frame.bytes());
      }
    }
    if (bytes.size() > 0) {
      out.write(bytes.toByteArray());
    }
  }

  @Override
  public void cancel() {
    viewer.leave();
  }
}
