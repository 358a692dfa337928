package dev.patchbay.store.conversation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.patchbay.chat.ChatJson;
import dev.patchbay.conversation.Addition;
import dev.patchbay.conversation.ConversationLog;
import dev.patchbay.conversation.ConversationPage;
import dev.patchbay.conversation.ConversationStore;
import dev.patchbay.conversation.ConversationSummary;
import dev.patchbay.conversation.LogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Conversations for the lifetime of this object. Beyond a limit those that were not used for the
 * longest time are forgotten: memory is no archive. Thread-safe.
 */
public final class MemoryConversations implements ConversationStore {
  /** Characters of all conversations together. */
  private static final long MOST = 64L << 20;

  /** What a conversation weighs beside its messages. */
  private static final int EACH = 256;

  private static final Comparator<ConversationSummary> NEWEST =
      Comparator.comparing(ConversationSummary::changedAt)
          .reversed()
          .thenComparing(ConversationSummary::id);

  private record Key(String tenant, String id) {}

  /** A conversation and the characters of its messages. */
  private record Kept(ConversationLog log, long length) {
    int weight() {
      return (int) Math.min(Integer.MAX_VALUE, EACH + length);
    }
  }

  private final Cache<Key, Kept> cache =
      Caffeine.newBuilder()
          .maximumWeight(MOST)
          .<Key, Kept>weigher((key, kept) -> kept.weight())
          .executor(Runnable::run)
          .build();
  private final ConcurrentMap<Key, Kept> logs = cache.asMap();

  @Override
  public ConversationLog get(String tenant, String id) {
    Kept kept = logs.get(new Key(tenant, id));
    return kept == null ? ConversationLog.none(id) : kept.log();
  }

  @Override
  public OptionalLong append(String tenant, String id, long seen, Addition addition) {
    return change(
        tenant,
        id,
        seen,
        kept -> {
          ConversationLog log = appended(kept.log(), addition);
          return addition.keepFrom() > 0
              ? kept(log)
              : new Kept(log, kept.length() + length(addition.entries()));
        });
  }

  private static ConversationLog appended(ConversationLog log, Addition addition) {
    List<LogEntry> entries = new ArrayList<>();
    for (LogEntry entry : log.entries()) {
      if (entry.number() >= addition.keepFrom()) {
        entries.add(entry);
      }
    }
    entries.addAll(addition.entries());
    LogEntry last = addition.last();
    return new ConversationLog(
        log.id(),
        log.version() + 1,
        last.number(),
        last.number() + 1,
        entries,
        log.isEmpty() ? last.at() : log.createdAt(),
        last.at());
  }

  @Override
  public OptionalLong rewind(String tenant, String id, long seen, int head, Instant at) {
    ConversationLog now = get(tenant, id);
    if (head != 0 && now.entries().stream().noneMatch(entry -> entry.number() == head)) {
      return OptionalLong.empty();
    }
    return change(
        tenant,
        id,
        seen,
        kept -> new Kept(moved(kept.log(), head, kept.log().entries(), at), kept.length()));
  }

  private static ConversationLog moved(
      ConversationLog log, int head, List<LogEntry> entries, Instant at) {
    return new ConversationLog(
        log.id(), log.version() + 1, head, log.next(), entries, log.createdAt(), at);
  }

  private OptionalLong change(String tenant, String id, long seen, UnaryOperator<Kept> change) {
    boolean[] done = {false};
    logs.compute(
        new Key(tenant, id),
        (key, kept) -> {
          Kept now = kept == null ? new Kept(ConversationLog.none(id), 0) : kept;
          if (now.log().version() != seen) {
            return kept;
          }
          done[0] = true;
          return change.apply(now);
        });
    return done[0] ? OptionalLong.of(seen + 1) : OptionalLong.empty();
  }

  private static Kept kept(ConversationLog log) {
    return new Kept(log, length(log.entries()));
  }

  private static long length(List<LogEntry> entries) {
    return entries.stream()
        .mapToLong(entry -> EACH + ChatJson.write(entry.message()).length())
        .sum();
  }

  @Override
  public boolean fork(String tenant, String id, String newId, Instant at) {
    ConversationLog log = get(tenant, id);
    List<LogEntry> line = log.line();
    boolean[] done = {false};
    logs.compute(
        new Key(tenant, newId),
        (key, there) -> {
          if (line.isEmpty() || (there != null && !there.log().isEmpty())) {
            return there;
          }
          done[0] = true;
          long version = there == null ? 1 : there.log().version() + 1;
          return kept(new ConversationLog(newId, version, log.head(), log.next(), line, at, at));
        });
    return done[0];
  }

  @Override
  public ConversationPage list(String tenant, int limit, @Nullable String after) {
    ConversationPage.Cursor from = after == null ? null : ConversationPage.Cursor.of(after);
    List<ConversationSummary> found =
        logs.entrySet().stream()
            .filter(entry -> entry.getKey().tenant().equals(tenant))
            .map(Map.Entry::getValue)
            .map(Kept::log)
            .filter(log -> !log.isEmpty())
            .map(MemoryConversations::summary)
            .filter(summary -> from == null || NEWEST.compare(summary, place(from)) > 0)
            .sorted(NEWEST)
            .limit(limit + 1L)
            .toList();
    return ConversationPage.of(found, limit);
  }

  private static ConversationSummary summary(ConversationLog log) {
    Instant changed = Instant.ofEpochMilli(log.changedAt().toEpochMilli());
    return new ConversationSummary(
        log.id(), log.version(), log.entries().size(), log.createdAt(), changed);
  }

  private static ConversationSummary place(ConversationPage.Cursor cursor) {
    return new ConversationSummary(cursor.id(), 0, 0, Instant.EPOCH, cursor.changedAt());
  }

  /** Its version stays, so that who read it before cannot append to what comes after. */
  @Override
  public boolean delete(String tenant, String id, Instant at) {
    ConversationLog log = get(tenant, id);
    while (!log.isEmpty()) {
      if (change(tenant, id, log.version(), old -> kept(moved(old.log(), 0, List.of(), at)))
          .isPresent()) {
        return true;
      }
      log = get(tenant, id);
    }
    return false;
  }

  @Override
  public int purge(Instant before, int limit) {
    int purged = 0;
    for (Map.Entry<Key, Kept> entry : logs.entrySet()) {
      boolean old = entry.getValue().log().changedAt().isBefore(before);
      if (purged < limit && old && logs.remove(entry.getKey(), entry.getValue())) {
        purged++;
      }
    }
    return purged;
  }
}
