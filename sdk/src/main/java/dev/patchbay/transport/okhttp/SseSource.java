package dev.patchbay.transport.okhttp;

import java.io.IOException;
import okio.Buffer;
import okio.Source;
import okio.Timeout;

/**
 * What okhttp-sse 5.5.1 cannot read by itself, made readable: a byte order mark is cut off (it
 * would hide the first event), CR and CRLF become LF (an {@code event:} line that ends in CR would
 * fail), a blank line is added at the end (the last event would be lost without one), and an event
 * is refused when it grows too large (it would be buffered without a bound). Comments, which
 * okhttp-sse skips, are counted. One thread.
 */
final class SseSource implements Source {
  /** Most bytes of one event: a large image in base64 fits, a runaway upstream does not. */
  static final long EVENT_LIMIT = 16L << 20;

  private static final int READ_SIZE = 8192;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final Source upstream;
  private final ReadingTimes times;
  private final Buffer raw = new Buffer();
  private final Buffer.UnsafeCursor cursor = new Buffer.UnsafeCursor();

  private long bytes;
  private long comments;
  private int markSeen;
  private boolean afterCr;
  private boolean ended;

  /** Length of the line that runs, without its end; whether it is a comment. */
  private long line;

  private boolean comment;

  /** Bytes since the last blank line, complete comment lines left out: they are not kept. */
  private long event;

  SseSource(Source upstream, ReadingTimes times) {
    this.upstream = upstream;
    this.times = times;
  }

  /** Bytes that came. */
  long bytes() {
    return bytes;
  }

  /** Comment lines that came: keep-alives of the upstream, never output. */
  long comments() {
    return comments;
  }

  @Override
  public long read(Buffer sink, long byteCount) throws IOException {
    long before = sink.size();
    while (sink.size() == before) {
      if (ended) {
        return -1;
      }
      times.waiting();
      long count = upstream.read(raw, READ_SIZE);
      times.received();
      if (count < 0) {
        ended = true;
        sink.writeByte('\n').writeByte('\n');
      } else {
        bytes += count;
        translate(sink);
      }
    }
    return sink.size() - before;
  }

  private void translate(Buffer sink) throws IOException {
    raw.readUnsafe(cursor);
    try {
      while (cursor.next() != -1) {
        translate(cursor.data, cursor.start, cursor.end, sink);
      }
    } finally {
      cursor.close();
    }
    raw.clear();
    if (event + line > EVENT_LIMIT) {
      throw new FrameTooLargeException();
    }
  }

  /** Copies runs of bytes between the places where something is left out or replaced. */
  private void translate(byte[] data, int start, int end, Buffer sink) {
    int from = start + skipMark(data, start, end, sink);
    for (int i = from; i < end; i++) {
      byte b = data[i];
      if (b == '\n') {
        if (afterCr) {
          sink.write(data, from, i - from);
          from = i + 1;
        } else {
          endLine();
        }
        afterCr = false;
      } else if (b == '\r') {
        sink.write(data, from, i - from).writeByte('\n');
        from = i + 1;
        endLine();
        afterCr = true;
      } else {
        comment = line == 0 ? b == ':' : comment;
        line++;
        afterCr = false;
      }
    }
    sink.write(data, from, end - from);
  }

  private void endLine() {
    if (line == 0) {
      event = 0;
    } else if (comment) {
      comments++;
    } else {
      event += line + 1;
    }
    line = 0;
  }

  /** How many bytes of a byte order mark stand here; it may come in pieces. */
  private int skipMark(byte[] data, int start, int end, Buffer sink) {
    int skipped = 0;
    while (markSeen < BYTE_ORDER_MARK.length && start + skipped < end) {
      if (data[start + skipped] != BYTE_ORDER_MARK[markSeen]) {
        // Only what earlier reads held back: the bytes of this one are still to be looked at.
        sink.write(BYTE_ORDER_MARK, 0, markSeen - skipped);
        line += markSeen - skipped;
        markSeen = BYTE_ORDER_MARK.length;
        return 0;
      }
      markSeen++;
      skipped++;
    }
    return skipped;
  }

  @Override
  public Timeout timeout() {
    return upstream.timeout();
  }

  /** Nothing: the reply closes its connection, and knows whether the rest is worth reading off. */
  @Override
  public void close() {}

  /** An event passed {@link #EVENT_LIMIT}. */
  static final class FrameTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    FrameTooLargeException() {
      super("An event of the stream is larger than " + (EVENT_LIMIT >> 20) + " MB");
    }
  }
}
