package dev.patchbay;

import dev.patchbay.chat.CallOptions;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Tool;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.json.RawJson;
import dev.patchbay.secret.Lines;
import dev.patchbay.trace.RouteTrace;
import dev.patchbay.trace.RouterException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What no provider could make sense of is refused before anything is planned or sent. Pure. */
final class RequestCheck {
  /** The longest names of models in use have some 100 characters. */
  private static final int LONGEST_MODEL = 512;

  /**
   * Ids of conversations are keys in databases, whose indexes take no more than some 2,700 bytes.
   */
  private static final int LONGEST_ID = 256;

  /** Some protocols have the model in the path, where these climb out of their place. */
  private static final Pattern DOTS = Pattern.compile("(?:^|[/:\\\\])\\.{1,2}(?:$|[/\\\\])");

  private RequestCheck() {}

  /**
   * Lets a sensible request pass.
   *
   * @throws RouterException of {@link FailureKind#INVALID_REQUEST}, saying what to change
   */
  static void refuseSenseless(ChatRequest request) {
    String fault = fault(request);
    if (fault != null) {
      String model = request.model();
      String shown = Lines.one(model.substring(0, Math.min(model.length(), LONGEST_MODEL)));
      throw RouterException.of(
          Failure.of(FailureKind.INVALID_REQUEST, FailurePhase.PLANNING, fault),
          new RouteTrace("", shown, List.of(), List.of(), false, List.of(), List.of()));
    }
  }

  private static @Nullable String fault(ChatRequest request) {
    String fault = nameFault(request.model(), request.options());
    if (fault != null) {
      return fault;
    }
    if (request.messages().isEmpty()) {
      return "messages: at least one is needed";
    }
    return toolFault(request.tools());
  }

  /** What is wrong with the names of a model and a conversation; null if nothing is. */
  static @Nullable String nameFault(String model, CallOptions options) {
    String id = options.conversation();
    if (id != null && (id.isBlank() || id.length() > LONGEST_ID || !Lines.one(id).equals(id))) {
      return "conversation: expected 1 to "
          + LONGEST_ID
          + " letters, none of them a control character";
    }
    return modelFault(model);
  }

  /** What is wrong with the name of a model; null if nothing is. */
  static @Nullable String modelFault(String model) {
    if (model.length() > LONGEST_MODEL) {
      return "model: longer than " + LONGEST_MODEL + " characters: " + model.length();
    }
    if (!Lines.one(model).equals(model)) {
      return "model: has a line end or another control character: '" + Lines.one(model) + "'";
    }
    if (DOTS.matcher(model).find()) {
      return "model: '.' and '..' are no parts of a name: '" + model + "'";
    }
    return null;
  }

  private static @Nullable String toolFault(List<Tool> tools) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < tools.size(); i++) {
      Tool tool = tools.get(i);
      if (tool instanceof Tool.Hosted) {
        continue;
      }
      String at = "tools[" + i + "]";
      if (tool.name().isBlank()) {
        return at + ".name: must not be empty";
      }
      if (!names.add(tool.name())) {
        return at + ".name: '" + Lines.one(tool.name()) + "' is there twice";
      }
      RawJson schema = tool instanceof Tool.Function function ? function.schema() : null;
      if (schema != null && !schema.isObject() && !schema.isNull()) {
        return at + ".schema: expected a JSON Schema, which is an object";
      }
    }
    return null;
  }
}
