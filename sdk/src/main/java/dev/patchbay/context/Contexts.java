package dev.patchbay.context;

import dev.patchbay.attempt.Asked;
import dev.patchbay.chat.CallOptions;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.conversation.AnswerStore;
import dev.patchbay.conversation.AutoContext;
import dev.patchbay.conversation.ConversationLog;
import dev.patchbay.conversation.ConversationStore;
import dev.patchbay.conversation.Trimming;
import dev.patchbay.planner.Queries;
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.Protocol;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Begins turns: reads what was said before, once, and puts it into a request that leaves its
 * history to us. Thread-safe.
 */
public final class Contexts {
  private static final String PREVIOUS = "previous_response_id";

  private final ConversationStore conversations;
  private final AnswerStore answers;
  private final IntSupplier most;
  private final Clock clock;

  /**
   * Turns over their stores; it owns neither.
   *
   * @param mostMessages how many a conversation keeps now; 0 for all
   */
  public Contexts(
      ConversationStore conversations, AnswerStore answers, IntSupplier mostMessages, Clock clock) {
    this.conversations = conversations;
    this.answers = answers;
    this.most = mostMessages;
    this.clock = clock;
  }

  /**
   * The turn of a typed request.
   *
   * @throws dev.patchbay.failure.StoreException if the conversation cannot be read
   */
  public Turn begin(ChatRequest request) {
    String id = request.options().conversation();
    return id == null ? Turn.NONE : inConversation(request, id);
  }

  /**
   * The turn of a client's request, which is decoded only if there may be a history to it.
   *
   * @param glance what was seen of it
   * @throws UnknownResponseException if it goes on from an answer that is not there
   * @throws dev.patchbay.failure.StoreException if what it goes on from cannot be read
   * @throws dev.patchbay.wire.UntranslatableException if it cannot be decoded
   */
  public Turn begin(Asked.Wired asked, Glance glance) {
    String id = asked.options().conversation();
    if (asked.client().protocol() != Protocol.OPENAI_RESPONSES) {
      return id == null ? Turn.NONE : inConversation(asked.request(), id);
    }
    boolean instructed = isInstructed(glance);
    String previous = glance.previousResponse();
    if (previous != null) {
      return afterAnswer(asked.request(), previous, instructed ? 1 : 0);
    }
    Turn turn = id == null ? Turn.NONE : inConversation(asked.request(), id);
    return turn.and(
        keeping(
            asked, null, () -> behind(turn.asked(asked).request().messages(), instructed ? 1 : 0)));
  }

  /**
   * The history of a request that is no turn of it: nothing is written down of its answer.
   *
   * @throws UnknownResponseException as {@link #begin(Asked.Wired, Glance)}
   */
  public Turn before(Asked.Wired asked, Glance glance) {
    String previous = glance.previousResponse();
    return previous == null
        ? Turn.NONE
        : new Turn(after(asked.request(), previous, isInstructed(glance) ? 1 : 0), List.of());
  }

  /** The field is the request's own; the same text as an item of its input is said for good. */
  private static boolean isInstructed(Glance glance) {
    int body = glance.body().root();
    return glance.body().isString(glance.body().field(body, "instructions"));
  }

  private static List<Message> behind(List<Message> messages, int leading) {
    return messages.subList(leading, messages.size());
  }

  private Turn inConversation(ChatRequest request, String id) {
    String tenant = tenant(request.options());
    List<Message> own = spoken(request.messages());
    ConversationLog log = conversations.get(tenant, id);
    if (!AutoContext.wanted(own) || log.messages().isEmpty()) {
      boolean auto = AutoContext.wanted(own);
      return new Turn(null, List.of(appending(tenant, log, auto, own)));
    }
    List<Message> all = log.messages();
    int kept = most.getAsInt();
    int cut = kept == 0 ? 0 : Trimming.cutTo(all, own, kept);
    Whole whole = Whole.of(request, leading(request.messages()), behind(all, cut));
    return new Turn(whole, List.of(appending(tenant, log, true, spoken(whole.now()))));
  }

  private Turn afterAnswer(ChatRequest asked, String previous, int leading) {
    String tenant = tenant(asked.options());
    Whole whole = after(asked, previous, leading);
    List<Keeping> keepings = new ArrayList<>();
    String id = asked.options().conversation();
    if (id != null) {
      List<Message> said = spoken(whole.without(0).messages());
      keepings.add(appending(tenant, conversations.get(tenant, id), false, said));
    }
    keepings.add(keeping(new Asked.Typed(asked), previous, whole::now));
    return new Turn(whole, keepings);
  }

  private Whole after(ChatRequest asked, String previous, int leading) {
    List<Message> history =
        answers
            .history(tenant(asked.options()), previous)
            .orElseThrow(() -> new UnknownResponseException(previous));
    return Whole.of(withoutPrevious(asked), leading, history);
  }

  private static ChatRequest withoutPrevious(ChatRequest request) {
    String protocol = Protocol.OPENAI_RESPONSES.id();
    return request.toBuilder()
        .extras(protocol, request.extrasOf(protocol).without(PREVIOUS))
        .build();
  }

  private Keeping appending(
      String tenant, ConversationLog log, boolean auto, List<Message> messages) {
    return new LogKeeping(conversations, tenant, most.getAsInt(), clock, log, auto, messages);
  }

  private Keeping keeping(Asked asked, @Nullable String previous, Supplier<List<Message>> said) {
    return new AnswerKeeping(
        answers,
        tenant(asked.options()),
        clock,
        previous,
        () -> Boolean.FALSE.equals(asked.request().store()) ? null : said.get());
  }

  private static int leading(List<Message> messages) {
    int leading = 0;
    while (leading < messages.size() && messages.get(leading) instanceof Message.System) {
      leading++;
    }
    return leading;
  }

  /** System text belongs to the request it comes with: it is no part of what was said. */
  private static List<Message> spoken(List<Message> messages) {
    return messages.stream().filter(message -> !(message instanceof Message.System)).toList();
  }

  private static String tenant(CallOptions options) {
    return options.tenant() == null ? Queries.LOCAL_TENANT : options.tenant();
  }
}
