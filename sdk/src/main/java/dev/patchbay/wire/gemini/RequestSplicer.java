package dev.patchbay.wire.gemini;

import dev.patchbay.json.JsonBytes;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.Splicer;
import dev.patchbay.wire.TargetProfile;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A client's bytes for a target of the same protocol: the quirks are met as {@link RequestEncoder}
 * meets them, as far as single fields go. How it streams is said by the path. One thread.
 */
final class RequestSplicer {
  private static final String REFUSED_HERE = "left out: refused here";
  private static final String LIMIT = "maxOutputTokens";

  /** A field of the configuration that is left out where a quirk says so. */
  private record Refused(Quirk quirk, String name, String feature) {}

  private static final List<Refused> REFUSED =
      List.of(
          new Refused(Quirk.NO_SAMPLING, "temperature", "temperature"),
          new Refused(Quirk.NO_SAMPLING, "topP", "top-p"),
          new Refused(Quirk.NO_SAMPLING, "topK", "top-k"),
          new Refused(Quirk.NO_PENALTIES, "presencePenalty", "presence-penalty"),
          new Refused(Quirk.NO_PENALTIES, "frequencyPenalty", "frequency-penalty"),
          new Refused(Quirk.NO_STOP, "stopSequences", "stop"));

  private final JsonBytes in;
  private final Splicer splicer;
  private final Scope scope;
  private final int body;
  private final int config;

  /** True once something was seen that takes more than the change of a field. */
  private boolean deep;

  private String lastRole = "";

  private RequestSplicer(JsonBytes in, Scope scope) {
    this.in = in;
    this.splicer = new Splicer(in);
    this.scope = scope;
    this.body = in.root();
    this.config = field(body, "generationConfig");
  }

  static Optional<Encoded> splice(Glance glance, TargetProfile target) {
    Scope scope = new Scope(Words.SPEAKS, target);
    RequestSplicer splicer = new RequestSplicer(glance.body(), scope);
    splicer.request();
    return splicer.deep ? Optional.empty() : Optional.of(scope.encoded(splicer.splicer.body()));
  }

  /** Clients may write names in either form. */
  private int field(int object, String name) {
    int found = in.field(object, name);
    return found == JsonBytes.NONE ? in.field(object, RequestGlance.snake(name)) : found;
  }

  private void request() {
    deep = scope.has(Quirk.CODE_ASSIST_ENVELOPE) || has(body, Envelope.REQUEST);
    splicer.remove(body, "model");
    in.each(field(body, "contents"), this::content);
    prefill();
    tools();
    limit();
    sampling();
    format();
    reasoning();
    REFUSED.forEach(this::refused);
  }

  private void refused(Refused field) {
    if (scope.has(field.quirk) && remove(field.name)) {
      scope.lost(field.feature, REFUSED_HERE);
    }
  }

  private boolean remove(String name) {
    boolean camel = splicer.remove(config, name);
    boolean snake = splicer.remove(config, RequestGlance.snake(name));
    return camel || snake;
  }

  private void content(int content) {
    lastRole = String.valueOf(in.string(in.field(content, "role")));
    if (lastRole.equals(Words.MODEL) && !scope.has(Quirk.BUDGET_THINKING_ONLY)) {
      deep |= isUnsigned(field(content, "parts"));
    }
    if (scope.has(Quirk.NO_URL_MEDIA)) {
      in.each(field(content, "parts"), part -> deep |= has(part, "fileData"));
    }
    if (scope.has(Quirk.RESULT_TEXT_ONLY) || scope.has(Quirk.NO_URL_MEDIA)) {
      in.each(
          field(content, "parts"),
          part -> deep |= has(field(part, MessageDecoder.RESULT), "parts"));
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

  private void prefill() {
    deep |= lastRole.equals(Words.MODEL) && scope.has(Quirk.NO_PREFILL);
  }

  private void tools() {
    int tools = field(body, "tools");
    deep |= tools != JsonBytes.NONE && scope.has(Quirk.NO_TOOLS);
    if (scope.has(Quirk.OPENAPI_SCHEMA)) {
      in.each(
          tools,
          tool ->
              in.each(
                  field(tool, ToolWords.DECLARATIONS),
                  function -> deep |= has(function, "parametersJsonSchema")));
    }
    int calling = field(field(body, "toolConfig"), "functionCallingConfig");
    deep |= calling != JsonBytes.NONE && scope.has(Quirk.NO_TOOL_CHOICE);
    boolean forced = in.is(in.field(calling, "mode"), "ANY");
    deep |= forced && scope.has(Quirk.NO_FORCED_TOOL_CHOICE);
  }

  private void limit() {
    int node = field(config, LIMIT);
    Integer limit = in.integer(node, "$.generationConfig.maxOutputTokens");
    Integer most = scope.target().maxOutput();
    if (limit != null && most != null && limit > most) {
      scope.lost("max-output-tokens", limit + " is over the model's " + most);
      splicer.replace(node, RawJson.of(String.valueOf(most)));
    }
  }

  private void sampling() {
    boolean both = has(config, "temperature") && has(config, "topP");
    if (both && scope.has(Quirk.TEMPERATURE_XOR_TOP_P) && remove("topP")) {
      scope.lost("top-p", REFUSED_HERE);
    }
    Integer choices =
        in.integer(field(config, "candidateCount"), "$.generationConfig.candidateCount");
    if (choices != null && choices > 1 && scope.has(Quirk.SINGLE_CHOICE)) {
      remove("candidateCount");
      scope.lost("choices", "one answer is given instead of " + choices);
    }
  }

  private void format() {
    boolean standard = has(config, "responseJsonSchema");
    boolean schema = standard || has(config, "responseSchema");
    deep |= schema && scope.has(Quirk.NO_JSON_SCHEMA);
    deep |= standard && scope.has(Quirk.OPENAPI_SCHEMA);
  }

  /** Thinking the target takes in the client's own words passes. */
  private void reasoning() {
    int thinking = field(config, "thinkingConfig");
    if (thinking == JsonBytes.NONE) {
      return;
    }
    Set<Capability> capabilities = scope.target().capabilities();
    deep |= capabilities != null && !capabilities.contains(Capability.REASONING);
    deep |= has(thinking, "thinkingLevel") && scope.has(Quirk.BUDGET_THINKING_ONLY);
    Integer budget = in.integer(field(thinking, "thinkingBudget"), "$.thinkingBudget");
    deep |= budget != null && budget == 0 && scope.has(Quirk.ALWAYS_THINKS);
  }

  private boolean has(int object, String name) {
    return field(object, name) != JsonBytes.NONE;
  }
}
