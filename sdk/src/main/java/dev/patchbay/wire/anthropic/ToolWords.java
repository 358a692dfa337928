package dev.patchbay.wire.anthropic;

import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.Tool;
import dev.patchbay.chat.ToolChoice;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.ToolIds;
import java.util.List;
import java.util.regex.Pattern;

/** Tools, the choice among them, names, ids and arguments, both ways. Stateless. */
final class ToolWords {
  /** Anthropic, Tool use, read 2026-11-20. */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");

  private ToolWords() {}

  static List<Tool> decodeTools(List<Block> tools) {
    return tools.stream().map(ToolWords::decodeTool).toList();
  }

  private static Tool decodeTool(Block tool) {
    if (tool.has("type") && !tool.is("custom")) {
      RawJson raw = tool.raw();
      String type = tool.required("type");
      return new Tool.Hosted(Words.PROTOCOL, type, tool.string("name", type), raw);
    }
    return new Tool.Function(
        tool.required("name"),
        tool.string("description"),
        tool.take("input_schema"),
        tool.flag("strict"),
        PartDecoder.info(tool));
  }

  static ToolChoice decodeChoice(Block choice) {
    return switch (choice.string("type", "")) {
      case "auto" -> new ToolChoice.Auto();
      case "any" -> new ToolChoice.Required();
      case "none" -> new ToolChoice.None();
      case "tool" -> new ToolChoice.Named(choice.required("name"));
      default ->
          throw new BadJsonException("$.tool_choice.type", "Expected auto, any, tool or none");
    };
  }

  /** The least that has to be said of a tool the history speaks of. */
  static Tool remembered(String name) {
    return new Tool.Function(name, null, null, null, PartInfo.NONE);
  }

  /** A name the vendor takes: the same one for the same name, always. */
  static String name(String name, Scope scope) {
    return NAME.matcher(name).matches() ? name : scope.toolName(name);
  }

  /** An id the vendor takes: the same one for the same id, always. */
  static String id(String id) {
    return ToolIds.word(id, Integer.MAX_VALUE);
  }
}
