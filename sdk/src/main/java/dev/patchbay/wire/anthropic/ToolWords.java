package dev.patchbay.wire.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.Tool;
import dev.patchbay.chat.ToolChoice;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.ToolIds;
import dev.patchbay.wire.ToolNames;
import dev.patchbay.wire.UntranslatableException;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tools, the choice among them, names, ids and arguments, both ways. Stateless. */
final class ToolWords {
  /** The one argument of a function that stands for a free-text tool. */
  static final String FREE_TEXT = "input";

  private static final RawJson NO_PARAMETERS =
      RawJson.of("{\"type\":\"object\",\"properties\":{}}");
  private static final RawJson FREE_TEXT_SCHEMA =
      RawJson.of(
          "{\"type\":\"object\",\"properties\":{\"input\":{\"type\":\"string\"}},"
              + "\"required\":[\"input\"]}");

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
        Parts.info(tool));
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

  /** Writes a tool; what cannot be carried is refused by name. */
  static void encodeTool(JsonWriter writer, Tool tool, CacheMarks marks, Consumer<Loss> losses)
      throws IOException {
    if (tool instanceof Tool.Hosted hosted) {
      Json.raw(writer, hosted.raw());
    } else if (tool instanceof Tool.Function function) {
      declare(
          writer, name(function.name(), losses), function.description(), schema(function, losses));
      if (function.strict() != null) {
        writer.name("strict").value(function.strict());
      }
      Parts.encodeInfo(writer, function.info(), marks);
      writer.endObject();
    } else if (tool instanceof Tool.Custom custom) {
      losses.accept(
          new Loss("custom-tool", "'" + custom.name() + "' takes its text as an argument"));
      declare(writer, name(custom.name(), losses), custom.description(), FREE_TEXT_SCHEMA);
      Parts.encodeInfo(writer, custom.info(), marks);
      writer.endObject();
    }
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

  private static void declare(
      JsonWriter writer, String name, @Nullable String description, RawJson schema)
      throws IOException {
    writer.beginObject().name("name").value(name);
    if (description != null) {
      writer.name("description").value(description);
    }
    writer.name("input_schema");
    Json.raw(writer, schema);
  }

  /** The vendor wants an object schema that says so. */
  private static RawJson schema(Tool.Function function, Consumer<Loss> losses) {
    RawJson schema = function.schema();
    if (schema == null || schema.isNull()) {
      return NO_PARAMETERS;
    }
    if (!schema.isObject()) {
      losses.accept(
          new Loss("tool-schema", "the schema of '" + function.name() + "' is no object"));
      return NO_PARAMETERS;
    }
    JsonFields fields = Block.of(schema, "$.tools." + function.name()).rest();
    return fields.get("type").isPresent()
        ? schema
        : UsageWords.object(fields.with("type", RawJson.string("object")));
  }

  /** The least that has to be said of a tool the history speaks of. */
  static Tool remembered(String name) {
    return new Tool.Function(name, null, null, null, PartInfo.NONE);
  }

  /** A name the vendor takes: the same one for the same name, always. */
  static String name(String name, Consumer<Loss> losses) {
    if (NAME.matcher(name).matches()) {
      return name;
    }
    losses.accept(new Loss("tool-name", "'" + name + "' was rewritten as its characters demand"));
    return ToolNames.fit(name);
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
    return UsageWords.object(JsonFields.NONE.with(name, RawJson.string(text)));
  }
}
