package dev.patchbay.scenario;

import dev.patchbay.Router;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatFold;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.PartialAnswerException;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.failure.FailureTable;
import dev.patchbay.scenario.Scene.Style;
import dev.patchbay.testserver.WireTape;
import dev.patchbay.trace.RouteTrace;
import dev.patchbay.trace.RouterException;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.StreamDecoder;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.WireReply;
import dev.patchbay.wire.WireRequest;
import dev.patchbay.wire.anthropic.AnthropicCodec;
import dev.patchbay.wire.openai.OpenAiCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Asks as a client over the wire does, and believes nothing but what it is sent. */
final class WireClient {
  private final Style style;
  private final Codec codec;

  WireClient(Style style) {
    this.style = style;
    this.codec = style == Style.FOREIGN_STREAM ? new AnthropicCodec() : new OpenAiCodec();
  }

  /**
   * The answer, if it is a whole one.
   *
   * @param shown takes the text that came
   * @throws RouterException of what the client was told
   */
  ChatResponse ask(Router router, ChatRequest request, StringBuilder shown) {
    byte[] body =
        codec
            .encodeRequest(request, TargetProfile.plain("client", request.model()), style.live())
            .body();
    WireReply reply =
        router.exchange(
            WireRequest.builder(codec.protocol(), body).options(request.options()).build());
    WireTape tape = WireTape.of(reply);
    RouteTrace trace = reply.trace();
    ChatResponse answer = read(tape, trace);
    shown.append(answer.text());
    return answer.withRoute(trace.served().orElseThrow().costUsd(), trace);
  }

  private ChatResponse read(WireTape tape, RouteTrace trace) {
    if (tape.status() != 200) {
      ErrorSignal said = codec.decodeError(tape.status(), tape.headers(), tape.body());
      throw RouterException.of(failure(said), trace);
    }
    return style.live()
        ? stream(tape.frames(), trace)
        : codec.decodeResponse(tape.body(), Issuer.of("router", "m"));
  }

  private ChatResponse stream(List<SseFrame> frames, RouteTrace trace) {
    StreamDecoder decoder = codec.decodeStream(Issuer.of("router", "m"));
    List<ChatEvent> events = new ArrayList<>();
    ErrorSignal error = null;
    for (SseFrame frame : frames) {
      ErrorSignal said = decoder.decode(frame, events::add);
      error = said == null ? error : said;
    }
    ChatFold fold = new ChatFold();
    events.forEach(fold::add);
    if (error != null) {
      throw new PartialAnswerException(failure(error), trace, fold.response());
    }
    if (!decoder.finished() || !decoder.terminated()) {
      throw new AssertionError("the stream has neither an end nor an error: " + frames);
    }
    return fold.response();
  }

  private static Failure failure(ErrorSignal said) {
    return FailureTable.classify(said, FailurePhase.DURING_OUTPUT, Instant.now());
  }
}
