package dev.patchbay.wire.undo;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatFold;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatUnfold;
import dev.patchbay.wire.ToolNames;
import dev.patchbay.wire.Undo;
import java.util.function.Consumer;

/** Undoes in an answer what its request was changed by. Stateless; what it makes is not. */
public final class Undoing {
  private Undoing() {}

  /** The answer as the caller is to have it. */
  public static ChatResponse in(ChatResponse answer, Undo undo) {
    if (undo.isNone()) {
      return answer;
    }
    ChatFold fold = new ChatFold();
    ChatUnfold.events(answer).forEach(in(fold::add, undo));
    return fold.response();
  }

  /**
   * Takes the events of one answer and hands them on as the caller is to have them. The end of a
   * text is held back while it may be the begin of a stop text.
   */
  public static Consumer<ChatEvent> in(Consumer<ChatEvent> out, Undo undo) {
    Consumer<ChatEvent> last = undo.stops().isEmpty() ? out : new StopCut(undo.stops(), out);
    Consumer<ChatEvent> next =
        undo.unwrapped() == null ? last : new Unwrapping(undo.unwrapped(), last);
    boolean named = !undo.renamed().isEmpty() || !undo.marks().isEmpty();
    Consumer<ChatEvent> own = named ? event -> next.accept(ToolNames.own(event, undo)) : next;
    return undo.freeText().isEmpty() ? own : new FreeText(undo.freeText(), own);
  }
}
