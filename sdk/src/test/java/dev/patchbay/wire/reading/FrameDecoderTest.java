package dev.patchbay.wire.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.StopReason;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Protocol;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {
  /** Each frame is text, but for {@code stop}. */
  private static final class Plain extends FrameDecoder {
    private final ChoiceEvents choice = answer.choice(0);
    private final List<String> names = new ArrayList<>();
    private String waiting = "";

    Plain() {
      super("p");
    }

    @Override
    protected @Nullable ErrorSignal read(String event, String data) {
      names.add(event);
      if (data.equals("stop")) {
        choice.finish(StopReason.END, null, JsonFields.NONE);
      } else if (data.startsWith("wait")) {
        waiting = data;
      } else {
        choice.current(PartEvents.Kind.TEXT).more(data);
      }
      return null;
    }

    @Override
    protected void readWhole(Block body) {
      read("", body.string("text", ""));
      read("", "stop");
    }

    @Override
    protected void close() {
      choice.current(PartEvents.Kind.TEXT).more(waiting);
    }
  }

  private final List<ChatEvent> events = new ArrayList<>();
  private final Plain decoder = new Plain();

  @Test
  void blankFramesSayNothing() {
    decoder.decode(SseFrame.data("  "), events::add);
    assertEquals(List.of(), events);
    assertEquals(List.of(), decoder.names);
  }

  @Test
  void nothingIsReadAfterTheLastFrame() {
    decoder.decode(SseFrame.data(" [DONE] "), events::add);
    assertTrue(decoder.terminated());
    decoder.decode(SseFrame.data("x"), events::add);
    assertEquals(List.of(), events);
    assertFalse(decoder.finished());
  }

  @Test
  void aFrameWithoutANameHasAnEmptyOne() {
    decoder.decode(SseFrame.data("x"), events::add);
    assertEquals(List.of(""), decoder.names);
  }

  @Test
  void eachFrameTellsWhoeverDecodesIt() {
    List<ChatEvent> later = new ArrayList<>();
    decoder.decode(SseFrame.data("x"), events::add);
    decoder.decode(SseFrame.data("y"), later::add);
    assertEquals(2, events.size());
    assertEquals(List.of(new ChatEvent.TextDelta(0, 0, "y")), later);
  }

  @Test
  void theEndTellsWhatWaitedBeforeItEndsTheParts() {
    decoder.decode(SseFrame.data("x"), event -> {});
    decoder.decode(SseFrame.data("waited"), event -> {});
    decoder.end(events::add);
    assertEquals(
        List.of(new ChatEvent.TextDelta(0, 0, "waited"), new ChatEvent.PartEnd(0, 0)), events);
  }

  @Test
  void aWholeAnswerGoesThroughTheSameReader() {
    Block body = Block.of(RawJson.of("{\"text\":\"hi\"}"), "$", Protocol.OPENAI_CHAT);
    ChatResponse whole = decoder.whole(body);
    assertEquals("hi", whole.text());
    assertEquals(StopReason.END, whole.stopReason());
  }
}
