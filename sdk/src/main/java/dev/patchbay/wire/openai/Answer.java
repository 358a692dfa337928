package dev.patchbay.wire.openai;

import dev.patchbay.chat.Usage;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.oai.Seconds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer, or one frame of a stream: both have the same form. Immutable.
 *
 * @param id empty if it has none
 * @param usage null if it says none
 * @param extras unknown fields
 * @param error the error in it; null if it has none
 */
record Answer(
    String id,
    String model,
    @Nullable Instant created,
    @Nullable String serviceTier,
    List<Delta> choices,
    @Nullable Usage usage,
    JsonFields extras,
    @Nullable RawJson error) {
  static Answer read(Block body) {
    String id = body.string("id", "");
    String model = body.string("model", "");
    Instant created = Seconds.instant(body.count("created"));
    String tier = body.string("service_tier");
    List<Delta> choices = new ArrayList<>();
    for (Block choice : body.objects("choices")) {
      choices.add(Delta.read(choice, choices.size()));
    }
    Usage usage = usage(body, choices);
    RawJson error = body.take("error");
    body.take("object");
    body.take("obfuscation");
    return new Answer(id, model, created, tier, choices, usage, body.spokenRest(), error(error));
  }

  /**
   * Usage stands in the body, in {@code x_groq} (Groq), which stays among the unknown fields, or in
   * a choice (Moonshot).
   */
  private static @Nullable Usage usage(Block body, List<Delta> choices) {
    Block usage = body.object("usage");
    if (usage != null) {
      return UsageWords.decode(usage);
    }
    Block groq = body.has("x_groq") ? Words.block(body.raw(), body.path()).object("x_groq") : null;
    Block own = groq == null ? null : groq.object("usage");
    if (own != null) {
      return UsageWords.decode(own);
    }
    for (Delta choice : choices) {
      if (choice.usage() != null) {
        return choice.usage();
      }
    }
    return null;
  }

  /** Some servers send an empty error with every frame. */
  private static @Nullable RawJson error(@Nullable RawJson error) {
    boolean none = error == null || error.text().equals("false") || error.text().equals("\"\"");
    return none ? null : error;
  }
}
