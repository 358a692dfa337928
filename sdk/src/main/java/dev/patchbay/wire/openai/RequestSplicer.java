package dev.patchbay.wire.openai;

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
 * meets them, as far as single fields go. One thread.
 */
final class RequestSplicer {
  private static final RawJson TRUE = RawJson.of("true");
  private static final String NOT_TAKEN = "The target does not take it";
  private static final String NO_USER = "The target takes no id of the end user";
  private static final String NO_ODDS = "The target takes no log probabilities and biases";
  private static final String LIMIT = "max_completion_tokens";
  private static final String OLD_LIMIT = "max_tokens";
  private static final String CACHE = "cache_control";

  /** A field that is left out where a quirk says so. */
  private record Refused(Quirk quirk, String name, String why) {}

  private static final List<Refused> REFUSED =
      List.of(
          new Refused(Quirk.NO_SAMPLING, "temperature", NOT_TAKEN),
          new Refused(Quirk.NO_SAMPLING, "top_p", NOT_TAKEN),
          new Refused(Quirk.NO_PENALTIES, "presence_penalty", NOT_TAKEN),
          new Refused(Quirk.NO_PENALTIES, "frequency_penalty", NOT_TAKEN),
          new Refused(Quirk.NO_SEED, "seed", NOT_TAKEN),
          new Refused(Quirk.NO_STOP, "stop", "The target takes no stop texts"),
          new Refused(Quirk.NO_LOGPROBS, "logprobs", NO_ODDS),
          new Refused(Quirk.NO_LOGPROBS, "top_logprobs", NO_ODDS),
          new Refused(Quirk.NO_LOGPROBS, "logit_bias", NO_ODDS),
          new Refused(Quirk.NO_USER, "user", NO_USER),
          new Refused(Quirk.NO_USER, OptionEncoder.SAFETY_ID, NO_USER),
          new Refused(Quirk.NO_METADATA, "metadata", "The target takes no metadata"),
          new Refused(
              Quirk.NO_METADATA, "store", "The target cannot be told whether to keep the answer"),
          new Refused(
              Quirk.NO_PARALLEL_TOOL_CALLS,
              "parallel_tool_calls",
              "The target cannot be told about parallel calls"));

  /** What a target takes that refuses fields it does not know. */
  private static final Set<String> FIELDS =
      Set.of(
          "model",
          "messages",
          "tools",
          "tool_choice",
          "parallel_tool_calls",
          LIMIT,
          OLD_LIMIT,
          "temperature",
          "top_p",
          "presence_penalty",
          "frequency_penalty",
          "seed",
          "random_seed",
          "stop",
          "response_format",
          "thinking",
          "reasoning_effort",
          "n",
          "user",
          "metadata",
          "store",
          "service_tier",
          "prompt_cache_key",
          "stream",
          ExtraEncoder.STREAM_OPTIONS);

  private static final Set<String> MESSAGE =
      Set.of("role", "content", "name", "tool_calls", "tool_call_id", CACHE);

  private static final Set<String> PART =
      Set.of("type", "text", "image_url", "input_audio", "file", CACHE);

  private static final Set<String> INNER =
      Set.of("url", "detail", "data", "format", "file_id", "filename", "file_data");

  private static final Set<String> TOOL = Set.of("type", Words.FUNCTION, CACHE);
  private static final Set<String> DECLARED = Set.of("name", "description", "parameters", "strict");

  private final JsonBytes in;
  private final Splicer splicer;
  private final Scope scope;
  private final int body;

  /** True once something was seen that takes more than the change of a field. */
  private boolean deep;

  private String lastRole = "";

  private RequestSplicer(JsonBytes in, Scope scope) {
    this.in = in;
    this.splicer = new Splicer(in);
    this.scope = scope;
    this.body = in.root();
  }

  static Optional<Encoded> splice(Glance glance, TargetProfile target, boolean stream) {
    Scope scope = new Scope(Words.SPEAKS, target);
    RequestSplicer splicer = new RequestSplicer(glance.body(), scope);
    splicer.request(stream);
    return splicer.deep ? Optional.empty() : Optional.of(scope.encoded(splicer.splicer.body()));
  }

