package dev.patchbay.wire.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.Reasoning;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.chat.Tool;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.Turns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Encodes a request for an upstream. One thread; one object serves one request. */
final class RequestEncoder {
  /** Objects this version knows in part; unknown fields inside are kept under their name. */
  private static final Set<String> KNOWN_IN_PART =
      Set.of("output_config", "thinking", "tool_choice", "metadata");

  private static final Map<String, String> TIERS =
      Map.of("auto", "auto", "standard_only", "standard_only", "default", "standard_only");

  private final ChatRequest request;
  private final TargetProfile target;
  private final JsonFields extras;
  private final List<Loss> losses = new ArrayList<>();
  private final List<Part> system = new ArrayList<>();
  private final MessageEncoder messages;
  private final ThinkingPlan thinking;
  private final ToolPlan tools;
  private final CacheMarks.Plan marks;

  private RequestEncoder(ChatRequest request, TargetProfile target) {
    this.request = request;
    this.target = target;
    this.extras = request.extrasOf(Words.PROTOCOL);
    PartFilter filter = PartFilter.of(request.messages(), target.issuer(), losses::add);
    this.messages = new MessageEncoder(filter, target, losses::add);
    conversation(filter);
    boolean prefilled = messages.prefilled();
    this.thinking =
        ThinkingPlan.plan(
            request, target, messages.goesOnWithoutThinking(), prefilled, losses::add);
    this.tools =
        ToolPlan.plan(request, target, messages.calledTools(), thinking.manual(), losses::add);
    instructions();
    this.marks = marks();
  }

  static Encoded encode(ChatRequest request, TargetProfile target, boolean stream) {
    RequestEncoder encoder = new RequestEncoder(request, target);
    byte[] body = Json.writeBytes(writer -> encoder.write(writer, stream));
    return new Encoded(body, encoder.losses);
  }

  private void conversation(PartFilter filter) {
    Turns.Ordered ordered = Turns.order(request.messages());
    losses.addAll(ordered.losses());
    boolean leading = true;
    for (Message message : ordered.messages()) {
      leading = leading && message instanceof Message.System;
      if (leading) {
        system.addAll(filter.system(message.parts()));
      } else {
        messages.add(message);
      }
    }
  }

  /**
   * What has no field is said: in the system text, which is the same in each turn, so it caches.
   */
  private void instructions() {
    if (tools.instruction() != null) {
      system.add(new Part.Text(tools.instruction()));
    }
    ResponseFormat format = request.responseFormat();
    if (format instanceof ResponseFormat.JsonObject) {
      lose("json-object", "asked for by an instruction");
      system.add(new Part.Text("Answer with one JSON object and nothing else."));
    } else if (format instanceof ResponseFormat.JsonSchema schema
        && target.has(Quirk.NO_OUTPUT_FORMAT)) {
      lose("json-schema", "asked for by an instruction");
      system.add(
          new Part.Text(
              "Answer with one JSON object that obeys this JSON Schema, and nothing else:\n"
                  + schema.schema().text()));
    }
  }

  private CacheMarks.Plan marks() {
    List<String> ofTools = new ArrayList<>();
    for (Tool tool : tools.tools()) {
      String ttl = info(tool).cacheTtl();
      if (ttl != null) {
        ofTools.add(ttl);
      }
    }
    List<String> ofSystem = new ArrayList<>();
    PartFilter.marks(system, ofSystem);
    int automatic = extras.get("cache_control").isPresent() ? 1 : 0;
    return CacheMarks.plan(ofTools, ofSystem, messages.marks(), automatic, losses::add);
  }

  private static PartInfo info(Tool tool) {
    if (tool instanceof Tool.Function function) {
      return function.info();
    }
    return tool instanceof Tool.Custom custom ? custom.info() : PartInfo.NONE;
  }

  private void write(JsonWriter writer, boolean stream) throws IOException {
    writer.beginObject();
    writer.name("model").value(target.model());
    writer.name("max_tokens").value(thinking.maxTokens());
    system(writer);
    messages.encode(writer.name("messages"), marks.messages());
    tools(writer);
    sampling(writer);
    stop(writer);
    output(writer);
    thinking(writer);
    metadata(writer);
    serviceTier(writer);
    if (stream) {
      writer.name("stream").value(true);
    }
    unsupported();
    extras(writer);
    writer.endObject();
  }

  private void system(JsonWriter writer) throws IOException {
    if (system.isEmpty()) {
      return;
    }
    writer.name("system");
    if (PartFilter.isPlainText(system)) {
      writer.value(((Part.Text) system.get(0)).text());
      return;
    }
    writer.beginArray();
    for (Part part : system) {
      messages.encodePart(writer, part, false, marks.system());
    }
    writer.endArray();
  }

