package dev.patchbay.wire.anthropic;

import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.chat.Tool;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.ToolNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tool by which a model answers in a form that knows no other way to be held to a schema: it
 * must be called, and its input is the answer. Stateless.
 */
final class AnswerTool {
  private static final String DESCRIPTION = "Gives the answer.";

  /** Where a call cannot be demanded, the schema is better asked for in words. */
  private static final List<Quirk> NOT_DEMANDED =
      List.of(Quirk.NO_TOOLS, Quirk.NO_TOOL_CHOICE, Quirk.NO_FORCED_TOOL_CHOICE);

  private AnswerTool() {}

  /** The tool for a format; null if there is a better way, or the format is of no object. */
  static @Nullable Tool of(@Nullable ResponseFormat format, Scope scope) {
    boolean demanded =
        scope.has(Quirk.NO_OUTPUT_FORMAT) && NOT_DEMANDED.stream().noneMatch(scope::has);
    if (!demanded
        || !(format instanceof ResponseFormat.JsonSchema asked)
        || !isObject(asked.schema())) {
      return null;
    }
    String description = asked.description() == null ? DESCRIPTION : asked.description();
    return new Tool.Function(
        ToolNames.fit(asked.name()), description, asked.schema(), null, PartInfo.NONE);
  }

  private static boolean isObject(RawJson schema) {
    return schema.isObject() && Words.block(schema, "$.schema").is("object");
  }
}
