package dev.patchbay.clients;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.failure.Failure;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.ClientView;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.EncodedError;
import dev.patchbay.wire.StreamEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Replies as a codec writes them. */
final class Served {
  /** The model every answer is said to come from. */
  static final String MODEL = "model-x";

  private static final ClientView VIEW = new ClientView(MODEL, true);

  private Served() {}

  static FakeUpstream.Reply whole(Codec codec, ChatResponse answer) {
    return FakeUpstream.Reply.json(codec.encodeResponse(answer, VIEW).body());
  }

  static FakeUpstream.Reply stream(Codec codec, List<ChatEvent> events) {
    List<SseFrame> frames = new ArrayList<>();
    begun(codec, events, frames).end(frames::add);
    return FakeUpstream.Reply.stream(Sse.write(frames), FakeUpstream.End.WHOLE);
  }

  /** A stream that fails after some events, as the protocol says it. */
  static FakeUpstream.Reply failing(Codec codec, List<ChatEvent> events, Failure failure) {
    List<SseFrame> frames = new ArrayList<>();
    begun(codec, events, frames).fail(failure, frames::add);
    return FakeUpstream.Reply.stream(Sse.write(frames), FakeUpstream.End.WHOLE);
  }

  /** A stream that says no more after some events, though nothing has ended. */
  static FakeUpstream.Reply unfinished(Codec codec, List<ChatEvent> events, FakeUpstream.End end) {
    List<SseFrame> frames = new ArrayList<>();
    begun(codec, events, frames);
    return FakeUpstream.Reply.stream(Sse.write(frames), end);
  }

  private static StreamEncoder begun(Codec codec, List<ChatEvent> events, List<SseFrame> out) {
    StreamEncoder encoder = codec.encodeStream(VIEW);
    events.forEach(event -> encoder.encode(event, out::add));
    return encoder;
  }

  static FakeUpstream.Reply error(Codec codec, Failure failure) {
    EncodedError error = codec.encodeError(failure);
    Map<String, String> headers = new HashMap<>(error.headers());
    headers.putIfAbsent("content-type", "application/json");
    return new FakeUpstream.Reply(error.status(), headers, error.body(), FakeUpstream.End.WHOLE);
  }
}