  private void tools(JsonWriter writer) throws IOException {
    if (!tools.tools().isEmpty()) {
      writer.name("tools").beginArray();
      for (Tool tool : tools.tools()) {
        ToolWords.encodeTool(writer, tool, marks.tools(), losses::add);
      }
      writer.endArray();
    }
    tools.encodeChoice(writer, request.parallelToolCalls(), inside("tool_choice"));
  }

  private void sampling(JsonWriter writer) throws IOException {
    new SamplingEncoder(request.sampling(), target, thinking.thinks(), losses::add).encode(writer);
  }

  private void stop(JsonWriter writer) throws IOException {
    List<String> texts = request.stop().stream().filter(text -> !text.isBlank()).toList();
    if (texts.size() < request.stop().size()) {
      lose("stop", "texts of white space alone are refused: left out");
    }
    if (!texts.isEmpty() && target.has(Quirk.NO_STOP)) {
      lose("stop", "refused here: left out");
    } else if (!texts.isEmpty()) {
      writer.name("stop_sequences").beginArray();
      for (String text : texts) {
        writer.value(text);
      }
      writer.endArray();
    }
  }

  private void output(JsonWriter writer) throws IOException {
    RawJson schema = null;
    if (request.responseFormat() instanceof ResponseFormat.JsonSchema format
        && !target.has(Quirk.NO_OUTPUT_FORMAT)) {
      schema = format.schema();
    }
    JsonFields rest = inside("output_config");
    if (schema == null && thinking.effort() == null && rest.isEmpty()) {
      return;
    }
    writer.name("output_config").beginObject();
    if (thinking.effort() != null) {
      writer.name("effort").value(thinking.effort().word());
    }
    if (schema != null) {
      writer.name("format").beginObject().name("type").value("json_schema").name("schema");
      Json.raw(writer, schema);
      writer.endObject();
    }
    Json.fields(writer, rest);
    writer.endObject();
  }

  private void thinking(JsonWriter writer) throws IOException {
    if (thinking.type() == null) {
      return;
    }
    writer.name("thinking").beginObject();
    writer.name("type").value(thinking.type());
    if (thinking.budget() != null) {
      writer.name("budget_tokens").value(thinking.budget());
    }
    if (thinking.thinks()) {
      String display = display(request.reasoning());
      if (display != null) {
        writer.name("display").value(display);
      }
      Json.fields(writer, inside("thinking"));
    }
    writer.endObject();
  }

  /** OpenAI's words for how much is shown all mean a summary here. */
  private static @Nullable String display(@Nullable Reasoning reasoning) {
    String asked = reasoning == null ? null : reasoning.display();
    return asked == null || asked.equals("omitted") ? asked : "summarized";
  }

  private void metadata(JsonWriter writer) throws IOException {
    String user = request.user();
    if (user != null && (target.has(Quirk.NO_USER) || target.has(Quirk.NO_METADATA))) {
      lose("user", "refused here: left out");
      user = null;
    }
    if (!request.metadata().isEmpty()) {
      lose("metadata", "left out");
    }
    JsonFields rest = inside("metadata");
    if (user == null && rest.isEmpty()) {
      return;
    }
    writer.name("metadata").beginObject();
    if (user != null) {
      writer.name("user_id").value(user);
    }
    Json.fields(writer, rest);
    writer.endObject();
  }

  private void serviceTier(JsonWriter writer) throws IOException {
    String asked = request.serviceTier();
    if (asked == null) {
      return;
    }
    String tier = TIERS.get(asked);
    if (tier == null) {
      lose("service-tier", asked + " is not offered: left out");
    } else {
      writer.name("service_tier").value(tier);
    }
  }

  /** What the protocol has no field for at all. */
  private void unsupported() {
    if (request.choices() > 1) {
      lose("choices", "one answer is given instead of " + request.choices());
    }
    if (request.cacheKey() != null) {
      lose("cache-key", "left out");
    }
    if (request.store() != null) {
      lose("store", "left out");
    }
    request
        .extras()
        .forEach(
            (protocol, fields) -> {
              if (!protocol.equals(Words.PROTOCOL)) {
                fields.byName().keySet().forEach(name -> lose(name, "a field of " + protocol));
              }
            });
  }

  private void extras(JsonWriter writer) throws IOException {
    JsonFields own = extras;
    for (String name : KNOWN_IN_PART) {
      own = own.without(name);
    }
    if (!target.has(Quirk.STRICT_FIELDS)) {
      Json.fields(writer, own);
      return;
    }
    own.byName().keySet().forEach(name -> lose(name, "an unknown field is refused here"));
  }

  /** The unknown fields inside a known object. */
  private JsonFields inside(String name) {
    RawJson kept = extras.get(name).orElse(null);
    boolean refused = kept == null || !kept.isObject() || target.has(Quirk.STRICT_FIELDS);
    return kept == null || refused ? JsonFields.NONE : Block.of(kept, "$." + name).rest();
  }

  private void lose(String feature, String detail) {
    losses.add(new Loss(feature, detail));
  }
}
