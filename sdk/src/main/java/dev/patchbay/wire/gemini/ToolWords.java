package dev.patchbay.wire.gemini;

import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.Tool;
import dev.patchbay.chat.ToolChoice;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tools, the choice among them, names and arguments, both ways. Stateless. */
final class ToolWords {
  static final String DECLARATIONS = "functionDeclarations";

  /** One of the tools has to be called; its arguments are held to its schema. */
  static final String ANY = "ANY";

  /** As AUTO, with arguments held to their schemas (Gemini API, Function calling, 2026-11). */
  static final String VALIDATED = "VALIDATED";

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}");

  private ToolWords() {}

  static List<Tool> decodeTools(List<Block> tools) {
    List<Tool> decoded = new ArrayList<>();
    for (Block tool : tools) {
      for (Block function : Words.objects(tool, DECLARATIONS)) {
        decoded.add(decodeTool(function));
      }
      for (Map.Entry<String, RawJson> hosted : tool.spokenRest().byName().entrySet()) {
        JsonFields raw = JsonFields.of(Words.PROTOCOL, hosted.getKey(), hosted.getValue());
        decoded.add(
            new Tool.Hosted(Words.PROTOCOL, hosted.getKey(), hosted.getKey(), RawJson.object(raw)));
      }
    }
    return decoded;
  }

  private static Tool decodeTool(Block function) {
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
      case ANY ->
          names.isEmpty()
              ? new ToolChoice.Required()
              : names.size() == 1
                  ? new ToolChoice.Named(names.get(0))
                  : new ToolChoice.Allowed(names, true);
      case VALIDATED -> names.isEmpty() ? null : new ToolChoice.Allowed(names, false);
      default -> null;
    };
  }

  /** The word for a choice. */
  static String mode(ToolChoice choice) {
    if (choice instanceof ToolChoice.None) {
      return "NONE";
    }
    if (choice instanceof ToolChoice.Allowed allowed) {
      return allowed.required() ? ANY : VALIDATED;
    }
    return choice instanceof ToolChoice.Auto ? "AUTO" : ANY;
  }

  /** A name the vendor takes: the same one for the same name, always. */
  static String name(String name, Scope scope) {
    if (NAME.matcher(name).matches()) {
      return name;
    }
    String fitted = scope.toolName(name);
    return NAME.matcher(fitted).matches() ? fitted : scope.toolName(name, "_" + fitted);
  }
}
