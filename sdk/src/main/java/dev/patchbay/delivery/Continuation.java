package dev.patchbay.delivery;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatFold;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatUnfold;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.provider.ProviderTable;
import dev.patchbay.route.Target;
import dev.patchbay.wire.Quirk;
import java.util.List;

/**
 * Goes on with an answer that broke off: the next candidate gets what was shown, and its events are
 * joined to the caller's as if there had been no break. Only within plain text of a single answer:
 * never inside a tool call or a thought. One thread.
 */
public final class Continuation {
  private static final String INSTRUCTION =
      "Your last answer was interrupted. Continue it exactly where it stops, "
          + "without repeating anything and without any introduction.";

  private final int part;
  private final ChatFold fold = new ChatFold();

  private Continuation(ChatResponse partial) {
    this.part = partial.message().parts().size() - 1;
    for (ChatEvent event : ChatUnfold.events(partial)) {
      if (!(event instanceof ChatEvent.Finish)) {
        fold.add(event);
      }
    }
  }

  /**
   * True if an answer that failed so can be continued: its last part is text with something in it.
   */
  public static boolean possible(ChatResponse partial, FailureKind failure) {
    boolean broke =
        switch (failure) {
          case CUT, TIMEOUT, SERVER_ERROR, OVERLOADED, NETWORK, RATE_LIMITED -> true;
          default -> false;
        };
    List<Part> parts = partial.message().parts();
    return broke
        && partial.choices().size() == 1
        && !parts.isEmpty()
        && parts.stream().noneMatch(Part.ToolCall.class::isInstance)
        && parts.get(parts.size() - 1) instanceof Part.Text text
        && !text.text().isBlank();
  }

  /** Joins events after a break. */
  static Continuation after(ChatResponse partial) {
    return new Continuation(partial);
  }

  /**
   * The request that goes on: the partial answer as the model's last words where the target takes
   * that, else with an instruction behind it.
   */
  public static ChatRequest request(
      ChatRequest original, ChatResponse partial, Target target, ProviderTable providers) {
    List<Part> texts =
        partial.message().parts().stream().filter(Part.Text.class::isInstance).toList();
    ChatRequest.Builder next = original.toBuilder().message(new Message.Assistant(texts));
    boolean prefill =
        providers.quirks(target.provider(), target.card()).contains(Quirk.PREFIX_FLAG);
    return (prefill ? next : next.user(INSTRUCTION)).build();
  }

  /** The whole answer so far: what was shown before the break and after it. */
  ChatResponse answer() {
    return fold.response();
  }

  /** The caller's form of an event of the attempt that goes on; empty to leave it out. */
  List<ChatEvent> map(ChatEvent event) {
    List<ChatEvent> mapped = joined(event);
    mapped.forEach(fold::add);
    return mapped;
  }

  private List<ChatEvent> joined(ChatEvent event) {
    if (event instanceof ChatEvent.TextDelta d) {
      return List.of(new ChatEvent.TextDelta(d.choice(), part, d.text()));
    }
    boolean kept =
        event instanceof ChatEvent.Finish
            || event instanceof ChatEvent.UsageReport
            || event instanceof ChatEvent.Extras;
    if (kept) {
      return List.of(event);
    }
    if (event instanceof ChatEvent.ToolCallStart s) {
      return List.of(
          new ChatEvent.ToolCallStart(
              s.choice(), part + 1 + s.part(), s.id(), s.name(), s.kind(), s.info()));
    }
    if (event instanceof ChatEvent.ToolCallDelta d) {
      return List.of(new ChatEvent.ToolCallDelta(d.choice(), part + 1 + d.part(), d.arguments()));
    }
    return List.of();
  }
}
