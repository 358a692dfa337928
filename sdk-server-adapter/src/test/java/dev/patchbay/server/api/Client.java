package dev.patchbay.server.api;

import dev.patchbay.chat.ChatFold;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Issuer;
import dev.patchbay.json.Json;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.StreamDecoder;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.anthropic.AnthropicCodec;
import dev.patchbay.wire.gemini.GeminiCodec;
import dev.patchbay.wire.openai.OpenAiCodec;
import dev.patchbay.wire.responses.ResponsesCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A client of each protocol: where it asks, how, and how it reads what it is told. */
enum Client {
  CHAT(new OpenAiCodec(), "/v1/chat/completions"),
  RESPONSES(new ResponsesCodec(), "/v1/responses"),
  CLAUDE(new AnthropicCodec(), "/v1/messages"),
  GEMINI(new GeminiCodec(), "/v1beta/models/%s:generateContent");

  private final Codec codec;
  private final String path;

  Client(Codec codec, String path) {
    this.codec = codec;
    this.path = path;
  }

  Protocol protocol() {
    return codec.protocol();
  }

  String path(String model, boolean stream) {
    String one = path.formatted(model);
    return stream && this == GEMINI
        ? one.replace(":generate", ":streamGenerate") + "?alt=sse"
        : one;
  }

  String body(ChatRequest request, boolean stream) {
    TargetProfile as =
        new TargetProfile(request.model(), Issuer.UNKNOWN, Set.of(), null, null, null);
    return new String(codec.encodeRequest(request, as, stream).body(), StandardCharsets.UTF_8);
  }

  ChatResponse read(String body, boolean stream) {
    if (!stream) {
      return codec.decodeResponse(Json.utf8(body), Issuer.UNKNOWN);
    }
    ChatFold fold = new ChatFold();
    StreamDecoder decoder = codec.decodeStream(Issuer.UNKNOWN);
    frames(body, frame -> decoder.decode(frame, fold::add));
    decoder.end(fold::add);
    return fold.response();
  }

  /** Whether the stream ended as a whole one does. */
  boolean finished(String body) {
    StreamDecoder decoder = codec.decodeStream(Issuer.UNKNOWN);
    frames(body, frame -> decoder.decode(frame, event -> {}));
    return decoder.finished();
  }

  /** Whether some frame says an error. */
  boolean failed(String body) {
    StreamDecoder decoder = codec.decodeStream(Issuer.UNKNOWN);
    List<Object> errors = new ArrayList<>();
    frames(
        body,
        frame -> {
          Object error = decoder.decode(frame, event -> {});
          if (error != null) {
            errors.add(error);
          }
        });
    return !errors.isEmpty();
  }

  /** The error's status and words, as the codec reads them. */
  String error(int status, String body) {
    return codec.decodeError(status, java.util.Map.of(), Json.utf8(body)).toString();
  }

  static void frames(String body, Consumer<SseFrame> out) {
    for (String block : body.split("\n\n")) {
      String event = null;
      List<String> data = new ArrayList<>();
      for (String line : block.split("\n")) {
        if (line.startsWith("event: ")) {
          event = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data.add(line.substring(6));
        }
      }
      if (!data.isEmpty()) {
        out.accept(new SseFrame(event, String.join("\n", data)));
      }
    }
  }
}
