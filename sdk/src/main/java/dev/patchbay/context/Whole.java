package dev.patchbay.context;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.conversation.AutoContext;
import dev.patchbay.conversation.Trimming;
import dev.patchbay.planner.Queries;
import dev.patchbay.provider.ModelCard;
import java.util.ArrayList;
import java.util.List;

/**
 * A request with a history in it: what stands before it, the history, and what is said now. Pure.
 * Immutable.
 *
 * @param request as it was asked, without the history
 * @param before system text that comes before the history
 * @param history what was said before, system text among it or not
 * @param now what is said now
 */
record Whole(ChatRequest request, List<Message> before, List<Message> history, List<Message> now) {
  /** What is left for an answer whose length nobody limits. */
  private static final int ANSWER = 4_096;

  /** The estimate of a prompt is off by a tenth and more. */
  private static final double CERTAIN = 0.9;

  /**
   * Puts a history into a request.
   *
   * @param leading how many of the request's messages stay before it
   */
  static Whole of(ChatRequest request, int leading, List<Message> history) {
    List<Message> own = request.messages();
    return new Whole(
        request,
        own.subList(0, leading),
        history,
        AutoContext.after(history, own.subList(leading, own.size())));
  }

  /** The request, without the oldest messages of the history. */
  ChatRequest without(int cut) {
    List<Message> all = new ArrayList<>(before);
    all.addAll(history.subList(cut, history.size()));
    all.addAll(now);
    return request.toBuilder().messages(all).build();
  }

  /** The tokens of what can be left out at most. */
  long trimmable() {
    int cut = Trimming.cut(history, now, -1, Queries::tokens);
    return history.subList(0, cut).stream().mapToLong(Queries::tokens).sum();
  }

  /** How many of the oldest messages a model has no room for. */
  int cut(ModelCard card) {
    Integer window = card.inputWindow();
    if (window == null) {
      return 0;
    }
    long answer = card.maxInput() != null ? 0 : Math.min(answer(card), window / 4);
    long others = Queries.of(without(history.size()), false).estimatedTokens();
    long room = (long) ((window - answer) * CERTAIN) - others;
    return Trimming.cut(history, now, Math.max(0, room), Queries::tokens);
  }

  private int answer(ModelCard card) {
    Integer asked = request.maxOutputTokens();
    Integer most = card.maxOutput();
    int limit = asked == null ? ANSWER : asked;
    return most == null ? limit : Math.min(most, limit);
  }
}
