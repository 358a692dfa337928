package dev.patchbay.clients;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatFold;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Issuer;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.StreamDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an upstream of a protocol says, byte for byte, and what that means: the recorded samples of
 * the SDK, and the answers of {@link Answers} in that protocol's words.
 *
 * @param stream whether it is said as a stream
 * @param said what it means, by the protocol's own decoder
 */
record Upstreamed(
    String name, Codec codec, boolean stream, FakeUpstream.Reply reply, ChatResponse said) {
  private static final Path ALL = Path.of("..", "sdk", "src", "test", "resources", "fixtures");
  private static final Issuer ISSUER = Issuer.of("fixture", "m");

  /** All of all protocols that are whole answers, as streams or not. */
  static List<Upstreamed> all(boolean stream) {
    return Patchbay.CODECS.stream()
        .flatMap(codec -> Stream.concat(recorded(codec, stream), made(codec, stream)))
        .toList();
  }

  private static Stream<Upstreamed> made(Codec codec, boolean stream) {
    return Answers.all().stream()
        // Claude gives one answer at a time, and Responses too.
        .filter(sample -> sample.answer().choices().size() == 1 || many(codec.protocol()))
        .flatMap(
            sample -> {
              FakeUpstream.Reply reply =
                  stream
                      ? Served.stream(codec, sample.events())
                      : Served.whole(codec, sample.answer());
              return of(codec.protocol().id() + "/" + sample.name(), codec, stream, reply.body());
            });
  }

  private static boolean many(Protocol protocol) {
    return protocol == Protocol.OPENAI_CHAT || protocol == Protocol.GEMINI;
  }

  private static Stream<Upstreamed> recorded(Codec codec, boolean stream) {
    String start = stream ? "stream-" : "resp-";
    try (Stream<Path> files = Files.list(ALL.resolve(codec.protocol().id()))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(start))
          .sorted()
          .toList()
          .stream()
          .flatMap(file -> of(name(codec, file), codec, stream, bytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Codec codec, Path file) {
    return codec.protocol().id() + "/" + file.getFileName();
  }

  private static Stream<Upstreamed> of(String name, Codec codec, boolean stream, byte[] bytes) {
    if (!stream) {
      ChatResponse said = codec.decodeResponse(bytes, ISSUER);
      return Stream.of(new Upstreamed(name, codec, false, FakeUpstream.Reply.json(bytes), said));
    }
    StreamDecoder decoder = codec.decodeStream(ISSUER);
    List<ChatEvent> events = new ArrayList<>();
    for (var frame : Sse.read(bytes)) {
      if (decoder.terminated()) {
        break;
      }
      if (decoder.decode(frame, events::add) != null) {
        return Stream.of();
      }
    }
    decoder.end(events::add);
    if (!decoder.finished()) {
      return Stream.of();
    }
    ChatFold fold = new ChatFold();
    events.forEach(fold::add);
    FakeUpstream.Reply reply = FakeUpstream.Reply.stream(bytes, FakeUpstream.End.WHOLE);
    return Stream.of(new Upstreamed(name, codec, true, reply, fold.response()));
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
