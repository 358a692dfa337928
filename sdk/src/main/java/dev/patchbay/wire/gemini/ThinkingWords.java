package dev.patchbay.wire.gemini;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Reasoning;
import dev.patchbay.chat.Reasoning.Effort;
import dev.patchbay.chat.Reasoning.Mode;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Block;
import java.io.IOException;
import java.util.Locale;

/**
 * How a request asks for thinking, both ways; {@link ThinkingPlan} says what it may ask for.
 * Stateless.
 */
final class ThinkingWords {
  private static final String SHOWN = "summarized";
  private static final String HIDDEN = "omitted";

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

  /** Writes the object, if there is anything to say. */
  static void encode(JsonWriter writer, ThinkingPlan plan, JsonFields rest) throws IOException {
    if (plan.isNothing() && rest.isEmpty()) {
      return;
    }
    writer.name("thinkingConfig").beginObject();
    if (plan.display() != null) {
      writer.name("includeThoughts").value(!plan.display().equals(HIDDEN));
    }
    if (plan.budget() != null) {
      writer.name("thinkingBudget").value(plan.budget());
    }
    if (plan.level() != null) {
      writer.name("thinkingLevel").value(plan.level().name());
    }
    Json.fields(writer, rest);
    writer.endObject();
  }
}
