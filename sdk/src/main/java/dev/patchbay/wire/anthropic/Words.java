package dev.patchbay.wire.anthropic;

import com.squareup.moshi.JsonReader;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Reasoning.Effort;
import dev.patchbay.chat.StopReason;
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
  private static final Map<Effort, Integer> BUDGETS = new EnumMap<>(Effort.class);

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

  static int budget(Effort effort) {
    return BUDGETS.getOrDefault(effort, LEAST_BUDGET);
  }

  /** The effort whose budget is nearest. */
  static Effort effort(int budget) {
    return EffortSteps.nearest(BUDGETS, budget);
  }
}
