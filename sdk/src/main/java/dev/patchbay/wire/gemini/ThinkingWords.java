package dev.patchbay.wire.gemini;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Reasoning;
import dev.patchbay.chat.Reasoning.Effort;
import dev.patchbay.chat.Reasoning.Mode;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much the model thinks, both ways. Gemini 3 is told a level, 2.5 a budget, never both (Gemini
 * API, Thinking, read 2026-11-20). Stateless.
 */
final class ThinkingWords {
  private static final String SHOWN = "summarized";
  private static final String HIDDEN = "omitted";

  /** Less is refused by models that always think (Gemini 2.5 Pro). */
  private static final int LEAST_BUDGET = 128;

  private static final int DYNAMIC = -1;

  private ThinkingWords() {}

  static Reasoning decode(Block thinking) {
    Boolean shown = thinking.flag("includeThoughts");
    Long budget = thinking.count("thinkingBudget");
    String level = thinking.string("thinkingLevel");
    String display = shown == null ? null : shown ? SHOWN : HIDDEN;
    Effort effort = level == null ? null : Effort.of(level.toLowerCase(Locale.ROOT)).orElse(null);
    if (budget == null) {
      return new Reasoning(null, effort, null, display);
    }
    if (budget < 0) {
      return new Reasoning(Mode.ADAPTIVE, effort, null, display);
    }
    Mode mode = budget == 0 ? Mode.DISABLED : Mode.ENABLED;
    int tokens = (int) Math.min(budget, Integer.MAX_VALUE);
    return new Reasoning(mode, effort, tokens, display);
  }

  static void encode(JsonWriter writer, @Nullable Reasoning asked, JsonFields rest, Scope scope)
      throws IOException {
    Reasoning told = asked == null || isKnown(asked, scope) ? asked : null;
    if (told == null && rest.isEmpty()) {
      return;
    }
    writer.name("thinkingConfig").beginObject();
    if (told != null) {
      shown(writer, told);
      amount(writer, told, scope);
    }
    Json.fields(writer, rest);
    writer.endObject();
  }

  private static boolean isKnown(Reasoning asked, Scope scope) {
    Set<Capability> known = scope.target().capabilities();
    boolean thinks = known == null || known.contains(Capability.REASONING);
    if (!thinks && asked.asksForThinking()) {
      scope.lost("reasoning", "the model does not think: left out");
    }
    return thinks;
  }

  private static void shown(JsonWriter writer, Reasoning asked) throws IOException {
    if (asked.display() != null) {
      writer.name("includeThoughts").value(!asked.display().equals(HIDDEN));
    }
  }

  private static void amount(JsonWriter writer, Reasoning asked, Scope scope) throws IOException {
    boolean budgets = scope.has(Quirk.BUDGET_THINKING_ONLY);
    Integer budget = asked.budgetTokens();
    if (!asked.asksForThinking()) {
      off(writer, budgets || (budget != null && budget == 0), scope);
    } else if (budgets || (budget != null && asked.effort() == null)) {
      budget(writer, asked);
    } else if (asked.effort() != null) {
      writer.name("thinkingLevel").value(level(asked.effort(), scope));
    } else if (asked.mode() == Mode.ADAPTIVE) {
      writer.name("thinkingBudget").value(DYNAMIC);
    }
  }

  private static void off(JsonWriter writer, boolean budgets, Scope scope) throws IOException {
    boolean always = scope.has(Quirk.ALWAYS_THINKS);
    if (always || !budgets) {
      scope.lost("reasoning", "thinking cannot be disabled here: the least was asked for");
    }
    if (budgets) {
      writer.name("thinkingBudget").value(always ? LEAST_BUDGET : 0);
    } else {
      writer.name("thinkingLevel").value(always ? "LOW" : "MINIMAL");
    }
  }

  private static void budget(JsonWriter writer, Reasoning asked) throws IOException {
    Integer budget = asked.budgetTokens();
    int dynamic = asked.effort() == null ? DYNAMIC : Words.budget(asked.effort());
    writer.name("thinkingBudget").value(budget == null ? dynamic : budget);
  }

  private static String level(Effort effort, Scope scope) {
    if (effort.compareTo(Effort.HIGH) > 0) {
      scope.lost("reasoning", "effort " + effort.word() + " is not known: high");
      return "HIGH";
    }
    return effort.name();
  }
}
