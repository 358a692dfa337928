package dev.patchbay.wire.anthropic;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.turn.Turn;
import dev.patchbay.wire.turn.TurnRuns;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A request's messages in turns as the target takes them, and what hangs on them. One thread. */
final class TurnPlan {
  private static final TurnRuns.Roles ROLES =
      new TurnRuns.Roles(Words.PROTOCOL, Words.USER, Words.ASSISTANT, Words.SYSTEM);

  private final TurnRuns runs;
  private final Scope scope;

  private TurnPlan(TurnRuns runs, Scope scope) {
    this.runs = runs;
    this.scope = scope;
  }

  /** The turns of a request, the system text apart. */
  static TurnPlan of(ChatRequest request, Scope scope) {
    PartFilter filter = PartFilter.of(request.messages(), scope);
    return new TurnPlan(TurnRuns.of(request.messages(), ROLES, filter, scope), scope);
  }

  /** Text before all turns. More may be added to it. */
  List<Part> system() {
    return runs.system();
  }

  List<Turn> turns() {
    return runs.turns();
  }

  /** True if the answer has been begun; white space at its end, which is refused, is cut off. */
  boolean prefilled() {
    if (!runs.prefilled()) {
      return false;
    }
    List<Part> begun = turns().get(turns().size() - 1).parts();
    int end = begun.size() - 1;
    if (begun.get(end) instanceof Part.Text text
        && !text.text().stripTrailing().equals(text.text())) {
      scope.lost("prefill", "white space at the end of the begun answer was cut off");
      begun.set(end, new Part.Text(text.text().stripTrailing(), text.citations(), text.info()));
    }
    return true;
  }

  /**
   * True if the model is to go on after tool results with a turn that did not begin by thinking.
   */
  boolean goesOnWithoutThinking() {
    int count = turns().size();
    if (count < 2) {
      return false;
    }
    Turn begun = turns().get(count - 2);
    return !turns().get(count - 1).results().isEmpty()
        && begun.role().equals(Words.ASSISTANT)
        && !begun.parts().isEmpty()
        && !(begun.parts().get(0) instanceof Part.Thinking)
        && !(begun.parts().get(0) instanceof Part.OpaqueThinking);
  }

  /** The names of the tools called, in order of their first call. */
  Set<String> calledTools() {
    Set<String> names = new LinkedHashSet<>();
    for (Turn turn : turns()) {
      for (Part part : turn.parts()) {
        if (part instanceof Part.ToolCall call) {
          names.add(call.name());
        }
      }
    }
    return names;
  }

  /** The cache marks in the order the encoder asks for them. */
  List<String> marks() {
    List<String> marks = new ArrayList<>();
    for (Turn turn : turns()) {
      for (Message.Tool result : turn.results()) {
        PartFilter.marks(result.parts(), marks);
        if (result.info().cacheTtl() != null) {
          marks.add(result.info().cacheTtl());
        }
      }
      PartFilter.marks(turn.parts(), marks);
    }
    return marks;
  }
}
