package dev.patchbay.wire.openai;

import dev.patchbay.json.JsonBytes;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.oai.FieldSplicer;
import java.util.Optional;
import java.util.Set;

/**
 * A client's bytes for a target of the same protocol: the quirks are met as {@link RequestEncoder}
 * meets them, as far as single fields go. One thread.
 */
final class RequestSplicer extends FieldSplicer {
  private static final String LIMIT = "max_completion_tokens";
  private static final String OLD_LIMIT = "max_tokens";
  private static final String CACHE = "cache_control";

  /** Each is looked for in all of them: more are the encoder's. */
  private static final int MOST_STRANGE = 100;

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
          STREAM_OPTIONS);

  private static final Set<String> MESSAGE =
      Set.of("role", "content", "name", "tool_calls", "tool_call_id", CACHE);

  private static final Set<String> PART =
      Set.of("type", "text", "image_url", "input_audio", "file", CACHE);

  private static final Set<String> INNER =
      Set.of("url", "detail", "data", "format", "file_id", "filename", "file_data");

  private static final Set<String> TOOL = Set.of("type", Words.FUNCTION, CACHE);
  private static final Set<String> DECLARED = Set.of("name", "description", "parameters", "strict");

  private final boolean stream;

  private RequestSplicer(Glance glance, TargetProfile target, boolean stream) {
    super(glance, Words.SPEAKS, target);
    this.stream = stream;
  }

  static Optional<Encoded> splice(Glance glance, TargetProfile target, boolean stream) {
    return new RequestSplicer(glance, target, stream).spliced();
  }

  @Override
  protected void request() {
    // What stands at addresses is looked at one by one.
    deep(scope.has(Quirk.NO_URL_MEDIA));
    deep(!scope.target().cache().keeps() && scope.has(Quirk.KEEPS_CACHE_CONTROL));
    addressed(stream);
    in.each(in.field(body, "messages"), this::message);
    prefill(scope.has(Quirk.PREFIX_FLAG));
    tools();
    limit();
    sampling();
    format();
    reasoning();
    stops();
    choices();
    refused();
    strict();
    streamOptions();
  }

  private void message(int message) {
    int role = in.field(message, "role");
    String name = String.valueOf(in.string(role));
    boolean system = name.equals(Words.SYSTEM) || name.equals(Words.DEVELOPER);
    role(role);
    String kind = system ? Words.SYSTEM : name;
    boolean repeated = kind.equals(lastRole) && !kind.equals(Words.TOOL);
    deep(repeated && scope.has(Quirk.ALTERNATING_ROLES));
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
    deep(any && (scope.has(Quirk.TOOL_ID_NINE_ALNUM) || scope.has(Quirk.NO_TOOLS)));
    in.each(calls, call -> mark(call, false));
  }

  /** Reasoning goes back only in the form the target takes. */
  private void thought(int message) {
    boolean details = has(message, ThinkingWords.DETAILS);
    boolean content = has(message, ThinkingWords.CONTENT);
    deep(details && !scope.has(Quirk.REASONING_DETAILS_BACK));
    deep(content && !scope.has(Quirk.REASONING_CONTENT_BACK));
    deep(has(message, "reasoning") && !details);
  }

  private void part(int part, boolean markable) {
    deep(in.is(in.field(part, "type"), "thinking"));
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
      remove(object, CACHE);
      scope.lost("cache-control", "The cache mark of a part was left out");
    }
  }

  /** Below the request itself a field the target may not know is left to the encoder. */
  private void strange(int object, Set<String> known) {
    deep(scope.has(Quirk.STRICT_FIELDS) && !in.hasOnly(object, known));
  }

  private void tools() {
    int tools = in.field(body, "tools");
    boolean any = tools != JsonBytes.NONE || has(body, "functions");
    deep(any && scope.has(Quirk.NO_TOOLS));
    in.each(
        tools,
        tool -> {
          mark(tool, false);
          mark(in.field(tool, Words.FUNCTION), false);
          strange(tool, TOOL);
          strange(in.field(tool, Words.FUNCTION), DECLARED);
        });
    deep(has(body, "function_call") && scope.has(Quirk.NO_TOOL_CHOICE));
    int choice = in.field(body, "tool_choice");
    choice(choice, scope.has(Quirk.STRICT_FIELDS) && in.isObject(choice));
  }

  private void limit() {
    boolean old = scope.has(Quirk.MAX_TOKENS_OLD_NAME);
    int newer = in.field(body, LIMIT);
    int node = newer == JsonBytes.NONE ? in.field(body, OLD_LIMIT) : newer;
    limit(node, "$.max_tokens");
    if (old) {
      rename(body, LIMIT, OLD_LIMIT);
    } else if (newer == JsonBytes.NONE) {
      rename(body, OLD_LIMIT, LIMIT);
    } else {
      remove(body, OLD_LIMIT);
    }
  }

  private void sampling() {
    freedom();
    if (scope.has(Quirk.RANDOM_SEED_NAME) && !scope.has(Quirk.NO_SEED)) {
      rename(body, "seed", "random_seed");
    }
  }

  private void format() {
    int type = in.field(in.field(body, "response_format"), "type");
    deep(in.is(type, "json_schema") && scope.has(Quirk.NO_JSON_SCHEMA));
  }

  private void reasoning() {
    boolean typed = scope.has(Quirk.THINKING_TYPE_FIELD);
    boolean refused = isThoughtless() || scope.has(Quirk.NO_REASONING_EFFORT) || typed;
    deep(has(body, "reasoning_effort") && refused);
    deep(has(body, "thinking") && !typed);
  }

  /** What the target is not told is looked for in the answer, which is to be decoded then. */
  private void stops() {
    int stop = in.field(body, "stop");
    deep(stop != JsonBytes.NONE && scope.has(Quirk.NO_STOP));
  }

  private void choices() {
    Integer choices = in.integer(in.field(body, "n"), "$.n");
    deep(choices != null && choices != 1 && scope.has(Quirk.SINGLE_CHOICE));
  }

  private void strict() {
    if (!scope.has(Quirk.STRICT_FIELDS)) {
      return;
    }
    deep(has(body, OptionEncoder.SAFETY_ID) && !scope.has(Quirk.NO_USER));
    deep(has(body, "functions") || has(body, "function_call"));
    int end = in.next(body);
    int strange = 0;
    for (int key = in.first(body); key < end && strange <= MOST_STRANGE; key = in.next(key + 1)) {
      String name = String.valueOf(in.string(key));
      boolean known = FIELDS.contains(name);
      strange += known ? 0 : 1;
      if (!known && remove(body, name)) {
        scope.lost(Scope.feature(name), "The target refuses fields it does not know: " + name);
      }
    }
    deep(strange > MOST_STRANGE);
  }

  /** Usage is always asked for: the router counts by it. */
  private void streamOptions() {
    int options = in.field(body, STREAM_OPTIONS);
    if (!stream || scope.has(Quirk.NO_STREAM_OPTIONS)) {
      remove(body, STREAM_OPTIONS);
    } else if (in.isObject(options)) {
      yes(options, ExtraEncoder.INCLUDE_USAGE);
      strange(options, Set.of(ExtraEncoder.INCLUDE_USAGE));
    } else {
      set(body, STREAM_OPTIONS, RawJson.of("{\"include_usage\":true}"));
    }
  }
}
