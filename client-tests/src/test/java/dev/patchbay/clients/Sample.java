package dev.patchbay.clients;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatFold;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatUnfold;
import dev.patchbay.chat.Issuer;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.StreamDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An answer a provider of some protocol gave, from the SDK's samples, as one value and as steps.
 */
record Sample(String name, ChatResponse answer, List<ChatEvent> events) {
  private static final Path ALL = Path.of("..", "sdk", "src", "test", "resources", "fixtures");
  private static final Issuer ISSUER = Issuer.of("fixture", "m");

  /** Every answer of a protocol that is whole. */
  static List<Sample> of(Codec codec) {
    Path folder = ALL.resolve(codec.protocol().id());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().flatMap(file -> read(codec, file)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Sample> read(Codec codec, Path file) {
    String name = codec.protocol().id() + "/" + file.getFileName();
    byte[] bytes = bytes(file);
    if (name.contains("/resp-")) {
      ChatResponse answer = codec.decodeResponse(bytes, ISSUER);
      return Stream.of(new Sample(name, answer, ChatUnfold.events(answer)));
    }
    return name.contains("/stream-") ? stream(codec, name, bytes) : Stream.of();
  }

  private static Stream<Sample> stream(Codec codec, String name, byte[] bytes) {
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
    ChatFold fold = new ChatFold();
    events.forEach(fold::add);
    return decoder.finished()
        ? Stream.of(new Sample(name, fold.response(), List.copyOf(events)))
        : Stream.of();
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
