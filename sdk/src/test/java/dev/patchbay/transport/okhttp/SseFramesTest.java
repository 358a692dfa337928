package dev.patchbay.transport.okhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.transport.SseFrame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseFramesTest {
  private static final List<SseFrame> TWO =
      List.of(new SseFrame("first", "{\"a\":1}"), new SseFrame(null, "b\nc"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event: first\ndata: {\"a\":1}\n\ndata: b\ndata: c\n\n",
        "event: first\r\ndata: {\"a\":1}\r\n\r\ndata: b\r\ndata: c\r\n\r\n",
        "event: first\rdata: {\"a\":1}\r\rdata: b\rdata: c\r\r",
        "event:first\ndata:{\"a\":1}\n\ndata:b\ndata:c\n\n",
        "\uFEFFevent: first\ndata: {\"a\":1}\n\ndata: b\ndata: c\n\n",
        "event: first\ndata: {\"a\":1}\n\ndata: b\ndata: c\n",
        "event: first\ndata: {\"a\":1}\n\ndata: b\ndata: c",
        ": hello\n\nevent: first\n: ping\ndata: {\"a\":1}\nid: 7\nretry: 10\nx: y\n\n\n\ndata: b\ndata: c\n\n",
      })
  void readsFramesInEveryPermittedForm(String stream) {
    assertEquals(TWO, read(new ByteArrayInputStream(utf8(stream))));
    assertEquals(TWO, read(byteByByte(utf8(stream))));
  }

  @Test
  void keepsTextWhoseLettersAreSplitBetweenReads() {
    assertEquals(List.of(SseFrame.data("é€😀")), read(byteByByte(utf8("data: é€😀\n\n"))));
  }

  @Test
  void doesNotTakeAnUnfinishedByteOrderMarkForOne() throws IOException {
    Buffer source = new Buffer().writeByte(0xEF).writeByte(0xBB).writeUtf8("x\ndata: a\n\n");
    assertEquals(List.of(SseFrame.data("a")), read(source.inputStream()));
    SseSource same = new SseSource(new Buffer().writeByte(0xEF).writeByte('y'), ReadingTimes.NONE);
    Buffer out = new Buffer();
    same.read(out, 10);
    assertEquals(2, out.size());
    assertEquals((byte) 0xEF, out.getByte(0));
  }

  @Test
  void givesAnEmptyFrameForAnEmptyDataLine() {
    assertEquals(List.of(SseFrame.data("")), read(new ByteArrayInputStream(utf8("data:\n\n"))));
  }

  @Test
  void countsCommentsAndHandsNoneOut() throws IOException {
    SseSource source =
        new SseSource(new Buffer().writeUtf8(": a\n\n:b\r\ndata: x\n\n:\n"), ReadingTimes.NONE);
    List<SseFrame> frames = new ArrayList<>();
    SseFrames.read(source, frames::add);
    assertEquals(List.of(SseFrame.data("x")), frames);
    assertEquals(3, source.comments());
  }

  @Test
  void stopsAtOnceWhenTheSinkHasHadEnough() {
    List<SseFrame> frames = new ArrayList<>();
    InputStream three = new ByteArrayInputStream(utf8("data: a\n\ndata: b\n\ndata: c\n\n"));
    boolean ended =
        SseFrames.read(
            three,
            frame -> {
              frames.add(frame);
              return frames.size() < 2;
            });
    assertFalse(ended);
    assertEquals(2, frames.size());
  }

  @Test
  void tellsThatTheStreamEndedByItself() {
    assertTrue(SseFrames.read(new ByteArrayInputStream(utf8("data: a\n\n")), frame -> true));
  }

  @Test
  void throwsTheSinksOwnException() {
    IllegalStateException mine = new IllegalStateException("mine");
    assertSame(mine, assertThrows(IllegalStateException.class, () -> readInto(mine)));
  }

  @Test
  void throwsTheSinksOwnError() {
    StackOverflowError mine = new StackOverflowError();
    assertSame(mine, assertThrows(StackOverflowError.class, () -> readInto(mine)));
  }

  @Test
  void refusesAnEventLargerThanItsBound() {
    UncheckedIOException refused =
        assertThrows(
            UncheckedIOException.class,
            () -> SseFrames.read(endless("data: ", 'a'), frame -> true));
    assertInstanceOf(SseSource.FrameTooLargeException.class, refused.getCause());
  }

  @Test
  void refusesAnEventOfEndlesslyManyLines() {
    assertThrows(
        UncheckedIOException.class,
        () -> SseFrames.read(repeated("data: abc\n", 4_000_000), frame -> true));
  }

  @Test
  void readsAnEventJustBelowItsBound() {
    int size = (int) SseSource.EVENT_LIMIT - 16;
    List<SseFrame> frames =
        read(new ByteArrayInputStream(utf8("data: " + "a".repeat(size) + "\n\n")));
    assertEquals(size, frames.get(0).data().length());
  }

  @Test
  void doesNotMindEndlesslyManyComments() {
    assertTrue(SseFrames.read(repeated(": keep-alive\n", 4_000_000), frame -> true));
  }

  private static void readInto(Throwable thrown) {
    SseFrames.read(
        new ByteArrayInputStream(utf8("data: a\n\ndata: b\n\n")),
        frame -> {
          if (thrown instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) thrown;
        });
  }

  private static List<SseFrame> read(InputStream stream) {
    List<SseFrame> frames = new ArrayList<>();
    SseFrames.read(stream, frames::add);
    return frames;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static InputStream byteByByte(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(1, length));
      }
    };
  }

  private static InputStream endless(String head, char filler) {
    return new InputStream() {
      private int position;

      @Override
      public int read() {
        return position < head.length() ? head.charAt(position++) : filler;
      }
    };
  }

  private static InputStream repeated(String line, int times) {
    return new InputStream() {
      private long position;

      @Override
      public int read() {
        return position == (long) line.length() * times
            ? -1
            : line.charAt((int) (position++ % line.length()));
      }
    };
  }
}
