package dev.patchbay.wire.openai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Reasoning;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.chat.Sampling;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.oai.EffortWords;
import dev.patchbay.wire.oai.FormatWords;
import dev.patchbay.wire.oai.LabelWords;
import dev.patchbay.wire.oai.NumberEncoder;
import java.io.IOException;
import java.util.List;

/** Encodes what a request says of the answer's making: limits, sampling, format, reasoning. */
final class OptionEncoder {
  static final String SAFETY_ID = LabelWords.SAFETY_ID;

  private final ChatRequest request;
  private final Scope scope;
  private final NumberEncoder numbers;

  OptionEncoder(ChatRequest request, Scope scope) {
    this.request = request;
    this.scope = scope;
    this.numbers = new NumberEncoder(scope);
  }

  void limit(JsonWriter writer) throws IOException {
    boolean old = scope.has(Quirk.MAX_TOKENS_OLD_NAME);
    writer.name(old ? "max_tokens" : "max_completion_tokens").value(numbers.limit(request));
  }

  void sampling(JsonWriter writer) throws IOException {
    Sampling sampling = request.sampling();
    numbers.freedom(writer, sampling);
    numbers.absent("top_k", sampling.topK());
    boolean unpenalized = scope.has(Quirk.NO_PENALTIES);
    numbers.number(writer, "presence_penalty", sampling.presencePenalty(), unpenalized);
    numbers.number(writer, "frequency_penalty", sampling.frequencyPenalty(), unpenalized);
    String seed = scope.has(Quirk.RANDOM_SEED_NAME) ? "random_seed" : "seed";
    numbers.number(writer, seed, sampling.seed(), scope.has(Quirk.NO_SEED));
  }

  void stop(JsonWriter writer) throws IOException {
    List<String> texts = scope.stops(request.stop(), Words.MOST_STOPS, text -> true);
    if (texts.isEmpty()) {
      return;
    }
    writer.name("stop").beginArray();
    for (String text : texts) {
      writer.value(text);
    }
    writer.endArray();
  }

  void choices(JsonWriter writer) throws IOException {
    if (request.choices() == 1) {
      return;
    }
    if (scope.has(Quirk.SINGLE_CHOICE)) {
      scope.oneAnswer(request);
    }
    writer.name("n").value(request.choices());
  }

  void format(JsonWriter writer) throws IOException {
    ResponseFormat format = request.responseFormat();
    if (format != null) {
      FormatWords.write(writer.name("response_format"), format, scope, Words.LAYOUT);
    }
  }

  void reasoning(JsonWriter writer) throws IOException {
    Reasoning reasoning = request.reasoning();
    if (reasoning == null) {
      return;
    }
    if (reasoning.display() != null) {
      scope.lost("reasoning-display", "The protocol cannot be told how to show reasoning");
    }
    boolean typed = scope.has(Quirk.THINKING_TYPE_FIELD);
    if (typed) {
      writer.name("thinking").beginObject();
      writer.name("type").value(reasoning.asksForThinking() ? "enabled" : "disabled");
      writer.endObject();
    }
    writer.name("reasoning_effort").value(EffortWords.sent(reasoning, scope, typed));
  }
}
