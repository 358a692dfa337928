package dev.patchbay.wire.anthropic;

import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.Tool;
import dev.patchbay.chat.ToolChoice;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.ToolIds;
import dev.patchbay.wire.UntranslatableException;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Tools, the choice among them, names, ids and arguments, both ways. Stateless. */
final class ToolWords {
  /** The one argument of a function that stands for a free-text tool. */
  static final String FREE_TEXT = "input";

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

  /** Refuses a tool that has no form here and must not be left out. */
  static void check(Tool tool) {
    if (tool instanceof Tool.Hosted hosted && !hosted.protocol().equals(Words.PROTOCOL)) {
      throw new UntranslatableException(
          "hosted-tool",
          "The tool '"
              + hosted.name()
              + "' ("
              + hosted.type()
              + ") is run by a provider of "
              + hosted.protocol()
              + ": route the request there or leave the tool out");
    }
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

  /** A call's arguments as the object the vendor insists on. */
  static RawJson input(Part.ToolCall call, Consumer<Loss> losses) {
    if (call.kind() == Part.ToolCall.Kind.CUSTOM) {
      return wrapped(FREE_TEXT, call.arguments());
    }
    RawJson arguments = call.argumentsJson().orElse(null);
    if (arguments != null && arguments.isObject()) {
      return arguments;
    }
    losses.accept(
        new Loss(
            "tool-arguments", "arguments of '" + call.name() + "' that are no object: wrapped"));
    return wrapped("_raw", call.arguments());
  }

  private static RawJson wrapped(String name, String text) {
    return RawJson.object(JsonFields.of(Words.PROTOCOL, name, RawJson.string(text)));
  }
}
