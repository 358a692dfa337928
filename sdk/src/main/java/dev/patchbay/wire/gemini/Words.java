package dev.patchbay.wire.gemini;

import com.squareup.moshi.JsonReader;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Reasoning.Effort;
import dev.patchbay.chat.StopReason;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Protocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The protocol's words, both ways. Stateless. */
final class Words {
  static final Protocol SPEAKS = Protocol.GEMINI;

  /** Id of the protocol. */
  static final String PROTOCOL = SPEAKS.id();

  /** Whoever a client of the protocol got an opaque value from. */
  static final Issuer CLIENT = Issuer.client(PROTOCOL);

  static final String USER = "user";
  static final String MODEL = "model";
  static final String SIGNATURE = "thoughtSignature";
  static final String FINISH = "finishReason";
  static final String FEEDBACK = "promptFeedback";
  static final String JSON = "application/json";

  /**
   * Stands for a signature that is lost: without one the vendor refuses the first call of a step
   * (Gemini API, Thought signatures, read 2026-11-20).
   */
  static final String ANY_SIGNATURE = "skip_thought_signature_validator";

  /** Most stop texts a request may have. */
  static final int MOST_STOPS = 5;

  private static final Map<String, StopReason> STOP_REASONS = new LinkedHashMap<>();
  private static final Map<StopReason, String> STOP_WORDS = new EnumMap<>(StopReason.class);
  private static final Map<Effort, Integer> BUDGETS = new EnumMap<>(Effort.class);

  static {
    stop("STOP", StopReason.END);
    stop("MAX_TOKENS", StopReason.LENGTH);
    stop("SAFETY", StopReason.CONTENT_FILTER);
    stop("MALFORMED_FUNCTION_CALL", StopReason.BAD_TOOL_CALL);
    stop("CONTINUATION", StopReason.PAUSE);
    stop("OTHER", StopReason.OTHER);
    STOP_REASONS.put("UNEXPECTED_TOOL_CALL", StopReason.BAD_TOOL_CALL);
    STOP_REASONS.put("TOO_MANY_TOOL_CALLS", StopReason.PAUSE);
    for (String filter :
        List.of(
            "RECITATION",
            "LANGUAGE",
            "BLOCKLIST",
            "PROHIBITED_CONTENT",
            "SPII",
            "IMAGE_SAFETY",
            "IMAGE_PROHIBITED_CONTENT",
            "IMAGE_RECITATION",
            "NO_IMAGE",
            "IMAGE_OTHER")) {
      STOP_REASONS.put(filter, StopReason.CONTENT_FILTER);
    }
    STOP_WORDS.put(StopReason.STOP_SEQUENCE, "STOP");
    STOP_WORDS.put(StopReason.TOOL_CALLS, "STOP");
    STOP_WORDS.put(StopReason.CONTEXT_WINDOW, "MAX_TOKENS");
    STOP_WORDS.put(StopReason.REFUSAL, "SAFETY");

    // Steps of our own within what Gemini 2.5 takes: up to 24,576 at all of its models.
    BUDGETS.put(Effort.NONE, 0);
    BUDGETS.put(Effort.MINIMAL, 1024);
    BUDGETS.put(Effort.LOW, 2048);
    BUDGETS.put(Effort.MEDIUM, 8192);
    BUDGETS.put(Effort.HIGH, 16_384);
    BUDGETS.put(Effort.XHIGH, 24_576);
    BUDGETS.put(Effort.MAX, 24_576);
  }

  private Words() {}

  /**
   * An object of the protocol; its faults are reported below the path. A client may write names
   * with underscores, as in the vendor's other form of JSON.
   */
  static Block block(RawJson raw, String path) {
    Block block = Block.of(raw, path, SPEAKS);
    if (raw.text().indexOf('_') < 0) {
      return block;
    }
    JsonFields fields = block.rest();
    if (fields.byName().keySet().stream().noneMatch(Words::isSnake)) {
      return block;
    }
    Map<String, RawJson> camel = new LinkedHashMap<>();
    fields.byName().forEach((name, value) -> camel.putIfAbsent(camel(name), value));
    return Block.of(RawJson.object(new JsonFields(camel)), path, SPEAKS);
  }

  /** The next value of a reader, which must be an object. */
  static Block block(JsonReader reader) throws IOException {
    String path = reader.getPath();
    return block(Json.raw(reader), path);
  }

  /**
   * A value without white space between its tokens: the vendor indents what is no stream, and a
   * call's arguments go on as text.
   */
  static RawJson compact(RawJson raw) {
    String text = raw.text();
    if (text.indexOf('\n') < 0) {
      return raw;
    }
    StringBuilder dense = new StringBuilder(text.length());
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        dense.append(c).append(text.charAt(++i));
      } else if (quoted || !Character.isWhitespace(c)) {
        quoted ^= c == '"';
        dense.append(c);
      }
    }
    return RawJson.of(dense.toString());
  }

  /** An object inside; null if it is absent. */
  static @Nullable Block object(Block holder, String name) {
    RawJson raw = holder.take(name);
    return raw == null ? null : block(raw, holder.path() + "." + name);
  }

  /** The objects of an array inside; empty if it is absent. */
  static List<Block> objects(Block holder, String name) {
    List<Block> blocks = new ArrayList<>();
    String path = holder.path() + "." + name;
    for (RawJson item : holder.items(name)) {
      blocks.add(block(item, path + "[" + blocks.size() + "]"));
    }
    return blocks;
  }

  private static boolean isSnake(String name) {
    return name.indexOf('_') > 0;
  }

  static String camel(String name) {
    if (!isSnake(name)) {
      return name;
    }
    StringBuilder camel = new StringBuilder();
    for (String word : name.split("_", -1)) {
      boolean first = camel.isEmpty() || word.isEmpty();
      camel.append(first ? word : word.substring(0, 1).toUpperCase(Locale.ROOT));
      camel.append(first ? "" : word.substring(1));
    }
    return camel.toString();
  }

  private static void stop(String word, StopReason reason) {
    STOP_REASONS.put(word, reason);
    STOP_WORDS.put(reason, word);
  }

  static StopReason stopReason(String word) {
    return STOP_REASONS.getOrDefault(word, StopReason.OTHER);
  }

  static String stopWord(StopReason reason) {
    return STOP_WORDS.getOrDefault(reason, "OTHER");
  }

  static int budget(Effort effort) {
    return BUDGETS.getOrDefault(effort, 0);
  }
}
