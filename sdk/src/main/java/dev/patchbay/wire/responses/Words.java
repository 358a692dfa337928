package dev.patchbay.wire.responses;

import com.squareup.moshi.JsonReader;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Reasoning;
import dev.patchbay.chat.StopReason;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.EffortSteps;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.ToolIds;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The protocol's words, both ways. Stateless. */
final class Words {
  static final Protocol SPEAKS = Protocol.OPENAI_RESPONSES;

  /** Id of the protocol. */
  static final String PROTOCOL = SPEAKS.id();

  /** Whoever a client of the protocol got an opaque value from. */
  static final Issuer CLIENT = Issuer.client(PROTOCOL);

  static final String USER = "user";
  static final String ASSISTANT = "assistant";
  static final String SYSTEM = "system";
  static final String DEVELOPER = "developer";
  static final String FUNCTION = "function";
  static final String CUSTOM = "custom";

  static final String MESSAGE = "message";
  static final String REASONING = "reasoning";
  static final String CALL = "function_call";
  static final String CUSTOM_CALL = "custom_tool_call";
  static final String OUTPUT = "function_call_output";
  static final String CUSTOM_OUTPUT = "custom_tool_call_output";

  static final String COMPLETED = "completed";
  static final String INCOMPLETE = "incomplete";

  /** Longest id of a tool call. */
  static final int LONGEST_ID = 64;

  /** The least a limit of output tokens may be. */
  static final int LEAST_OUTPUT = 16;

  private static final Map<String, StopReason> CUTS =
      Map.of(
          "max_output_tokens", StopReason.LENGTH,
          "content_filter", StopReason.CONTENT_FILTER);
  private static final Map<StopReason, String> CUT_WORDS =
      Map.of(
          StopReason.LENGTH, "max_output_tokens",
          StopReason.CONTEXT_WINDOW, "max_output_tokens",
          StopReason.CONTENT_FILTER, "content_filter");
  private static final Map<String, String> IDS =
      Map.of(MESSAGE, "msg_", REASONING, "rs_", CALL, "fc_", CUSTOM_CALL, "ctc_");
  private static final Map<FailureKind, ErrorWord> ERRORS = new EnumMap<>(FailureKind.class);
  private static final Map<Reasoning.Effort, Integer> BUDGETS =
      new EnumMap<>(Reasoning.Effort.class);
  private static final Map<String, String> SOUNDS = new LinkedHashMap<>();

  /** The status, type and code a failure is told with; a null code is the upstream's own. */
  record ErrorWord(int status, String type, @Nullable String code) {}

  private static final String INVALID_TYPE = "invalid_request_error";
  private static final String SERVER_TYPE = "server_error";
  private static final String QUOTA = "insufficient_quota";
  private static final ErrorWord TIMEOUT = new ErrorWord(504, "timeout", null);
  private static final ErrorWord BAD_GATEWAY = new ErrorWord(502, SERVER_TYPE, null);
  private static final ErrorWord INTERNAL = new ErrorWord(500, SERVER_TYPE, null);
  private static final ErrorWord NO_MODEL = new ErrorWord(404, INVALID_TYPE, "model_not_found");
  private static final ErrorWord LIMITED = new ErrorWord(429, "requests", "rate_limit_exceeded");
  private static final ErrorWord OVERLOADED =
      new ErrorWord(503, "service_unavailable_error", "server_is_overloaded");

