package dev.patchbay.attempt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The signatures of calls that were answered through protocols which have no place for one: a model
 * that signs its calls refuses them unsigned in the next turn. Kept by tenant, id and name of the
 * call, for a while and up to a limit; what is lost here is lost, and the encoder does without.
 * Thread-safe.
 */
final class ThoughtSignatures {
  private static final Duration LIFETIME = Duration.ofHours(6);

  /** Characters of all signatures together. */
  private static final long MOST = 32L << 20;

  private record Key(String tenant, String id, String name) {
    static Key of(String tenant, Part.ToolCall call) {
      return new Key(tenant, call.id(), call.name());
    }
  }

  private final Cache<Key, Opaque> signatures;

  ThoughtSignatures(Clock clock) {
    signatures =
        Caffeine.newBuilder()
            .maximumWeight(MOST)
            .<Key, Opaque>weigher((key, value) -> key.id().length() + value.value().length())
            .expireAfterAccess(LIFETIME)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /** Remembers the signatures of an answer's calls. */
  void keep(String tenant, ChatResponse answer) {
    for (Choice choice : answer.choices()) {
      for (Part.ToolCall call : choice.message().toolCalls()) {
        Opaque signature = call.info().signature();
        if (signature != null) {
          signatures.put(Key.of(tenant, call), signature);
        }
      }
    }
  }

  /** The request with those signatures its calls have lost. */
  ChatRequest restored(String tenant, ChatRequest request) {
    if (request.messages().stream().allMatch(message -> restored(tenant, message) == message)) {
      return request;
    }
    List<Message> messages =
        request.messages().stream().map(message -> restored(tenant, message)).toList();
    return request.toBuilder().messages(messages).build();
  }

  private Message restored(String tenant, Message message) {
    if (!(message instanceof Message.Assistant said)
        || said.toolCalls().stream().allMatch(call -> lost(tenant, call) == null)) {
      return message;
    }
    List<Part> parts = said.parts().stream().map(part -> restored(tenant, part)).toList();
    return new Message.Assistant(parts, said.name(), said.extras());
  }

  private Part restored(String tenant, Part part) {
    Opaque signature = part instanceof Part.ToolCall made ? lost(tenant, made) : null;
    return part instanceof Part.ToolCall call && signature != null
        ? new Part.ToolCall(
            call.id(),
            call.name(),
            call.arguments(),
            call.kind(),
            call.info().withSignature(signature))
        : part;
  }

  private @Nullable Opaque lost(String tenant, Part.ToolCall call) {
    return call.info().signature() == null ? signatures.getIfPresent(Key.of(tenant, call)) : null;
  }
}
