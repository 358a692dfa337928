package dev.patchbay.server.jetty;

import dev.patchbay.server.http.Body;
import dev.patchbay.server.http.Fault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.jspecify.annotations.Nullable;

/** The body of a request, read within the limits of length and time. One thread. */
final class RequestBody implements Body {
  /** A body slower than this, in bytes per second, holds a connection and says nothing. */
  private static final int SLOWEST = 1024;

  private final Request request;
  private final long longest;
  private final Duration patience;
  private boolean whole;
  private boolean givenUp;

  RequestBody(Request request, long longest, Duration patience) {
    this.request = request;
    this.longest = longest;
    this.patience = patience;
  }

  @Override
  public byte[] read() throws IOException {
    String coding = coding();
    if (request.getLength() > longest) {
      throw tooLong();
    }
    byte[] bytes = raw();
    return coding.equals("gzip") ? unzip(bytes) : bytes;
  }

  /** Whether nothing of it is left on the connection. Doesn't wait. */
  boolean isRead() {
    if (!whole && request.getLength() <= 0) {
      Content.Chunk chunk = request.read();
      whole = chunk != null && chunk.isLast() && !chunk.hasRemaining();
      if (chunk != null) {
        chunk.release();
      }
    }
    return whole;
  }

  /** Takes what is left and forgets it, so that a client that still sends reads its answer. */
  void drop(Duration most) throws IOException {
    long end = System.nanoTime() + most.toNanos();
    while (!whole && !givenUp && System.nanoTime() < end) {
      Content.Chunk chunk = next(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      if (chunk == null || Content.Chunk.isFailure(chunk)) {
        return;
      }
      whole = chunk.isLast();
      chunk.release();
    }
  }

  private String coding() {
    String named = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
    String coding = named == null ? "" : named.strip().toLowerCase(Locale.ROOT);
    return switch (coding) {
      case "", "identity" -> "";
      case "gzip", "x-gzip" -> "gzip";
      default ->
          throw Fault.of(
                  415,
                  "unsupported_content_encoding",
                  "A body in content-encoding "
                      + (coding.length() > 40 ? coding.substring(0, 40) : coding)
                      + " is not understood; send it plain or in gzip")
              .with("accept-encoding", "gzip");
    };
  }

  private byte[] raw() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) roomAtFirst());
    long began = System.nanoTime();
    while (!whole) {
      Content.Chunk chunk = next(patience);
      if (chunk == null || late(began, bytes.size())) {
        throw Fault.of(
            408, "request_timeout", "The body did not come within " + patience.toSeconds() + " s");
      }
      take(chunk, bytes);
    }
    return bytes.toByteArray();
  }

  /** What is announced, but no more than comes with it in one piece: announcing costs nothing. */
  private long roomAtFirst() {
    return Math.max(32, Math.min(request.getLength(), 16 * 1024));
  }

  private void take(Content.Chunk chunk, ByteArrayOutputStream bytes) throws IOException {
    try {
      if (Content.Chunk.isFailure(chunk)) {
        throw new IOException("The client's body broke off", chunk.getFailure());
      }
      if (bytes.size() + (long) chunk.remaining() > longest) {
        throw tooLong();
      }
      byte[] piece = new byte[chunk.remaining()];
      chunk.getByteBuffer().get(piece);
      bytes.write(piece, 0, piece.length);
      whole = chunk.isLast();
    } finally {
      chunk.release();
    }
  }

  private boolean late(long began, long bytes) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
    return seconds > patience.toSeconds() + bytes / SLOWEST;
  }

  /** What comes next; null if nothing does. */
  private Content.@Nullable Chunk next(Duration wait) throws IOException {
    long end = System.nanoTime() + wait.toNanos();
    Content.Chunk chunk = request.read();
    while (chunk == null) {
      CountDownLatch some = new CountDownLatch(1);
      // Counting down needs no thread of its own: with all of them reading there would be none.
      request.demand(Invocable.from(InvocationType.NON_BLOCKING, some::countDown));
      if (!await(some, end - System.nanoTime())) {
        givenUp = true;
        return null;
      }
      chunk = request.read();
    }
    return chunk;
  }

  private static boolean await(CountDownLatch some, long nanos) throws IOException {
    try {
      return some.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the body was read");
    }
  }

  /** Unpacks no more than may be sent plain: a small body may hold gigabytes. */
  private byte[] unzip(byte[] bytes) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] plain = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, longest + 1));
      if (plain.length > longest) {
        throw tooLong();
      }
      return plain;
    } catch (ZipException | EOFException e) {
      throw Fault.of(400, "invalid_request", "The body is not the gzip it says it is");
    }
  }

  private Fault tooLong() {
    return Fault.of(413, "request_too_large", "The body is longer than " + longest + " bytes");
  }
}
