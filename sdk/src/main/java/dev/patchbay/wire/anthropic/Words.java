package dev.patchbay.wire.anthropic;

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

/** The protocol's words, both ways. Stateless. */
final class Words {
  static final Protocol SPEAKS = Protocol.ANTHROPIC_MESSAGES;

  /** Id of the protocol. */
  static final String PROTOCOL = SPEAKS.id();

  /** Whoever a client of the protocol got an opaque value from. */
  static final Issuer CLIENT = Issuer.client(PROTOCOL);

  static final String USER = "user";
  static final String ASSISTANT = "assistant";
  static final String SYSTEM = "system";

  /** The least a thinking budget may be (Anthropic, Extended thinking, read 2026-11-20). */
  static final int LEAST_BUDGET = 1024;

  private static final Map<String, StopReason> STOP_REASONS = new LinkedHashMap<>();
  private static final Map<StopReason, String> STOP_WORDS = new EnumMap<>(StopReason.class);
  private static final Map<FailureKind, ErrorWord> ERRORS = new EnumMap<>(FailureKind.class);
  private static final Map<Effort, Integer> BUDGETS = new EnumMap<>(Effort.class);

  /** The status and type a failure is told with. */
  record ErrorWord(int status, String type) {}

  private static final ErrorWord INVALID = new ErrorWord(400, "invalid_request_error");
  private static final ErrorWord OVERLOADED = new ErrorWord(529, "overloaded_error");
  private static final ErrorWord INTERNAL = new ErrorWord(500, "api_error");

  static {
    stop("end_turn", StopReason.END);
    stop("stop_sequence", StopReason.STOP_SEQUENCE);
    stop("max_tokens", StopReason.LENGTH);
    stop("model_context_window_exceeded", StopReason.CONTEXT_WINDOW);
    stop("tool_use", StopReason.TOOL_CALLS);
    stop("refusal", StopReason.REFUSAL);
    stop("pause_turn", StopReason.PAUSE);
    STOP_WORDS.put(StopReason.CONTENT_FILTER, "refusal");
    STOP_WORDS.put(StopReason.BAD_TOOL_CALL, "end_turn");
    STOP_WORDS.put(StopReason.OTHER, "end_turn");

    ERRORS.put(FailureKind.CONTENT_FILTERED, INVALID);
    ERRORS.put(FailureKind.CONTEXT_TOO_LONG, INVALID);
    ERRORS.put(FailureKind.INVALID_REQUEST, INVALID);
    ERRORS.put(FailureKind.PINNED_UNAVAILABLE, INVALID);
    ERRORS.put(FailureKind.AUTHENTICATION, new ErrorWord(401, "authentication_error"));
    ERRORS.put(FailureKind.QUOTA_EXHAUSTED, new ErrorWord(402, "billing_error"));
    ERRORS.put(FailureKind.BUDGET_EXCEEDED, new ErrorWord(402, "billing_error"));
    ERRORS.put(FailureKind.PERMISSION, new ErrorWord(403, "permission_error"));
    ERRORS.put(FailureKind.MODEL_NOT_FOUND, new ErrorWord(404, "not_found_error"));
    ERRORS.put(FailureKind.NO_ROUTE, new ErrorWord(404, "not_found_error"));
    ERRORS.put(FailureKind.RATE_LIMITED, new ErrorWord(429, "rate_limit_error"));
    ERRORS.put(FailureKind.NO_CAPACITY, new ErrorWord(429, "rate_limit_error"));
    ERRORS.put(FailureKind.CANCELLED, new ErrorWord(499, "api_error"));
    ERRORS.put(FailureKind.TIMEOUT, new ErrorWord(504, "timeout_error"));
    ERRORS.put(FailureKind.DEADLINE, new ErrorWord(504, "timeout_error"));
    ERRORS.put(FailureKind.OVERLOADED, OVERLOADED);
    ERRORS.put(FailureKind.CLOSED, OVERLOADED);

    // Steps of our own: the vendor names only the least budget and the efforts themselves.
    BUDGETS.put(Effort.NONE, 0);
    BUDGETS.put(Effort.MINIMAL, LEAST_BUDGET);
    BUDGETS.put(Effort.LOW, 2048);
    BUDGETS.put(Effort.MEDIUM, 8192);
    BUDGETS.put(Effort.HIGH, 16_384);
    BUDGETS.put(Effort.XHIGH, 24_576);
    BUDGETS.put(Effort.MAX, 32_768);
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
    return STOP_WORDS.getOrDefault(reason, "end_turn");
  }

  static ErrorWord error(FailureKind kind) {
    return ERRORS.getOrDefault(kind, INTERNAL);
  }

  static int budget(Effort effort) {
    return BUDGETS.getOrDefault(effort, LEAST_BUDGET);
  }

  /** The effort whose budget is nearest. */
  static Effort effort(int budget) {
    return EffortSteps.nearest(BUDGETS, budget);
  }
}
