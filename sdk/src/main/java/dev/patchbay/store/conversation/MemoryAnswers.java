package dev.patchbay.store.conversation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.patchbay.chat.ChatJson;
import dev.patchbay.chat.Message;
import dev.patchbay.conversation.AnswerStore;
import dev.patchbay.conversation.KeptAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers for the lifetime of this object. Beyond a limit those that were not used for the longest
 * time are forgotten; what went on from them holds what it needs. Thread-safe.
 */
public final class MemoryAnswers implements AnswerStore {
  /** Characters of all answers together. */
  private static final long MOST = 64L << 20;

  /** What an answer weighs beside its messages. */
  private static final int EACH = 256;

  private record Key(String tenant, String id) {}

  /** An answer, and those before it: one that is forgotten lives on in what went on from it. */
  private record Link(@Nullable Link previous, KeptAnswer answer, int weight) {}

  private final Cache<Key, Link> cache =
      Caffeine.newBuilder()
          .maximumWeight(MOST)
          .<Key, Link>weigher((key, link) -> link.weight())
          .executor(Runnable::run)
          .build();
  private final ConcurrentMap<Key, Link> links = cache.asMap();

  @Override
  public boolean keep(String tenant, KeptAnswer answer) {
    Link previous = null;
    if (answer.previous() != null) {
      previous = links.get(new Key(tenant, answer.previous()));
      if (previous == null) {
        return false;
      }
    }
    int weight = EACH + ChatJson.write(answer.messages()).length();
    links.put(new Key(tenant, answer.id()), new Link(previous, answer, weight));
    return true;
  }

  @Override
  public Optional<List<Message>> history(String tenant, String id) {
    Link link = links.get(new Key(tenant, id));
    if (link == null) {
      return Optional.empty();
    }
    List<List<Message>> steps = new ArrayList<>();
    for (Link step = link; step != null; step = step.previous()) {
      links.get(new Key(tenant, step.answer().id()));
      steps.add(step.answer().messages());
    }
    Collections.reverse(steps);
    return Optional.of(steps.stream().flatMap(List::stream).toList());
  }

  @Override
  public int purge(Instant before, int limit) {
    int purged = 0;
    for (Map.Entry<Key, Link> entry : links.entrySet()) {
      boolean old = entry.getValue().answer().at().isBefore(before);
      if (purged < limit && old && links.remove(entry.getKey(), entry.getValue())) {
        purged++;
      }
    }
    return purged;
  }
}
