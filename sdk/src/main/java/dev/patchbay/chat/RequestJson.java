package dev.patchbay.chat;

import static java.util.Map.entry;

import com.squareup.moshi.JsonReader;
import dev.patchbay.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stored form of requests, without their routing options. Stateless. */
final class RequestJson {
  private static final Map<String, Json.Parser<?>> FIELDS =
      Map.ofEntries(
          entry("model", JsonReader::nextString),
          entry("messages", StoredObject.listOf(MessageJson::read)),
          entry("tools", StoredObject.listOf(ToolJson::read)),
          entry("tool_choice", ToolJson::readChoice),
          entry("parallel_tool_calls", JsonReader::nextBoolean),
          entry("max_output_tokens", JsonReader::nextInt),
          entry("sampling", RequestJson::sampling),
          entry("stop", StoredObject.listOf(JsonReader::nextString)),
          entry("response_format", RequestJson::format),
          entry("reasoning", RequestJson::reasoning),
          entry("choices", JsonReader::nextInt),
          entry("user", JsonReader::nextString),
          entry("metadata", StoredObject.mapOf(JsonReader::nextString)),
          entry("service_tier", JsonReader::nextString),
          entry("cache_key", JsonReader::nextString),
          entry("store", JsonReader::nextBoolean),
          entry("extras", StoredObject::fieldsById));

  private static final Map<String, Json.Parser<?>> SAMPLING =
      Map.of(
          "temperature", JsonReader::nextDouble,
          "top_p", JsonReader::nextDouble,
          "top_k", JsonReader::nextInt,
          "seed", JsonReader::nextLong,
          "presence_penalty", JsonReader::nextDouble,
          "frequency_penalty", JsonReader::nextDouble);

  private static final Map<String, Json.Parser<?>> REASONING =
      Map.of(
          "mode",
          StoredObject.wordOf(Reasoning.Mode.class),
          "effort",
          StoredObject.wordOf(Reasoning.Effort.class),
          "budget_tokens",
          JsonReader::nextInt,
          "display",
          JsonReader::nextString);

  private static final Map<String, Json.Parser<?>> FORMAT =
      Map.of(
          "type", JsonReader::nextString,
          "name", JsonReader::nextString,
          "description", JsonReader::nextString,
          "schema", Json::raw,
          "strict", JsonReader::nextBoolean);

  private static final Map<String, List<String>> FORMATS =
      Map.of(
          "text", List.of(),
          "json_object", List.of(),
          "json_schema", List.of("name", "description", "schema", "strict"));

  private RequestJson() {}

  static ChatRequest read(JsonReader reader) throws IOException {
    StoredObject o = StoredObject.read(reader, FIELDS);
    return new ChatRequest(
        o.need("model"),
        o.need("messages"),
        o.or("tools", List.of()),
        o.find("tool_choice"),
        o.find("parallel_tool_calls"),
        o.find("max_output_tokens"),
        o.or("sampling", Sampling.DEFAULT),
        o.or("stop", List.of()),
        o.find("response_format"),
        o.find("reasoning"),
        o.or("choices", 1),
        o.find("user"),
        o.or("metadata", Map.of()),
        o.find("service_tier"),
        o.find("cache_key"),
        o.find("store"),
        o.or("extras", Map.of()),
        CallOptions.DEFAULT);
  }

  static void write(StoredWriter out, ChatRequest request) throws IOException {
    out.begin().text("model", request.model());
    out.wholeList("messages", request.messages(), MessageJson::write);
    out.list("tools", request.tools(), ToolJson::write);
    out.object("tool_choice", request.toolChoice(), ToolJson::writeChoice);
    out.flag("parallel_tool_calls", request.parallelToolCalls());
    out.number("max_output_tokens", request.maxOutputTokens());
    out.object("sampling", orNull(request.sampling()), RequestJson::sampling);
    out.list("stop", request.stop(), (w, text) -> w.json().value(text));
    out.object("response_format", request.responseFormat(), RequestJson::format);
    out.object("reasoning", request.reasoning(), RequestJson::reasoning);
    out.number("choices", request.choices() == 1 ? null : request.choices());
    out.text("user", request.user()).texts("metadata", request.metadata());
    out.text("service_tier", request.serviceTier()).text("cache_key", request.cacheKey());
    out.flag("store", request.store()).fieldsById("extras", request.extras()).end();
  }

  private static @Nullable Sampling orNull(Sampling sampling) {
    return sampling.equals(Sampling.DEFAULT) ? null : sampling;
  }

  private static Sampling sampling(JsonReader reader) throws IOException {
    StoredObject o = StoredObject.read(reader, SAMPLING);
    return new Sampling(
        o.find("temperature"),
        o.find("top_p"),
        o.find("top_k"),
        o.find("seed"),
        o.find("presence_penalty"),
        o.find("frequency_penalty"));
  }

  private static void sampling(StoredWriter out, Sampling sampling) throws IOException {
    out.begin().number("temperature", sampling.temperature()).number("top_p", sampling.topP());
    out.number("top_k", sampling.topK()).number("seed", sampling.seed());
    out.number("presence_penalty", sampling.presencePenalty());
    out.number("frequency_penalty", sampling.frequencyPenalty()).end();
  }

  private static Reasoning reasoning(JsonReader reader) throws IOException {
    StoredObject o = StoredObject.read(reader, REASONING);
    return new Reasoning(
        o.find("mode"), o.find("effort"), o.find("budget_tokens"), o.find("display"));
  }

  private static void reasoning(StoredWriter out, Reasoning reasoning) throws IOException {
    out.begin().word("mode", reasoning.mode()).word("effort", reasoning.effort());
    out.number("budget_tokens", reasoning.budgetTokens()).text("display", reasoning.display());
    out.end();
  }

  private static ResponseFormat format(JsonReader reader) throws IOException {
    String type = StoredObject.word(reader, "type");
    List<String> own = StoredObject.lookUp(FORMATS, type, "response format", reader);
    StoredObject o = StoredObject.read(reader, ValueJson.select(FORMAT, List.of("type"), own));
    return switch (type) {
      case "text" -> new ResponseFormat.Text();
      case "json_object" -> new ResponseFormat.JsonObject();
      default ->
          new ResponseFormat.JsonSchema(
              o.need("name"), o.find("description"), o.need("schema"), o.find("strict"));
    };
  }

  private static void format(StoredWriter out, ResponseFormat format) throws IOException {
    if (format instanceof ResponseFormat.JsonSchema f) {
      out.begin("type", "json_schema").text("name", f.name()).text("description", f.description());
      out.raw("schema", f.schema()).flag("strict", f.strict());
    } else {
      out.begin("type", format instanceof ResponseFormat.Text ? "text" : "json_object");
    }
    out.end();
  }
}
