package dev.patchbay.wire.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.ResponseFormat;
import dev.patchbay.json.Json;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.cache.CacheMarking;
import java.io.IOException;
import java.util.List;

/** Encodes one request for an upstream, in the protocol's order of fields. One thread. */
final class RequestEncoder {
  private final ChatRequest request;
  private final Scope scope;
  private final boolean stream;

  private RequestEncoder(ChatRequest request, Scope scope, boolean stream) {
    this.request = request;
    this.scope = scope;
    this.stream = stream;
  }

  static Encoded encode(ChatRequest request, TargetProfile target, boolean stream) {
    Scope scope = new Scope(Words.SPEAKS, target);
    byte[] body =
        Json.writeBytes(new RequestEncoder(CacheMarking.of(request, scope), scope, stream)::write);
    return scope.encoded(body);
  }

  private void write(JsonWriter writer) throws IOException {
    TurnPlan turns = TurnPlan.of(request, scope);
    ThinkingPlan thinking = ThinkingPlan.plan(request, turns, scope);
    ToolPlan tools = ToolPlan.plan(request, turns, thinking.manual(), scope);
    instructions(turns.system(), tools);
    ExtraEncoder extras = new ExtraEncoder(request, scope);
    OptionEncoder options = new OptionEncoder(request, thinking, extras, scope);
    CacheMarks.Plan marks = CacheMarks.plan(tools, turns, extras.marksItself(), scope);
    MessageEncoder messages = new MessageEncoder(scope);
    writer.beginObject();
    writer.name("model").value(scope.target().model());
    options.limit(writer);
    messages.system(writer, turns.system(), marks.system());
    messages.encode(writer.name("messages"), turns.turns(), marks.messages());
    new ToolEncoder(scope).encode(writer, request, tools, extras, marks.tools());
    options.sampling(writer);
    options.stop(writer);
    options.format(writer);
    options.reasoning(writer);
    options.metadata(writer);
    options.serviceTier(writer);
    if (stream) {
      writer.name("stream").value(true);
    }
    options.unsupported();
    extras.encode(writer);
    writer.endObject();
  }

  /**
   * What has no field is said: in the system text, which is the same in each turn, so it caches.
   */
  private void instructions(List<Part> system, ToolPlan tools) {
    if (tools.instruction() != null) {
      system.add(new Part.Text(tools.instruction()));
    }
    ResponseFormat format = request.responseFormat();
    if (format instanceof ResponseFormat.JsonObject) {
      scope.lost("json-object", "asked for by an instruction");
      system.add(new Part.Text("Answer with one JSON object and nothing else."));
    } else if (format instanceof ResponseFormat.JsonSchema schema
        && scope.has(Quirk.NO_OUTPUT_FORMAT)
        && !tools.asksForm(request)) {
      scope.lost("json-schema", "asked for by an instruction");
      system.add(
          new Part.Text(
              "Answer with one JSON object that obeys this JSON Schema, and nothing else:\n"
                  + schema.schema().text()));
    }
  }
}
