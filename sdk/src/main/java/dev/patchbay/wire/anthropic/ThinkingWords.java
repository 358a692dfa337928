package dev.patchbay.wire.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Reasoning;
import dev.patchbay.chat.Reasoning.Effort;
import dev.patchbay.chat.Reasoning.Mode;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Block;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How a request asks for thinking, both ways; {@link ThinkingPlan} says what it may ask for.
 * Stateless.
 */
final class ThinkingWords {
  private ThinkingWords() {}

  /**
   * What is asked for; null for nothing.
   *
   * @param output has the effort
   */
  static @Nullable Reasoning decode(@Nullable Block output, @Nullable Block thinking) {
    Effort effort = null;
    String word = output == null ? null : output.string("effort");
    if (word != null) {
      effort =
          Effort.of(word)
              .orElseThrow(
                  () -> new BadJsonException("$.output_config.effort", "Expected an effort"));
    }
    if (thinking == null) {
      return effort == null ? null : Reasoning.effort(effort);
    }
    Mode mode = mode(thinking.required("type"));
    Integer budget = thinking.integer("budget_tokens");
    return new Reasoning(mode, effort, budget, thinking.string("display"));
  }

  private static Mode mode(String type) {
    return switch (type) {
      case "enabled" -> Mode.ENABLED;
      case "adaptive" -> Mode.ADAPTIVE;
      case "disabled" -> Mode.DISABLED;
      case "between_tools" -> Mode.BETWEEN_TOOLS;
      default ->
          throw new BadJsonException(
              "$.thinking.type", "Expected enabled, adaptive, disabled or between_tools");
    };
  }

  /** Writes the object, if there is anything to say. */
  static void encode(
      JsonWriter writer, ThinkingPlan plan, @Nullable Reasoning asked, JsonFields rest)
      throws IOException {
    if (plan.type() == null) {
      return;
    }
    writer.name("thinking").beginObject();
    writer.name("type").value(plan.type());
    if (plan.budget() != null) {
      writer.name("budget_tokens").value(plan.budget());
    }
    if (plan.thinks()) {
      String display = display(asked);
      if (display != null) {
        writer.name("display").value(display);
      }
      Json.fields(writer, rest);
    }
    writer.endObject();
  }

  /** OpenAI's words for how much is shown all mean a summary here. */
  private static @Nullable String display(@Nullable Reasoning reasoning) {
    String asked = reasoning == null ? null : reasoning.display();
    return asked == null || asked.equals("omitted") ? asked : "summarized";
  }
}
