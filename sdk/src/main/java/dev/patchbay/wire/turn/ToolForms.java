package dev.patchbay.wire.turn;

import dev.patchbay.chat.Part;
import dev.patchbay.chat.Tool;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.Undo;
import dev.patchbay.wire.UntranslatableException;
import java.util.List;
import java.util.function.Consumer;

/** Tools and calls where arguments are an object and nothing else. Stateless. */
public final class ToolForms {
  /** The one argument of a function that stands for a free-text tool. */
  public static final String FREE_TEXT = Undo.FREE_TEXT;

  /** Where arguments stand that are no object. */
  public static final String RAW = "_raw";

  /** The schema of a function that stands for a free-text tool. */
  public static final RawJson FREE_TEXT_SCHEMA = Undo.FREE_TEXT_SCHEMA;

  private ToolForms() {}

  /**
   * Checks that a request's tools may be sent.
   *
   * @param protocol the id of the protocol they are sent in
   * @throws UntranslatableException if the target takes no tools, or one has no form here and must
   *     not be left out
   */
  public static void check(List<Tool> tools, String protocol, Scope scope) {
    if (!tools.isEmpty() && scope.has(Quirk.NO_TOOLS)) {
      throw new UntranslatableException(
          "tools", "The model " + scope.target().model() + " takes no tools");
    }
    for (Tool tool : tools) {
      if (tool instanceof Tool.Hosted hosted && !hosted.protocol().equals(protocol)) {
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
  }

  /** A call's arguments as an object; what is none is wrapped in one. */
  public static RawJson input(Part.ToolCall call, Consumer<Loss> losses) {
    if (call.kind() == Part.ToolCall.Kind.CUSTOM) {
      return wrapped(FREE_TEXT, call.arguments());
    }
    RawJson arguments = call.argumentsJson().orElse(null);
    if (arguments != null && arguments.isObject()) {
      return arguments;
    }
    losses.accept(wrapped(call.name()));
    return wrapped(RAW, call.arguments());
  }

  /** The loss of a tool's arguments that are no object. */
  public static Loss wrapped(String tool) {
    return new Loss("tool-arguments", "arguments of '" + tool + "' that are no object: wrapped");
  }

  private static RawJson wrapped(String name, String text) {
    return RawJson.object(JsonFields.of("", name, RawJson.string(text)));
  }
}