  static {
    ERRORS.put(
        FailureKind.CONTENT_FILTERED, new ErrorWord(400, INVALID_TYPE, "content_policy_violation"));
    ERRORS.put(
        FailureKind.CONTEXT_TOO_LONG, new ErrorWord(400, INVALID_TYPE, "context_length_exceeded"));
    ERRORS.put(FailureKind.INVALID_REQUEST, new ErrorWord(400, INVALID_TYPE, null));
    ERRORS.put(FailureKind.AUTHENTICATION, new ErrorWord(401, INVALID_TYPE, "invalid_api_key"));
    ERRORS.put(FailureKind.BUDGET_EXCEEDED, new ErrorWord(402, QUOTA, "budget_exceeded"));
    ERRORS.put(FailureKind.QUOTA_EXHAUSTED, new ErrorWord(429, QUOTA, QUOTA));
    ERRORS.put(FailureKind.PERMISSION, new ErrorWord(403, "request_forbidden", null));
    ERRORS.put(FailureKind.MODEL_NOT_FOUND, NO_MODEL);
    ERRORS.put(FailureKind.NO_ROUTE, NO_MODEL);
    ERRORS.put(FailureKind.PINNED_UNAVAILABLE, new ErrorWord(409, INVALID_TYPE, null));
    ERRORS.put(FailureKind.RATE_LIMITED, LIMITED);
    ERRORS.put(FailureKind.NO_CAPACITY, LIMITED);
    ERRORS.put(FailureKind.CANCELLED, new ErrorWord(499, SERVER_TYPE, "cancelled"));
    ERRORS.put(
        FailureKind.UPSTREAM_CREDENTIALS, new ErrorWord(502, SERVER_TYPE, "upstream_credentials"));
    ERRORS.put(FailureKind.NETWORK, BAD_GATEWAY);
    ERRORS.put(FailureKind.CUT, BAD_GATEWAY);
    ERRORS.put(FailureKind.MISCONFIGURED, BAD_GATEWAY);
    ERRORS.put(FailureKind.TIMEOUT, TIMEOUT);
    ERRORS.put(FailureKind.DEADLINE, TIMEOUT);
    ERRORS.put(FailureKind.OVERLOADED, OVERLOADED);
    ERRORS.put(FailureKind.CLOSED, OVERLOADED);

    // Steps of our own: the protocol knows efforts only.
    BUDGETS.put(Reasoning.Effort.NONE, 0);
    BUDGETS.put(Reasoning.Effort.MINIMAL, 1024);
    BUDGETS.put(Reasoning.Effort.LOW, 2048);
    BUDGETS.put(Reasoning.Effort.MEDIUM, 8192);
    BUDGETS.put(Reasoning.Effort.HIGH, 16_384);
    BUDGETS.put(Reasoning.Effort.XHIGH, 65_536);

    SOUNDS.put("audio/mpeg", "mp3");
    SOUNDS.put("audio/mp3", "mp3");
    SOUNDS.put("audio/x-wav", "wav");
    SOUNDS.put("audio/wave", "wav");
  }

  private Words() {}

  /** An object of the protocol; its faults are reported below the path. */
  static Block block(RawJson raw, String path) {
    return Block.of(raw, path, SPEAKS);
  }

  /** The next value of a reader, which must be an object. */
  static Block block(JsonReader reader) throws IOException {
    return Block.read(reader, SPEAKS);
  }

  /** Why an answer was cut, by the reason of {@code incomplete_details}. */
  static StopReason cut(String word) {
    return CUTS.getOrDefault(word, StopReason.OTHER);
  }

  /** The reason of an answer that was cut; null for one that is complete. */
  static @Nullable String cutWord(StopReason reason) {
    return CUT_WORDS.get(reason);
  }

  /** An id for an item of the type, made of what tells it from others. */
  static String id(String type, String seed) {
    String made = ToolIds.made(seed);
    return IDS.getOrDefault(type, "item_") + made.substring(made.indexOf('_') + 1);
  }

  static ErrorWord error(FailureKind kind) {
    return ERRORS.getOrDefault(kind, INTERNAL);
  }

  /** The effort whose budget is nearest. */
  static Reasoning.Effort effort(int budget) {
    return EffortSteps.nearest(BUDGETS, budget);
  }

  /** The media type of a sound's format, {@code wav} or {@code mp3}. */
  static String mediaType(String format) {
    return format.equals("mp3") ? "audio/mpeg" : "audio/" + format;
  }

  /** The format of a sound's media type. */
  static String format(String mediaType) {
    int slash = mediaType.indexOf('/');
    return SOUNDS.getOrDefault(mediaType, mediaType.substring(slash + 1));
  }
}
