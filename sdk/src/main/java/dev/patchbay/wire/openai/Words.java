package dev.patchbay.wire.openai;

import com.squareup.moshi.JsonReader;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Reasoning.Effort;
import dev.patchbay.chat.StopReason;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.EffortSteps;
import dev.patchbay.wire.Protocol;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The protocol's words, both ways. Stateless. */
final class Words {
  static final Protocol SPEAKS = Protocol.OPENAI_CHAT;

  /** Id of the protocol. */
  static final String PROTOCOL = SPEAKS.id();

  /** Whoever a client of the protocol got an opaque value from. */
  static final Issuer CLIENT = Issuer.client(PROTOCOL);

  static final String USER = "user";
  static final String ASSISTANT = "assistant";
  static final String SYSTEM = "system";
  static final String DEVELOPER = "developer";
  static final String TOOL = "tool";
  static final String FUNCTION = "function";

  /** The literal null: a plain null would leave its name out. */
  static final RawJson NULL = RawJson.of("null");

  /** Most stop texts a request may have. */
  static final int MOST_STOPS = 4;

  /** Longest id of a tool call. */
  static final int LONGEST_ID = 40;

  private static final Map<String, StopReason> STOP_REASONS = new LinkedHashMap<>();
  private static final Map<StopReason, String> STOP_WORDS = new EnumMap<>(StopReason.class);
  private static final Map<FailureKind, ErrorWord> ERRORS = new EnumMap<>(FailureKind.class);
  private static final Map<Effort, Integer> BUDGETS = new EnumMap<>(Effort.class);
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
    stop("stop", StopReason.END);
    stop("length", StopReason.LENGTH);
    stop("tool_calls", StopReason.TOOL_CALLS);
    stop("content_filter", StopReason.CONTENT_FILTER);
    STOP_REASONS.put("function_call", StopReason.TOOL_CALLS);
    STOP_REASONS.put("eos", StopReason.END); // Together
    STOP_REASONS.put("model_length", StopReason.CONTEXT_WINDOW); // Mistral
    STOP_WORDS.put(StopReason.CONTEXT_WINDOW, "length");

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
    BUDGETS.put(Effort.NONE, 0);
    BUDGETS.put(Effort.MINIMAL, 1024);
    BUDGETS.put(Effort.LOW, 2048);
    BUDGETS.put(Effort.MEDIUM, 8192);
    BUDGETS.put(Effort.HIGH, 16_384);
    BUDGETS.put(Effort.XHIGH, 65_536);

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

  private static void stop(String word, StopReason reason) {
    STOP_REASONS.put(word, reason);
    STOP_WORDS.put(reason, word);
  }

  static StopReason stopReason(String word) {
    return STOP_REASONS.getOrDefault(word, StopReason.OTHER);
  }

  static String stopWord(StopReason reason) {
    return STOP_WORDS.getOrDefault(reason, "stop");
  }

  static ErrorWord error(FailureKind kind) {
    return ERRORS.getOrDefault(kind, INTERNAL);
  }

  /** The effort whose budget is nearest. */
  static Effort effort(int budget) {
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
