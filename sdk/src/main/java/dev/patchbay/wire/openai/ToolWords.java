package dev.patchbay.wire.openai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.Part.ToolCall.Kind;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.Tool;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tools and their calls as they are read, and calls as they are written. Stateless. */
final class ToolWords {
  /**
   * A call, or a fragment of one.
   *
   * @param index its place; null if unsaid
   * @param arguments more of its arguments; empty if none
   */
  record Call(
      @Nullable Integer index,
      @Nullable String id,
      @Nullable String name,
      String arguments,
      Kind kind,
      JsonFields extras) {
    boolean isEmpty() {
      return id == null && name == null && arguments.isEmpty();
    }
  }

  private ToolWords() {}

  static Tool tool(Block tool) {
    String type = tool.string("type", tool.has(Words.FUNCTION) ? Words.FUNCTION : "");
    if (type.equals(Words.FUNCTION)) {
      return function(tool, tool.object(Words.FUNCTION));
    }
    if (type.equals(Words.CUSTOM)) {
      return custom(tool, tool.object(Words.CUSTOM));
    }
    return new Tool.Hosted(Words.PROTOCOL, type, tool.string("name", type), tool.raw());
  }

  /** A function; {@code functions} of old are given without the object around them. */
  static Tool function(Block tool, @Nullable Block inner) {
    Block function = inner == null ? tool : inner;
    String name = function.required("name");
    String description = function.string("description");
    RawJson schema = function.take("parameters");
    Boolean strict = function.flag("strict");
    PartInfo info = inner == null ? PartInfo.NONE : PartDecoder.info(tool, Words.FUNCTION, inner);
    return new Tool.Function(name, description, schema, strict, info);
  }

  private static Tool custom(Block tool, @Nullable Block inner) {
    Block custom = inner == null ? tool : inner;
    String name = custom.required("name");
    String description = custom.string("description");
    RawJson format = custom.take("format");
    return new Tool.Custom(name, description, format, PartDecoder.info(tool, Words.CUSTOM, custom));
  }

  /**
   * The calls of a message or delta, the deprecated single one included.
   *
   * @param whole true for a message, where each entry is a call of its own
   */
  static List<Call> calls(Block message, boolean whole) {
    List<Call> calls = new ArrayList<>();
    for (Block call : message.objects("tool_calls")) {
      calls.add(call(call, whole ? calls.size() : null));
    }
    Block old = message.object("function_call");
    if (old != null) {
      String name = old.string("name");
      String arguments = arguments(old.text("arguments"));
      calls.add(new Call(calls.size(), null, name, arguments, Kind.FUNCTION, JsonFields.NONE));
    }
    return calls;
  }

  private static Call call(Block call, @Nullable Integer place) {
    Integer index = call.integer("index");
    String id = call.string("id");
    String type = call.string("type", Words.FUNCTION);
    boolean isCustom = type.equals(Words.CUSTOM) || call.has(Words.CUSTOM);
    Block given = call.object(isCustom ? Words.CUSTOM : Words.FUNCTION);
    Block inner = given == null ? Words.block(RawJson.EMPTY_OBJECT, call.path()) : given;
    String name = inner.string("name");
    String arguments = arguments(inner.text(isCustom ? "input" : "arguments"));
    return new Call(
        place == null ? index : place,
        id == null || id.isEmpty() ? null : id,
        name == null || name.isEmpty() ? null : name,
        arguments,
        isCustom ? Kind.CUSTOM : Kind.FUNCTION,
        call.spokenRest());
  }

  private static String arguments(@Nullable String arguments) {
    return arguments == null ? "" : arguments;
  }

  /** One whole call, by the id and name it is to have. */
  static void call(JsonWriter writer, Part.ToolCall call, String id, String name, JsonFields extras)
      throws IOException {
    boolean isCustom = call.kind() == Kind.CUSTOM;
    writer.beginObject();
    writer.name("id").value(id);
    begin(writer, call.kind(), name);
    writer.name(isCustom ? "input" : "arguments").value(given(call));
    writer.endObject();
    Json.fields(writer, extras);
    writer.endObject();
  }

  /** A call's type and name; the object with its name is left open. */
  static void begin(JsonWriter writer, Kind kind, String name) throws IOException {
    String type = kind == Kind.CUSTOM ? Words.CUSTOM : Words.FUNCTION;
    writer.name("type").value(type);
    writer.name(type).beginObject();
    writer.name("name").value(name);
  }

  private static String given(Part.ToolCall call) {
    boolean none = call.kind() == Kind.FUNCTION && call.arguments().isBlank();
    return none ? "{}" : call.arguments();
  }
}
