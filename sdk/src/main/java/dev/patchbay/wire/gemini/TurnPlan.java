package dev.patchbay.wire.gemini;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.turn.Turn;
import dev.patchbay.wire.turn.TurnRuns;
import java.util.ArrayList;
import java.util.List;

/** A request's messages in turns as the target takes them, and what hangs on them. One thread. */
final class TurnPlan {
  /** The vendor has no role for a system message between the turns. */
  private static final TurnRuns.Roles ROLES =
      new TurnRuns.Roles(Words.PROTOCOL, Words.USER, Words.MODEL, Words.USER);

  private final TurnRuns runs;
  private final Scope scope;

  private TurnPlan(TurnRuns runs, Scope scope) {
    this.runs = runs;
    this.scope = scope;
  }

  /** The turns of a request, the system text apart. */
  static TurnPlan of(ChatRequest request, Scope scope) {
    PartFilter filter = PartFilter.of(scope);
    TurnPlan plan = new TurnPlan(TurnRuns.of(request.messages(), ROLES, filter, scope), scope);
    if (scope.has(Quirk.RESULT_TEXT_ONLY)) {
      plan.turns().forEach(plan::hoist);
    }
    plan.prefilled();
    return plan;
  }

  /** Text before all turns. */
  List<Part> system() {
    return runs.system();
  }

  List<Turn> turns() {
    return runs.turns();
  }

  /** True if the answer has been begun. */
  boolean prefilled() {
    return runs.prefilled();
  }

  /** What results show besides text goes before the other parts of their turn. */
  private void hoist(Turn turn) {
    List<Part> media = new ArrayList<>();
    turn.results().replaceAll(result -> textual(result, media));
    turn.parts().addAll(0, media);
  }

  private Message.Tool textual(Message.Tool result, List<Part> media) {
    List<Part> shown =
        result.parts().stream().filter(part -> !(part instanceof Part.Text)).toList();
    if (shown.isEmpty()) {
      return result;
    }
    scope.lost("tool-result-media", "what a result shows stands after it");
    media.addAll(shown);
    List<Part> texts = result.parts().stream().filter(Part.Text.class::isInstance).toList();
    return new Message.Tool(result.callId(), result.name(), texts, result.error(), result.info());
  }
}
