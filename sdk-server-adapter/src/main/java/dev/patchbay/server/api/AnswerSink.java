package dev.patchbay.server.api;

import dev.patchbay.server.http.Outlet;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.WireSink;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer to its client: what the router says, on the thread that runs the call, and
 * between it the pulse, on another; each frame and each beat whole. The lock is held while bytes
 * are written, which may wait for a slow client.
 */
final class AnswerSink implements WireSink {
  private static final String OURS = "x-patchbay-";

  private final Outlet out;
  private final Framing framing;
  private final Map<String, String> early;
  private final Map<String, String> always;
  private final ReentrantLock lock = new ReentrantLock();

  /** What the router gave as the head, until something follows it. */
  private @Nullable Head head;

  private boolean begun;
  private boolean framed;
  private boolean over;
  private volatile long written = System.nanoTime();
  private volatile boolean alive;

  private record Head(int status, Map<String, String> headers) {}

  /**
   * A sink before anything is written.
   *
   * @param early headers of a stream that has to begin before its answer
   * @param always headers of every answer to this call
   */
  AnswerSink(Outlet out, Framing framing, Map<String, String> early, Map<String, String> always) {
    this.out = out;
    this.framing = framing;
    this.early = early;
    this.always = always;
  }

  @Override
  public void head(int status, Map<String, String> headers) throws IOException {
    lock.lock();
    try {
      if (begun) {
        write(framing.comment(who(headers)));
      } else {
        head = new Head(status, headers);
      }
    } finally {
      lock.unlock();
    }
  }

  /** What stood in the head, had it not been sent before anybody answered. */
  private static String who(Map<String, String> headers) {
    StringBuilder text = new StringBuilder("patchbay");
    headers.forEach(
        (name, value) -> {
          if (name.startsWith(OURS)) {
            text.append(' ').append(name.substring(OURS.length())).append('=').append(value);
          }
        });
    return text.toString();
  }

  @Override
  public void frame(SseFrame frame) throws IOException {
    lock.lock();
    try {
      beginStream();
      write(framing.frame(frame, !framed));
      framed = true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void comment(String text) throws IOException {
    lock.lock();
    try {
      beginStream();
      write(framing.comment(text));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void body(byte[] body) throws IOException {
    lock.lock();
    try {
      over = true;
      Head told = head == null ? new Head(200, Map.of()) : head;
      byte[] bytes = told.status() >= 400 ? framing.error(body) : body;
      Map<String, String> headers = new LinkedHashMap<>(told.headers());
      headers.put("content-length", Integer.toString(bytes.length));
      headers.putAll(always);
      out.head(told.status(), headers);
      write(bytes);
    } finally {
      lock.unlock();
    }
  }

  /** Asked before a failure is told: from then on it is told, and nothing else. */
  @Override
  public boolean begun() {
    lock.lock();
    try {
      over = true;
      return begun;
    } finally {
      lock.unlock();
    }
  }

  /** The answer is written. */
  void end() throws IOException {
    lock.lock();
    try {
      over = true;
      if (begun) {
        write(framing.end(framed));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Says that the stream lives, unless something is being written or has just been. */
  void beat(Duration quiet) throws IOException {
    byte[] pulse = framing.pulse();
    if (pulse == null || !lock.tryLock()) {
      return;
    }
    try {
      if (!over && quietFor() >= quiet.toNanos()) {
        beginStream();
        write(pulse);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nanoseconds since something was written; from any thread. */
  long quietFor() {
    return System.nanoTime() - written;
  }

  /** Whether it has begun to be written; from any thread. */
  boolean alive() {
    return alive;
  }

  private void beginStream() throws IOException {
    if (begun) {
      return;
    }
    begun = true;
    Map<String, String> headers = new LinkedHashMap<>(head == null ? early : head.headers());
    headers.put("content-type", framing.contentType());
    headers.put("cache-control", "no-cache");
    // Else proxies such as nginx keep a stream until it is long enough for them.
    headers.put("x-accel-buffering", "no");
    headers.putAll(always);
    out.head(head == null ? 200 : head.status(), headers);
  }

  private void write(byte[] bytes) throws IOException {
    alive = true;
    if (bytes.length > 0) {
      out.write(bytes);
      written = System.nanoTime();
    }
  }
}
