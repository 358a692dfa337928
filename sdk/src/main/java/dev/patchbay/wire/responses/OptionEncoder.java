package dev.patchbay.wire.responses;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Reasoning;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.chat.Sampling;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.oai.EffortWords;
import dev.patchbay.wire.oai.ExtraFields;
import dev.patchbay.wire.oai.FormatWords;
import dev.patchbay.wire.oai.LabelWords;
import dev.patchbay.wire.oai.NumberEncoder;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Encodes what a request says of the answer's making: limits, sampling, format, reasoning. */
final class OptionEncoder {
  static final String SAFETY_ID = LabelWords.SAFETY_ID;

  /** Objects whose unknown fields are kept under their names. */
  static final String TEXT = "text";

  static final String REASONING = "reasoning";
  private static final Set<String> SUMMARIES = Set.of("auto", "concise", "detailed");

  private final ChatRequest request;
  private final Scope scope;
  private final NumberEncoder numbers;
  private final ExtraFields extras;

  OptionEncoder(ChatRequest request, Scope scope) {
    this.request = request;
    this.scope = scope;
    this.numbers = new NumberEncoder(scope);
    this.extras = new ExtraFields(request, scope);
  }

  void limit(JsonWriter writer) throws IOException {
    Integer limit = numbers.limit(request);
    if (limit != null && limit < Words.LEAST_OUTPUT) {
      scope.lost("max-output-tokens", "Raised to the least there is, " + Words.LEAST_OUTPUT);
      limit = Words.LEAST_OUTPUT;
    }
    writer.name("max_output_tokens").value(limit);
  }

  void sampling(JsonWriter writer) throws IOException {
    Sampling sampling = request.sampling();
    numbers.freedom(writer, sampling);
    numbers.absent("top_k", sampling.topK());
    numbers.absent("seed", sampling.seed());
    numbers.absent("presence_penalty", sampling.presencePenalty());
    numbers.absent("frequency_penalty", sampling.frequencyPenalty());
    scope.stops(request.stop(), 0, text -> false);
    scope.oneAnswer(request);
  }

  /** The form of the text; how wordy it is, and the like, stands beside it. */
  void format(JsonWriter writer) throws IOException {
    ResponseFormat format = request.responseFormat();
    JsonFields beside = extras.inside(TEXT);
    if (format == null && beside.isEmpty()) {
      return;
    }
    writer.name(TEXT).beginObject();
    if (format != null) {
      FormatWords.write(writer.name("format"), format, scope, Words.LAYOUT);
    }
    Json.fields(writer, beside);
    writer.endObject();
  }

  void reasoning(JsonWriter writer) throws IOException {
    Reasoning reasoning = request.reasoning();
    JsonFields beside = extras.inside(REASONING);
    String effort = reasoning == null ? null : EffortWords.sent(reasoning, scope, false);
    String summary = reasoning == null ? null : summary(reasoning);
    if (effort == null && summary == null && beside.isEmpty()) {
      return;
    }
    writer.name(REASONING).beginObject();
    writer.name("effort").value(effort);
    writer.name("summary").value(summary);
    Json.fields(writer, beside);
    writer.endObject();
  }

  /** How it is shown; {@code summarized} is another protocol's word for any summary. */
  private static @Nullable String summary(Reasoning reasoning) {
    String display = reasoning.display();
    if (display == null || display.equals("omitted")) {
      return null;
    }
    return SUMMARIES.contains(display) ? display : "auto";
  }
}
