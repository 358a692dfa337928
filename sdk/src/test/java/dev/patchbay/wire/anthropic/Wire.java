package dev.patchbay.wire.anthropic;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Issuer;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.ClientView;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.WireShorthand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shorthand of this package's tests. */
final class Wire extends WireShorthand {
  static final AnthropicCodec CODEC = new AnthropicCodec();
  static final Issuer ISSUER = Issuer.of("anthropic", "claude");
  static final ClientView CLIENT = new ClientView("claude", true);

  private Wire() {}

  static TargetProfile target(Quirk... quirks) {
    return target(ISSUER, null, quirks);
  }

  static TargetProfile target(@Nullable Integer maxOutput, Quirk... quirks) {
    return target(ISSUER, maxOutput, quirks);
  }

  static ChatRequest decode(String json) {
    return CODEC.decodeRequest(json(json));
  }

  static Encoded encode(ChatRequest request, Quirk... quirks) {
    return encode(CODEC, request, ISSUER, quirks);
  }

  static ChatRequest.Builder request() {
    return ChatRequest.builder().model("claude").user("Hi");
  }

  static List<String> features(Encoded encoded) {
    return lost(encoded);
  }

  static ChatResponse answer(String json) {
    return CODEC.decodeResponse(json(json), ISSUER);
  }

  static ChatResponse fold(List<SseFrame> frames) {
    return stream(CODEC.decodeStream(ISSUER), frames);
  }

  static List<SseFrame> frames(List<ChatEvent> events) {
    return frames(CODEC.encodeStream(CLIENT), events);
  }
}
