package dev.patchbay.wire.hard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.chat.PartialAnswerException;
import dev.patchbay.chat.StopReason;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.json.JsonFields;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testing.TestRouter;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.transport.okhttp.SseFrames;
import dev.patchbay.wire.StreamDecoder;
import dev.patchbay.wire.StreamEncoder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that hold more than the answer, pause, break off, or are not quite well formed. */
final class StreamsAcrossProtocolsTest {
  private static final ChatEvent START = new ChatEvent.Start("i", Hop.MODEL, null, null);
  private static final ChatEvent HI = new ChatEvent.TextDelta(0, 0, "Hi");

  private static List<ChatEvent> answer() {
    return List.of(
        START,
        HI,
        new ChatEvent.PartEnd(0, 0),
        new ChatEvent.Finish(0, StopReason.END, null, JsonFields.NONE));
  }

  private static SseFrame frame(String json) {
    return SseFrame.data(json.replace('\'', '"'));
  }

  /** The frames of a stream's bytes, as the transport reads them. */
  private static List<SseFrame> frames(String stream) {
    List<SseFrame> frames = new ArrayList<>();
    SseFrames.read(
        new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)),
        frame -> frames.add(frame));
    return frames;
  }

  @ParameterizedTest
  @HardCase(51)
  @EnumSource
  void whatAServerAddsToHideLengthsReachesNoOtherClient(Hop client) {
    StreamDecoder decoder = Hop.CHAT.codec.decodeStream(Hop.CHAT.issuer());
    List<ChatEvent> events = new ArrayList<>();
    decoder.decode(
        frame(
            "{'id':'c','model':'m','obfuscation':'x9Yz','choices':[{'index':0,'delta':"
                + "{'content':'Hi'},'finish_reason':null}]}"),
        events::add);
    decoder.decode(
        frame(
            "{'id':'c','model':'m','obfuscation':'q','choices':[{'index':0,'delta':{},"
                + "'finish_reason':'stop'}]}"),
        events::add);
    decoder.end(events::add);
    List<SseFrame> told = client.frames(events);

    assertEquals("Hi", client.folded(told, client.issuer()).text());
    if (client != Hop.CHAT) {
      assertFalse(told.toString().contains("obfuscation"));
    }
  }

  @ParameterizedTest
  @HardCase(51)
  @EnumSource
  void eventsOfANewKindAreNoReasonToFail(Hop upstream) {
    List<SseFrame> frames = new ArrayList<>(upstream.frames(answer()));
    frames.add(1, new SseFrame("brand.new", "{\"type\":\"brand.new\",\"x\":1}"));

    assertEquals("Hi", upstream.folded(frames, upstream.issuer()).text());
  }

  @ParameterizedTest
  @HardCase(51)
  @EnumSource(names = "CHAT", mode = EnumSource.Mode.EXCLUDE)
  void fieldsOfANewKindAreDeclaredToOtherProtocols(Hop target) {
    ChatRequest request =
        Hop.CHAT.request("{'model':'m','brand_new':1,'messages':[{'role':'user','content':'Hi'}]}");

    assertEquals(List.of("brand-new"), target.sent(request).losses());
    assertFalse(target.sent(request).json().contains("brand_new"));
    assertTrue(Hop.CHAT.sent(request).json().contains("\"brand_new\":1"));
  }

  @Test
  @HardCase(52)
  void aPingOfTheServerSaysNothingAndBreaksNothing() {
    StreamDecoder decoder = Hop.ANTHROPIC.codec.decodeStream(Hop.ANTHROPIC.issuer());
    List<ChatEvent> events = new ArrayList<>();

    assertNull(decoder.decode(new SseFrame("ping", "{\"type\":\"ping\"}"), events::add));
    assertEquals(List.of(), events);
  }

  @ParameterizedTest
  @HardCase(52)
  @EnumSource
  void aClientThatWaitsIsKeptAliveInItsOwnWay(Hop client) {
    StreamEncoder encoder = client.codec.encodeStream(Hop.CLIENT);
    List<SseFrame> frames = new ArrayList<>();
    encoder.heartbeat(frames::add);
    encoder.encode(START, frames::add);
    encoder.encode(HI, frames::add);
    encoder.heartbeat(frames::add);
    answer().subList(2, 4).forEach(event -> encoder.encode(event, frames::add));
    encoder.heartbeat(frames::add);
    encoder.end(frames::add);
    int length = frames.size();
    encoder.heartbeat(frames::add);

    assertEquals(length, frames.size(), "nothing follows the end");
    SseFrame beat =
        client == Hop.ANTHROPIC ? new SseFrame("ping", "{\"type\":\"ping\"}") : SseFrame.COMMENT;
    assertEquals(3, frames.stream().filter(beat::equals).count());
    StringBuilder bytes = new StringBuilder();
    frames.forEach(frame -> bytes.append(frame.lines()));
    List<SseFrame> read = frames(bytes.toString());
    assertEquals(client == Hop.ANTHROPIC ? length : length - 3, read.size());
    assertEquals("Hi", client.folded(read, client.issuer()).text());
  }

  @ParameterizedTest
  @HardCase(53)
  @EnumSource
  void aFailureAfterTheFirstWordIsToldInTheStream(Hop client) {
    StreamEncoder encoder = client.codec.encodeStream(Hop.CLIENT);
    List<SseFrame> frames = new ArrayList<>();
    encoder.encode(START, frames::add);
    encoder.encode(HI, frames::add);
    encoder.fail(
        Failure.of(FailureKind.CUT, FailurePhase.DURING_OUTPUT, "It broke off"), frames::add);

    StreamDecoder decoder = client.codec.decodeStream(client.issuer());
    ErrorSignal error = null;
    for (SseFrame frame : frames) {
      ErrorSignal seen = decoder.decode(frame, event -> {});
      error = error == null ? seen : error;
    }
    assertNotNull(error);
    assertTrue(error.message().contains("It broke off"));
    assertFalse(decoder.finished());
  }

  @Test
  @HardCase(53)
  void anotherProviderAnswersOnlyBeforeTheFirstWord() {
    try (TestRouter test =
        TestRouter.builder()
            .provider(ScriptedProvider.openai("one").script(call -> Reply.reset()))
            .provider(
                ScriptedProvider.anthropic("two")
                    .reply(Reply.text("from two"), Reply.text("never")))
            .build()) {
      try (ChatStream stream = test.router().stream(ChatRequest.of("m", "Tell"))) {
        assertEquals("from two", stream.response().text());
      }
      assertEquals(1, test.provider("two").calls().size());
    }
  }

  @Test
  @HardCase(53)
  void afterTheFirstWordNobodyElseIsAsked() {
    try (TestRouter test =
        TestRouter.builder()
            .provider(ScriptedProvider.openai("one").reply(Reply.text("a b c d").cutAfter(2)))
            .provider(ScriptedProvider.anthropic("two").reply(Reply.text("never")))
            .build()) {
      try (ChatStream stream = test.router().stream(ChatRequest.of("m", "Tell"))) {
        PartialAnswerException cut =
            assertThrows(PartialAnswerException.class, () -> stream.forEach(event -> {}));
        assertFalse(cut.partial().text().isEmpty());
      }
      assertEquals(0, test.provider("two").calls().size());
    }
  }

  @ParameterizedTest
  @HardCase(54)
  @EnumSource
  void whatACancelledAnswerCostIsKnownAsFarAsItWasTold(Hop upstream) {
    List<ChatEvent> told =
        List.of(START, new ChatEvent.UsageReport(dev.patchbay.chat.Usage.of(7, 1)), HI);
    StreamEncoder server = upstream.codec.encodeStream(Hop.CLIENT);
    List<SseFrame> frames = new ArrayList<>();
    told.forEach(event -> server.encode(event, frames::add));
    dev.patchbay.chat.ChatFold fold = new dev.patchbay.chat.ChatFold();
    StreamDecoder decoder = upstream.codec.decodeStream(upstream.issuer());
    frames.forEach(frame -> decoder.decode(frame, fold::add));

    assertFalse(decoder.finished());
    assertEquals("Hi", fold.response().text());
    if (upstream == Hop.ANTHROPIC) {
      assertEquals(7L, fold.response().usage().inputTotal());
    }
  }

  @ParameterizedTest
  @HardCase(55)
  @EnumSource
  void aRequestMayBeginWithAByteOrderMark(Hop client) {
    String message =
        switch (client) {
          case RESPONSES -> "'input':'Hi'";
          case GEMINI -> "'contents':[{'role':'user','parts':[{'text':'Hi'}]}]";
          default -> "'max_tokens':9,'messages':[{'role':'user','content':'Hi'}]";
        };

    ChatRequest request = client.request("\uFEFF{'model':'m'," + message + "}");
    assertEquals("Hi", request.messages().get(0).text());
  }

  @ParameterizedTest
  @HardCase(55)
  @EnumSource(names = {"CHAT", "ANTHROPIC"})
  void ofAFieldSaidTwiceTheLastCounts(Hop client) {
    ChatRequest request =
        client.request(
            "{'model':'first','max_tokens':9,'model':'last','messages':[{'role':'user',"
                + "'content':'Hi'}]}");

    assertEquals("last", request.model());
  }

  @ParameterizedTest
  @HardCase(55)
  @ValueSource(
      strings = {
        "\uFEFFdata: %s\n\ndata: %s\n\ndata: [DONE]\n\n",
        "data: %s\r\n\r\ndata: %s\r\n\r\ndata: [DONE]\r\n\r\n",
        "data:%s\n\ndata:%s\n\ndata:[DONE]\n\n",
        ": hello\n\nid: 1\nretry: 5\ndata: %s\n\n:\n\ndata: %s\n\ndata: [DONE]\n\n",
        "data: %s\rdata:\r\rdata: %s\r\rdata: [DONE]\r\r"
      })
  void aStreamIsReadHoweverItsLinesEnd(String form) {
    String first = "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}";
    String last =
        "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";
    ChatResponse answer = Hop.CHAT.folded(frames(form.formatted(first, last)), Hop.CHAT.issuer());

    assertEquals("Hi", answer.text());
    assertEquals(StopReason.END, answer.choices().get(0).stopReason());
  }
}
