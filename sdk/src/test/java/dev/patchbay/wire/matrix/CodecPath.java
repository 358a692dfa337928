package dev.patchbay.wire.matrix;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Issuer;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.failure.FailureTable;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.ClientView;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.EncodedError;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.OpaqueTag;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.StreamDecoder;
import dev.patchbay.wire.StreamEncoder;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.anthropic.AnthropicCodec;
import dev.patchbay.wire.gemini.GeminiCodec;
import dev.patchbay.wire.openai.OpenAiCodec;
import dev.patchbay.wire.responses.ResponsesCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The codecs alone: decoded and encoded on both ways, also where both sides speak the same. */
final class CodecPath implements Path {
  private static final Map<Protocol, Codec> CODECS =
      Map.of(
          Protocol.OPENAI_CHAT, new OpenAiCodec(),
          Protocol.OPENAI_RESPONSES, new ResponsesCodec(),
          Protocol.ANTHROPIC_MESSAGES, new AnthropicCodec(),
          Protocol.GEMINI, new GeminiCodec());
  private static final ClientView VIEW = new ClientView("m", true);

  @Override
  public Exchange call(Cell cell, byte[] request, Answer answer) {
    Codec client = CODECS.get(cell.client());
    Codec target = CODECS.get(cell.target());
    ChatRequest asked = OpaqueTag.own(client.decodeRequest(request)).toBuilder().model("m").build();
    TargetProfile profile = TargetProfile.plain("up", "m");
    Encoded sent = target.encodeRequest(asked, profile, cell.streamed());
    List<Loss> losses = new ArrayList<>(sent.losses());
    String asking = text(request);
    byte[] body = answer.whole().getBytes(StandardCharsets.UTF_8);
    String text = text(sent.body());
    if (answer.status() != 200) {
      ErrorSignal signal = target.decodeError(answer.status(), answer.headers(), body);
      EncodedError error = client.encodeError(failure(signal, FailurePhase.CONNECTING));
      return new Exchange(
          asking,
          text,
          cell.streamed(),
          error.status(),
          error.headers(),
          text(error.body()),
          losses);
    }
    String got =
        cell.streamed()
            ? stream(client, target, Sse.frames(answer.stream()), losses)
            : whole(client, target, body, losses);
    return new Exchange(asking, text, cell.streamed(), 200, Map.of(), got, losses);
  }

  private static String whole(Codec client, Codec target, byte[] body, List<Loss> losses) {
    String id = client.protocol().id();
    Encoded answer =
        client.encodeResponse(
            OpaqueTag.shown(target.decodeResponse(body, issuer(target)), id), VIEW);
    losses.addAll(answer.losses());
    return text(answer.body());
  }

  private static String stream(
      Codec client, Codec target, List<SseFrame> frames, List<Loss> losses) {
    String id = client.protocol().id();
    StreamDecoder decoder = target.decodeStream(issuer(target));
    StreamEncoder encoder = client.encodeStream(VIEW);
    List<SseFrame> shown = new ArrayList<>();
    ErrorSignal error = null;
    for (SseFrame frame : frames) {
      error =
          decoder.decode(frame, event -> encoder.encode(OpaqueTag.shown(event, id), shown::add));
      if (error != null || decoder.terminated()) {
        break;
      }
    }
    if (error != null) {
      encoder.fail(failure(error, FailurePhase.DURING_OUTPUT), shown::add);
    } else {
      decoder.end(event -> encoder.encode(OpaqueTag.shown(event, id), shown::add));
    }
    encoder.end(shown::add);
    losses.addAll(encoder.losses());
    return Sse.text(shown);
  }

  private static Issuer issuer(Codec target) {
    return Issuer.of("up", "m").in(target.protocol().id());
  }

  private static Failure failure(ErrorSignal signal, FailurePhase phase) {
    return FailureTable.classify(signal, phase, Instant.EPOCH);
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {}
}
