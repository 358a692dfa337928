package dev.patchbay.wire.gemini;

import dev.patchbay.json.JsonBytes;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.bytes.BodySplicer;
import dev.patchbay.wire.bytes.Refused;
import java.util.List;
import java.util.Optional;

/**
 * A client's bytes for a target of the same protocol: the quirks are met as {@link RequestEncoder}
 * meets them, as far as single fields go. How it streams is said by the path. One thread.
 */
final class RequestSplicer extends BodySplicer {
  private static final String REFUSED_HERE = "left out: refused here";
  private static final Loss NO_TOP_P = new Loss("top-p", REFUSED_HERE);

  /** Of the configuration. */
  private static final List<Refused> REFUSED =
      List.of(
          refused(Quirk.NO_SAMPLING, "temperature"),
          refused(Quirk.NO_SAMPLING, "topP"),
          refused(Quirk.NO_SAMPLING, "topK"),
          refused(Quirk.NO_PENALTIES, "presencePenalty"),
          refused(Quirk.NO_PENALTIES, "frequencyPenalty"));

  private final int config;

  private RequestSplicer(Glance glance, TargetProfile target) {
    super(glance, Words.SPEAKS, target);
    this.config = field(body, "generationConfig");
  }

  private static Refused refused(Quirk quirk, String name) {
    String feature = Scope.feature(RequestGlance.snake(name));
    return new Refused(quirk, name, new Loss(feature, REFUSED_HERE));
  }

  static Optional<Encoded> splice(Glance glance, TargetProfile target) {
    return new RequestSplicer(glance, target).spliced();
  }

  /** Clients may write names in either form. */
  @Override
  protected int field(int object, String name) {
    int found = super.field(object, name);
    return found == JsonBytes.NONE ? super.field(object, RequestGlance.snake(name)) : found;
  }

  @Override
  protected boolean remove(int object, String name) {
    boolean camel = super.remove(object, name);
    boolean snake = super.remove(object, RequestGlance.snake(name));
    return camel || snake;
  }

  @Override
  protected void request() {
    deep(scope.has(Quirk.CODE_ASSIST_ENVELOPE) || has(body, Envelope.REQUEST));
    remove(body, "model");
    in.each(field(body, "contents"), this::message);
    deep(lastRole.equals(Words.MODEL) && scope.has(Quirk.NO_PREFILL));
    tools();
    limit();
    either(config, "temperature", "topP", NO_TOP_P);
    // What the target is not told is looked for in the answer, which is to be decoded then.
    deep(has(config, "stopSequences") && scope.has(Quirk.NO_STOP));
    format();
    reasoning();
    choices();
    refuse(config, REFUSED);
  }

  private void message(int message) {
    lastRole = String.valueOf(in.string(in.field(message, "role")));
    if (lastRole.equals(Words.MODEL) && !scope.has(Quirk.BUDGET_THINKING_ONLY)) {
      deep(isUnsigned(field(message, "parts")));
    }
    if (scope.has(Quirk.NO_URL_MEDIA)) {
      in.each(field(message, "parts"), part -> deep(has(part, "fileData")));
    }
    if (scope.has(Quirk.RESULT_TEXT_ONLY) || scope.has(Quirk.NO_URL_MEDIA)) {
      in.each(
          field(message, "parts"), part -> deep(has(field(part, MessageDecoder.RESULT), "parts")));
    }
  }

  /** True if the first call of a turn has lost its signature: a word has to take its place. */
  private boolean isUnsigned(int parts) {
    int end = in.isArray(parts) ? in.next(parts) : JsonBytes.NONE;
    for (int part = in.first(parts); part < end; part = in.next(part)) {
      if (has(part, PartDecoder.CALL)) {
        return !has(part, Words.SIGNATURE);
      }
    }
    return false;
  }

  private void tools() {
    int tools = field(body, "tools");
    deep(tools != JsonBytes.NONE && scope.has(Quirk.NO_TOOLS));
    if (scope.has(Quirk.OPENAPI_SCHEMA)) {
      in.each(
          tools,
          tool ->
              in.each(
                  field(tool, ToolWords.DECLARATIONS),
                  function -> deep(has(function, "parametersJsonSchema"))));
    }
    int calling = field(field(body, "toolConfig"), "functionCallingConfig");
    deep(calling != JsonBytes.NONE && scope.has(Quirk.NO_TOOL_CHOICE));
    boolean forced = in.is(in.field(calling, "mode"), "ANY");
    deep(forced && scope.has(Quirk.NO_FORCED_TOOL_CHOICE));
  }

  private void limit() {
    int node = field(config, "maxOutputTokens");
    Integer limit = lowered(node, "$.generationConfig.maxOutputTokens");
    if (limit != null) {
      Integer most = scope.target().maxOutput();
      scope.lost("max-output-tokens", limit + " is over the model's " + most);
    }
  }

  private void format() {
    boolean standard = has(config, "responseJsonSchema");
    boolean schema = standard || has(config, "responseSchema");
    deep(schema && scope.has(Quirk.NO_JSON_SCHEMA));
    deep(standard && scope.has(Quirk.OPENAPI_SCHEMA));
  }

  /** Thinking the target takes in the client's own words passes. */
  private void reasoning() {
    int thinking = field(config, "thinkingConfig");
    if (thinking == JsonBytes.NONE) {
      return;
    }
    deep(isThoughtless());
    deep(has(thinking, "thinkingLevel") && scope.has(Quirk.BUDGET_THINKING_ONLY));
    Integer budget = in.integer(field(thinking, "thinkingBudget"), "$.thinkingBudget");
    deep(budget != null && budget == 0 && scope.has(Quirk.ALWAYS_THINKS));
  }

  private void choices() {
    int node = field(config, "candidateCount");
    Integer choices = in.integer(node, "$.generationConfig.candidateCount");
    deep(choices != null && choices > 1 && scope.has(Quirk.SINGLE_CHOICE));
  }
}
