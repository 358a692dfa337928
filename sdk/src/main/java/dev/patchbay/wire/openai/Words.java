package dev.patchbay.wire.openai;

import com.squareup.moshi.JsonReader;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.StopReason;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.oai.Layout;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The protocol's words, both ways. Stateless. */
final class Words {
  static final Protocol SPEAKS = Protocol.OPENAI_CHAT;

  /** Id of the protocol. */
  static final String PROTOCOL = SPEAKS.id();

  static final Layout LAYOUT = Layout.INSIDE;

  /** Whoever a client of the protocol got an opaque value from. */
  static final Issuer CLIENT = Issuer.client(PROTOCOL);

  static final String USER = "user";
  static final String ASSISTANT = "assistant";
  static final String SYSTEM = "system";
  static final String DEVELOPER = "developer";
  static final String TOOL = "tool";
  static final String FUNCTION = Layout.FUNCTION;
  static final String CUSTOM = Layout.CUSTOM;

  /** Most stop texts a request may have. */
  static final int MOST_STOPS = 4;

  /** Longest id of a tool call. */
  static final int LONGEST_ID = 40;

  private static final Map<String, StopReason> STOP_REASONS = new LinkedHashMap<>();
  private static final Map<StopReason, String> STOP_WORDS = new EnumMap<>(StopReason.class);

  static {
    stop("stop", StopReason.END);
    stop("length", StopReason.LENGTH);
    stop("tool_calls", StopReason.TOOL_CALLS);
    stop("content_filter", StopReason.CONTENT_FILTER);
    STOP_REASONS.put("function_call", StopReason.TOOL_CALLS);
    STOP_REASONS.put("eos", StopReason.END); // Together
    STOP_REASONS.put("model_length", StopReason.CONTEXT_WINDOW); // Mistral
    STOP_WORDS.put(StopReason.CONTEXT_WINDOW, "length");
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
}
