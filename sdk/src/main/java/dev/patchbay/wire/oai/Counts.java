package dev.patchbay.wire.oai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Protocol;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Counts of tokens, which both protocols put under names of their own. Stateless. */
public final class Counts {
  private Counts() {}

  /** An object of further counts; an empty one if there is none. */
  public static Block details(Block usage, String name, Protocol protocol) {
    Block details = usage.object(name);
    return details == null ? Block.of(RawJson.EMPTY_OBJECT, "$", protocol) : details;
  }

  /**
   * Output with its reasoning: where the total is the sum of all three, reasoning was left out of
   * the output (xAI).
   */
  public static @Nullable Long output(
      @Nullable Long input, @Nullable Long output, @Nullable Long reasoning, @Nullable Long total) {
    if (input == null || output == null || reasoning == null || total == null) {
      return output;
    }
    boolean apart = reasoning > 0 && total == input + output + reasoning;
    return apart ? (Long) (output + reasoning) : output;
  }

  /** Writes a count; nothing if it is unknown. */
  public static void write(JsonWriter writer, String name, @Nullable Long count)
      throws IOException {
    if (count != null) {
      writer.name(name).value(count);
    }
  }
}
