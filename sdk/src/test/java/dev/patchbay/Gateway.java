package dev.patchbay;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatFold;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Issuer;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testing.TestRouter;
import dev.patchbay.testserver.WireTape;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.transport.okhttp.SseFrames;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.StreamDecoder;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.WireReply;
import dev.patchbay.wire.WireRequest;
import dev.patchbay.wire.anthropic.AnthropicCodec;
import dev.patchbay.wire.gemini.GeminiCodec;
import dev.patchbay.wire.openai.OpenAiCodec;
import dev.patchbay.wire.responses.ResponsesCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Clients of every protocol before a router over scripted providers, over real HTTP. */
final class Gateway implements AutoCloseable {
  static final Map<Protocol, Codec> CODECS =
      Map.of(
          Protocol.OPENAI_CHAT, new OpenAiCodec(),
          Protocol.OPENAI_RESPONSES, new ResponsesCodec(),
          Protocol.ANTHROPIC_MESSAGES, new AnthropicCodec(),
          Protocol.GEMINI, new GeminiCodec());

  private static final Path FIXTURES = Path.of("src", "test", "resources", "fixtures");

  final TestRouter kit;

  Gateway(ScriptedProvider... providers) {
    this(builder -> builder, providers);
  }

  Gateway(UnaryOperator<TestRouter.Builder> change, ScriptedProvider... providers) {
    TestRouter.Builder builder = TestRouter.builder().overHttp();
    int priority = 0;
    for (ScriptedProvider provider : providers) {
      int place = ++priority;
      builder.provider(provider, config -> config.priority(place));
    }
    kit = change.apply(builder).build();
  }

  static ScriptedProvider provider(String name, Protocol protocol) {
    return switch (protocol) {
      case OPENAI_CHAT -> ScriptedProvider.openai(name);
      case OPENAI_RESPONSES -> ScriptedProvider.responses(name);
      case ANTHROPIC_MESSAGES -> ScriptedProvider.anthropic(name);
      case GEMINI -> ScriptedProvider.gemini(name);
    };
  }

  /** What a client of the protocol sends for a plain question. */
  static WireRequest.Builder request(Protocol protocol, String model, boolean stream) {
    ChatRequest asked =
        ChatRequest.of(model, "Say something").toBuilder().maxOutputTokens(64).build();
    byte[] body =
        CODECS
            .get(protocol)
            .encodeRequest(asked, TargetProfile.plain("client", model), stream)
            .body();
    return protocol == Protocol.GEMINI
        ? WireRequest.builder(protocol, body).model(model).stream(stream)
        : WireRequest.builder(protocol, body);
  }

  WireTape ask(Protocol protocol, boolean stream) {
    return ask(request(protocol, "m", stream).build());
  }

  WireTape ask(WireRequest request) {
    return WireTape.of(exchange(request));
  }

  WireReply exchange(WireRequest request) {
    return kit.router().exchange(request);
  }

  /** What a client makes of an answer; its stop reason says whether it took it for whole. */
  static ChatResponse read(Protocol protocol, WireTape tape) {
    Codec codec = CODECS.get(protocol);
    Issuer issuer = Issuer.of("client", "m");
    if (tape.frames().isEmpty()) {
      return codec.decodeResponse(tape.body(), issuer);
    }
    return read(codec, tape.frames()).fold().response();
  }

  /**
   * A stream as a client reads it.
   *
   * @param error what it says went wrong; null if nothing
   * @param whole true if it was finished
   */
  record Stream(ChatFold fold, ErrorSignal error, boolean whole) {}

  static Stream read(Codec codec, List<SseFrame> frames) {
    StreamDecoder decoder = codec.decodeStream(Issuer.of("client", "m"));
    ChatFold fold = new ChatFold();
    List<ChatEvent> events = new ArrayList<>();
    ErrorSignal error = null;
    for (SseFrame frame : frames) {
      ErrorSignal told = decoder.decode(frame, events::add);
      error = error == null ? told : error;
    }
    decoder.end(events::add);
    events.forEach(fold::add);
    return new Stream(fold, error, decoder.finished() && error == null);
  }

  static List<String> fixtures(Protocol protocol, String prefix) {
    try (java.util.stream.Stream<Path> files = Files.list(FIXTURES.resolve(protocol.id()))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String fixture(Protocol protocol, String name) {
    try {
      return Files.readString(FIXTURES.resolve(protocol.id()).resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<SseFrame> frames(String stream) {
    List<SseFrame> frames = new ArrayList<>();
    SseFrames.read(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)), frames::add);
    return frames;
  }

  static Reply whole(String json) {
    return Reply.raw(200, "application/json", json);
  }

  static Reply streamed(String stream) {
    return Reply.raw(200, "text/event-stream", stream);
  }

  @Override
  public void close() {
    kit.close();
  }
}