  private void request(boolean stream) {
    splicer.set(body, "model", RawJson.string(scope.target().model()));
    in.each(in.field(body, "messages"), this::message);
    prefill();
    tools();
    limit();
    sampling();
    format();
    reasoning();
    choices();
    REFUSED.forEach(this::refused);
    strict();
    stream(stream);
  }

  private void refused(Refused field) {
    if (scope.has(field.quirk) && splicer.remove(body, field.name)) {
      scope.lost(Scope.feature(field.name), field.why);
    }
  }

  private void message(int message) {
    int role = in.field(message, "role");
    String name = String.valueOf(in.string(role));
    boolean system = name.equals(Words.SYSTEM) || name.equals(Words.DEVELOPER);
    if (name.equals(Words.DEVELOPER) && scope.has(Quirk.NO_DEVELOPER_ROLE)) {
      scope.lost("developer-role", "Developer messages were sent as system messages");
      splicer.replace(role, RawJson.string(Words.SYSTEM));
    }
    String kind = system ? Words.SYSTEM : name;
    boolean repeated = kind.equals(lastRole) && !kind.equals(Words.TOOL);
    deep |= repeated && scope.has(Quirk.ALTERNATING_ROLES);
    lastRole = kind;
    boolean tool = name.equals(Words.TOOL) || name.equals(Words.FUNCTION);
    called(message, tool);
    thought(message);
    mark(message, !tool);
    strange(message, MESSAGE);
    in.each(in.field(message, "content"), part -> part(part, !tool));
  }

  /** Calls whose ids have to be others, or that are refused altogether. */
  private void called(int message, boolean tool) {
    int calls = in.field(message, "tool_calls");
    boolean any = tool || calls != JsonBytes.NONE || has(message, "function_call");
    deep |= any && (scope.has(Quirk.TOOL_ID_NINE_ALNUM) || scope.has(Quirk.NO_TOOLS));
    in.each(calls, call -> mark(call, false));
  }

  /** Reasoning goes back only in the form the target takes. */
  private void thought(int message) {
    boolean details = has(message, ThinkingWords.DETAILS);
    boolean content = has(message, ThinkingWords.CONTENT);
    deep |= details && !scope.has(Quirk.REASONING_DETAILS_BACK);
    deep |= content && !scope.has(Quirk.REASONING_CONTENT_BACK);
    deep |= has(message, "reasoning") && !details;
  }

  private void part(int part, boolean markable) {
    deep |= in.is(in.field(part, "type"), "thinking");
    mark(part, markable && !has(part, "input_audio"));
    strange(part, PART);
    if (scope.has(Quirk.STRICT_FIELDS)) {
      strange(in.field(part, "image_url"), INNER);
      strange(in.field(part, "input_audio"), INNER);
      strange(in.field(part, "file"), INNER);
    }
  }

  /** A cache mark goes where the target does not know it, or not there. */
  private void mark(int object, boolean markable) {
    boolean kept = markable && scope.has(Quirk.KEEPS_CACHE_CONTROL);
    if (!kept && has(object, CACHE)) {
      splicer.remove(object, CACHE);
      scope.lost("cache-control", "The cache mark of a part was left out");
    }
  }

  /** Below the request itself a field the target may not know is left to the encoder. */
  private void strange(int object, Set<String> known) {
    deep |= scope.has(Quirk.STRICT_FIELDS) && !in.hasOnly(object, known);
  }

  private void prefill() {
    if (lastRole.equals(Words.ASSISTANT)) {
      deep |= scope.has(Quirk.NO_PREFILL) || scope.has(Quirk.PREFIX_FLAG);
      scope.lost("prefill", "The last answer counts as history: the model may not go on with it");
    }
  }

  private void tools() {
    int tools = in.field(body, "tools");
    boolean any = tools != JsonBytes.NONE || has(body, "functions");
    deep |= any && scope.has(Quirk.NO_TOOLS);
    in.each(
        tools,
        tool -> {
          mark(tool, false);
          mark(in.field(tool, Words.FUNCTION), false);
          strange(tool, TOOL);
          strange(in.field(tool, Words.FUNCTION), DECLARED);
        });
    int choice = in.field(body, "tool_choice");
    boolean free = in.is(choice, "auto") || in.is(choice, "none");
    boolean picky =
        scope.has(Quirk.NO_FORCED_TOOL_CHOICE)
            || scope.has(Quirk.TOOL_CHOICE_ANY_WORD)
            || (scope.has(Quirk.STRICT_FIELDS) && in.isObject(choice));
    boolean said = choice != JsonBytes.NONE || has(body, "function_call");
    deep |= said && (scope.has(Quirk.NO_TOOL_CHOICE) || (picky && !free));
  }

