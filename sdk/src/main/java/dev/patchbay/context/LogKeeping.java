package dev.patchbay.context;

import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.conversation.Addition;
import dev.patchbay.conversation.Author;
import dev.patchbay.conversation.ConversationLog;
import dev.patchbay.conversation.ConversationStore;
import dev.patchbay.conversation.LogEntry;
import dev.patchbay.conversation.Reconciliation;
import dev.patchbay.conversation.Trimming;
import dev.patchbay.failure.StoreException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Appends a turn to its conversation. Who was slower than somebody else reads again and applies the
 * same once more: what was said goes behind what is there now, and a client's own history is
 * compared anew. One thread.
 */
final class LogKeeping implements Keeping {
  /**
   * Each conflict is somebody else's success, so this many in a row say that something is wrong.
   */
  private static final int MOST_CONFLICTS = 1_000;

  private final ConversationStore store;
  private final String tenant;
  private final int most;
  private final Clock clock;
  private final ConversationLog seen;
  private final boolean auto;
  private final List<Message> said;

  /**
   * @param most messages to be kept; 0 for all
   * @param seen the conversation when the request came
   * @param auto true if the history was the conversation's, false if the client brought its own
   * @param said what was said now, or the client's own history with it, without system text
   */
  LogKeeping(
      ConversationStore store,
      String tenant,
      int most,
      Clock clock,
      ConversationLog seen,
      boolean auto,
      List<Message> said) {
    this.store = store;
    this.tenant = tenant;
    this.most = most;
    this.clock = clock;
    this.seen = seen;
    this.auto = auto;
    this.said = said;
  }

  @Override
  public void keep(Answered answer) {
    Message.Assistant told = told(answer);
    if (answer.partial() && told == null) {
      return;
    }
    ConversationLog log = seen;
    for (int i = 0; i < MOST_CONFLICTS; i++) {
      Addition addition = addition(log, told, answer);
      if (addition == null || store.append(tenant, log.id(), log.version(), addition).isPresent()) {
        return;
      }
      log = store.get(tenant, log.id());
    }
    throw new StoreException("Others append to the conversation all the time");
  }

  /** What can be said again; null if nothing. A call that broke off was never made. */
  private static Message.@Nullable Assistant told(Answered answer) {
    Message.Assistant message = answer.response().message();
    if (answer.partial() && !message.toolCalls().isEmpty()) {
      List<Part> parts =
          message.parts().stream().filter(part -> !(part instanceof Part.ToolCall)).toList();
      message = new Message.Assistant(parts, message.name(), message.extras());
    }
    return message.parts().isEmpty() ? null : message;
  }

  private @Nullable Addition addition(
      ConversationLog log, Message.@Nullable Assistant told, Answered answer) {
    Reconciliation from =
        auto ? new Reconciliation(log.head(), said) : Reconciliation.of(log, said);
    Instant at = clock.instant();
    List<LogEntry> entries = new ArrayList<>();
    int parent = from.parent();
    int number = log.next();
    for (Message message : from.news()) {
      entries.add(entry(number, parent, message, null, false, answer, at));
      parent = number++;
    }
    if (told != null) {
      entries.add(entry(number, parent, told, answer.author(), answer.partial(), answer, at));
    }
    return entries.isEmpty()
        ? null
        : new Addition(entries, keepFrom(log.line(from.parent()), entries));
  }

  private static LogEntry entry(
      int number,
      int parent,
      Message message,
      @Nullable Author author,
      boolean partial,
      Answered answer,
      Instant at) {
    return new LogEntry(number, parent, message, author, partial, answer.requestId(), at);
  }

  /** The oldest whole turns are forgotten; never a turn that was just said. */
  private int keepFrom(List<LogEntry> line, List<LogEntry> entries) {
    if (most == 0 || line.size() + entries.size() <= most) {
      return 0;
    }
    List<Message> before = line.stream().map(LogEntry::message).toList();
    List<Message> now = entries.stream().map(LogEntry::message).toList();
    int cut = Trimming.cutTo(before, now, Math.max(0, most - entries.size()));
    if (cut == 0) {
      return 0;
    }
    return cut < line.size() ? line.get(cut).number() : entries.get(0).number();
  }
}
