package dev.patchbay.wire.gemini;

import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.Tool;
import dev.patchbay.chat.ToolChoice;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.UntranslatableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tools, the choice among them, names and arguments, both ways. Stateless. */
final class ToolWords {
  /** The one argument of a function that stands for a free-text tool. */
  static final String FREE_TEXT = "input";

  static final String DECLARATIONS = "functionDeclarations";
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}");

  private ToolWords() {}

  static List<Tool> decodeTools(List<Block> tools) {
    List<Tool> decoded = new ArrayList<>();
    for (Block tool : tools) {
      for (Block function : Words.objects(tool, DECLARATIONS)) {
        decoded.add(function(function));
      }
      for (Map.Entry<String, RawJson> hosted : tool.spokenRest().byName().entrySet()) {
        JsonFields raw = JsonFields.of(Words.PROTOCOL, hosted.getKey(), hosted.getValue());
        decoded.add(
            new Tool.Hosted(Words.PROTOCOL, hosted.getKey(), hosted.getKey(), RawJson.object(raw)));
      }
    }
    return decoded;
  }

  private static Tool function(Block function) {
    String name = function.required("name");
    String description = function.string("description");
    RawJson schema = function.take("parametersJsonSchema");
    RawJson open = function.take("parameters");
    if (schema == null && open != null) {
      schema = SchemaWords.standard(open);
    }
    PartInfo info = PartInfo.of(null, function.spokenRest());
    return new Tool.Function(name, description, schema, null, info);
  }

  /** The choice; null if it is one this version has no word for. */
  static @Nullable ToolChoice decodeChoice(Block calling) {
    String mode = calling.string("mode", "AUTO");
    List<String> names = calling.strings("allowedFunctionNames");
    return switch (mode) {
      case "AUTO", "MODE_UNSPECIFIED" -> new ToolChoice.Auto();
      case "NONE" -> new ToolChoice.None();
      case "ANY" ->
          names.isEmpty()
              ? new ToolChoice.Required()
              : names.size() == 1
                  ? new ToolChoice.Named(names.get(0))
                  : new ToolChoice.Allowed(names, true);
      case "VALIDATED" -> names.isEmpty() ? null : new ToolChoice.Allowed(names, false);
      default -> null;
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

  /** A name the vendor takes: the same one for the same name, always. */
  static String name(String name, Scope scope) {
    if (NAME.matcher(name).matches()) {
      return name;
    }
    String fitted = scope.toolName(name);
    return NAME.matcher(fitted).matches() ? fitted : scope.toolName(name, "_" + fitted);
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
