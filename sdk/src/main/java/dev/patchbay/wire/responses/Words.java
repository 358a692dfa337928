package dev.patchbay.wire.responses;

import com.squareup.moshi.JsonReader;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.StopReason;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.ToolIds;
import dev.patchbay.wire.oai.Layout;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The protocol's words, both ways. Stateless. */
final class Words {
  static final Protocol SPEAKS = Protocol.OPENAI_RESPONSES;

  /** Id of the protocol. */
  static final String PROTOCOL = SPEAKS.id();

  static final Layout LAYOUT = Layout.BESIDE;

  /** Whoever a client of the protocol got an opaque value from. */
  static final Issuer CLIENT = Issuer.client(PROTOCOL);

  static final String USER = "user";
  static final String ASSISTANT = "assistant";
  static final String SYSTEM = "system";
  static final String DEVELOPER = "developer";
  static final String FUNCTION = Layout.FUNCTION;
  static final String CUSTOM = Layout.CUSTOM;

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

  static {
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
}
