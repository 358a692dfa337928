package dev.patchbay.wire.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Sampling;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.TargetProfile;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes how words are drawn, as far as the target takes it: temperature up to 1, and with thinking
 * only what thinking allows (Anthropic, Extended thinking, read 2026-11-20).
 */
record SamplingEncoder(
    Sampling sampling, TargetProfile target, boolean thinks, Consumer<Loss> losses) {
  private static final double LEAST_TOP_P_THINKING = 0.95;

  void encode(JsonWriter writer) throws IOException {
    Double temperature = temperature();
    if (temperature != null) {
      writer.name("temperature").value(temperature);
    }
    Double topP = topP(temperature != null);
    if (topP != null) {
      writer.name("top_p").value(topP);
    }
    Integer topK = kept("top-k", sampling.topK(), !thinks);
    if (topK != null) {
      writer.name("top_k").value(topK);
    }
    kept("seed", sampling.seed(), false);
    kept("presence-penalty", sampling.presencePenalty(), false);
    kept("frequency-penalty", sampling.frequencyPenalty(), false);
  }

  private @Nullable Double temperature() {
    Double asked = sampling.temperature();
    Double kept = kept("temperature", asked, !thinks || (asked != null && asked == 1));
    if (kept == null || kept <= 1) {
      return kept;
    }
    losses.accept(new Loss("temperature", kept + " was lowered to 1, the most there is"));
    return 1.0;
  }

  private @Nullable Double topP(boolean temperatureSent) {
    Double asked = sampling.topP();
    boolean excluded = temperatureSent && target.has(Quirk.TEMPERATURE_XOR_TOP_P);
    boolean allowed = !thinks || (asked != null && asked >= LEAST_TOP_P_THINKING);
    return kept("top-p", asked, allowed && !excluded);
  }

  private <T> @Nullable T kept(String feature, @Nullable T value, boolean allowed) {
    if (value == null || (allowed && !target.has(Quirk.NO_SAMPLING))) {
      return value;
    }
    losses.accept(new Loss(feature, "left out: refused here"));
    return null;
  }
}
