package dev.patchbay.wire.responses;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatUnfold;
import dev.patchbay.chat.Issuer;
import dev.patchbay.json.Json;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.ClientView;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.WireShorthand;
import java.util.List;

/** Short forms for the tests of the codec. Stateless. */
final class Wire extends WireShorthand {
  static final ResponsesCodec CODEC = new ResponsesCodec();
  static final Issuer ISSUER = Issuer.of("p", "m");
  static final ClientView CLIENT = new ClientView("asked", true);

  private Wire() {}

  static TargetProfile target(Quirk... quirks) {
    return target(ISSUER, null, quirks);
  }

  static ChatRequest request(String fields) {
    return CODEC.decodeRequest(Json.utf8("{\"model\":\"m\"," + fields + "}"));
  }

  static ChatRequest items(String items) {
    return request("\"input\":[" + items + "]");
  }

  /** A user's text and further fields. */
  static ChatRequest asking(String fields) {
    return request("\"input\":\"Hi, JSON!\"," + fields);
  }

  static Encoded encode(ChatRequest request, Quirk... quirks) {
    return encode(CODEC, request, ISSUER, quirks);
  }

  static ChatResponse response(String body) {
    return CODEC.decodeResponse(Json.utf8(body), ISSUER);
  }

  /** The answer of these items. */
  static ChatResponse answer(String items) {
    return response(
        "{\"id\":\"resp_1\",\"model\":\"m\",\"status\":\"completed\",\"output\":[" + items + "]}");
  }

  static List<ChatEvent> events(StreamReader reader, String... frames) {
    return events(reader, data(frames));
  }

  static ChatResponse fold(List<ChatEvent> events) {
    return foldEvents(events);
  }

  static ChatResponse stream(String... frames) {
    return stream(new StreamReader(ISSUER), data(frames));
  }

  /** The frames of a whole answer. */
  static List<SseFrame> frames(ChatResponse response) {
    return frames(CODEC.encodeStream(CLIENT), ChatUnfold.events(response));
  }

  static List<String> names(List<SseFrame> frames) {
    return frames.stream().map(frame -> String.valueOf(frame.event())).toList();
  }
}
