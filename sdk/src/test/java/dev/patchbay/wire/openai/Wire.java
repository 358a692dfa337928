package dev.patchbay.wire.openai;

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
  static final OpenAiCodec CODEC = new OpenAiCodec();
  static final Issuer ISSUER = Issuer.of("p", "m");
  static final ClientView CLIENT = new ClientView("asked", true);

  private Wire() {}

  static TargetProfile target(Quirk... quirks) {
    return target(ISSUER, null, quirks);
  }

  static ChatRequest request(String fields) {
    return CODEC.decodeRequest(Json.utf8("{\"model\":\"m\"," + fields + "}"));
  }

  static ChatRequest messages(String messages) {
    return request("\"messages\":[" + messages + "]");
  }

  /** A user's message and further fields. */
  static ChatRequest asking(String fields) {
    return request("\"messages\":[{\"role\":\"user\",\"content\":\"Hi, JSON!\"}]," + fields);
  }

  static Encoded encode(ChatRequest request, Quirk... quirks) {
    return encode(CODEC, request, ISSUER, quirks);
  }

  static ChatResponse response(String body) {
    return CODEC.decodeResponse(Json.utf8(body), ISSUER);
  }

  /** The answer of one message. */
  static ChatResponse answer(String message, String finish) {
    return response(
        "{\"id\":\"c1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":"
            + message
            + ",\"finish_reason\":\""
            + finish
            + "\"}]}");
  }

  /** A chunk of one delta. */
  static String chunk(String delta) {
    return "{\"id\":\"c1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}";
  }

  static String finish(String word) {
    return "{\"id\":\"c1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\""
        + word
        + "\"}]}";
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

  /** The data of the frames of a whole answer. */
  static List<String> frames(List<ChatEvent> events, ClientView client) {
    return frames(CODEC.encodeStream(client), events).stream().map(SseFrame::data).toList();
  }

  static List<String> frames(ChatResponse response) {
    return frames(ChatUnfold.events(response), CLIENT);
  }
}