  private void limit() {
    boolean old = scope.has(Quirk.MAX_TOKENS_OLD_NAME);
    int newer = in.field(body, LIMIT);
    int node = newer == JsonBytes.NONE ? in.field(body, OLD_LIMIT) : newer;
    Integer limit = in.integer(node, "$.max_tokens");
    Integer most = scope.target().maxOutput();
    if (limit != null && most != null && limit > most) {
      scope.lost("max-output-tokens", "Lowered from " + limit + " to the model's " + most);
      splicer.replace(node, RawJson.of(String.valueOf(most)));
    }
    if (old) {
      splicer.rename(body, LIMIT, OLD_LIMIT);
    } else if (newer == JsonBytes.NONE) {
      splicer.rename(body, OLD_LIMIT, LIMIT);
    } else {
      splicer.remove(body, OLD_LIMIT);
    }
  }

  private void sampling() {
    boolean both = has(body, "temperature") && has(body, "top_p");
    if (both && scope.has(Quirk.TEMPERATURE_XOR_TOP_P)) {
      splicer.remove(body, "top_p");
      scope.lost("top-p", NOT_TAKEN);
    }
    if (scope.has(Quirk.RANDOM_SEED_NAME) && !scope.has(Quirk.NO_SEED)) {
      splicer.rename(body, "seed", "random_seed");
    }
  }

  private void format() {
    int type = in.field(in.field(body, "response_format"), "type");
    deep |= in.is(type, "json_schema") && scope.has(Quirk.NO_JSON_SCHEMA);
  }

  private void reasoning() {
    Set<Capability> capabilities = scope.target().capabilities();
    boolean thoughtless = capabilities != null && !capabilities.contains(Capability.REASONING);
    boolean typed = scope.has(Quirk.THINKING_TYPE_FIELD);
    boolean refused = thoughtless || scope.has(Quirk.NO_REASONING_EFFORT) || typed;
    deep |= has(body, "reasoning_effort") && refused;
    deep |= has(body, "thinking") && !typed;
  }

  private void choices() {
    Integer choices = in.integer(in.field(body, "n"), "$.n");
    deep |= choices != null && choices != 1 && scope.has(Quirk.SINGLE_CHOICE);
  }

  private void strict() {
    if (!scope.has(Quirk.STRICT_FIELDS)) {
      return;
    }
    deep |= has(body, OptionEncoder.SAFETY_ID) && !scope.has(Quirk.NO_USER);
    deep |= has(body, "functions") || has(body, "function_call");
    int end = in.next(body);
    for (int key = in.first(body); key < end; key = in.next(key + 1)) {
      String name = String.valueOf(in.string(key));
      if (!FIELDS.contains(name) && splicer.remove(body, name)) {
        scope.lost(Scope.feature(name), "The target refuses fields it does not know: " + name);
      }
    }
  }

  /** Usage is always asked for: the router counts by it. */
  private void stream(boolean stream) {
    int options = in.field(body, ExtraEncoder.STREAM_OPTIONS);
    if (!stream) {
      splicer.remove(body, ExtraEncoder.STREAM_OPTIONS);
      if (in.isTrue(in.field(body, "stream"))) {
        splicer.remove(body, "stream");
      }
      return;
    }
    splicer.set(body, "stream", TRUE);
    if (scope.has(Quirk.NO_STREAM_OPTIONS)) {
      splicer.remove(body, ExtraEncoder.STREAM_OPTIONS);
    } else if (in.isObject(options)) {
      splicer.set(options, ExtraEncoder.INCLUDE_USAGE, TRUE);
      strange(options, Set.of(ExtraEncoder.INCLUDE_USAGE));
    } else {
      splicer.set(body, ExtraEncoder.STREAM_OPTIONS, RawJson.of("{\"include_usage\":true}"));
    }
  }

  private boolean has(int object, String name) {
    return in.field(object, name) != JsonBytes.NONE;
  }
}
