package dev.patchbay.wire.gemini;

import dev.patchbay.json.JsonBytes;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.WireRequest;
import dev.patchbay.wire.bytes.BodyGlance;
import dev.patchbay.wire.bytes.Speaker;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads off a request's bytes what {@link RequestDecoder} would tell routing. One thread. */
final class RequestGlance extends BodyGlance {
  /** Deep enough for the bytes of an image in the result of a function, in an envelope. */
  private static final int DEPTH = 11;

  /** Clients may write names in either form. */
  private static final Map<String, String> SNAKE =
      Stream.of(
              "systemInstruction",
              "generationConfig",
              "maxOutputTokens",
              "responseMimeType",
              "responseJsonSchema",
              "responseSchema",
              "thinkingConfig",
              "thinkingBudget",
              "functionDeclarations",
              "parametersJsonSchema",
              "functionCall",
              "functionResponse",
              "inlineData",
              "fileData",
              "mimeType",
              "fileUri",
              "displayName",
              "thoughtSignature",
              "thinkingLevel",
              "cachedContent")
          .collect(Collectors.toMap(Function.identity(), RequestGlance::snake));

  /** Fields that say something of what stands beside them. */
  private static final Set<String> NEVER_ALONE =
      Set.of("thought", "thoughtSignature", "thought_signature");

  private RequestGlance(WireRequest asked) {
    super(asked, DEPTH);
  }

  static Glance of(WireRequest request) {
    return new RequestGlance(request).glance();
  }

  /** A name with underscores. */
  static String snake(String camel) {
    return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private int field(int object, String name) {
    int found = in.field(object, name);
    String snake = SNAKE.get(name);
    return found == JsonBytes.NONE && snake != null ? in.field(object, snake) : found;
  }

  @Override
  protected void request(int whole) {
    int inside = in.field(whole, Envelope.REQUEST);
    boolean wrapped = in.isObject(inside) && in.field(whole, "contents") == JsonBytes.NONE;
    int body = wrapped ? inside : whole;
    String model = in.string(in.field(whole, "model"), "$.model");
    String named = asked.model() == null ? model : asked.model();
    seen.model(named == null ? null : RequestDecoder.bare(named));
    seen.stream(Boolean.TRUE.equals(asked.stream()));
    system(field(body, "systemInstruction"));
    in.each(field(body, "contents"), this::message);
    in.each(field(body, "tools"), this::tool);
    int config = field(body, "generationConfig");
    limit(field(config, "maxOutputTokens"), "$.generationConfig.maxOutputTokens");
    format(config);
    reasoning(field(config, "thinkingConfig"));
    stored(field(body, "cachedContent") != JsonBytes.NONE);
  }

  /** One holds functions, and each of its other fields is a tool of the vendor's. */
  private void tool(int tool) {
    int functions = field(tool, ToolWords.DECLARATIONS);
    in.each(functions, this::function);
    int end = in.isObject(tool) ? in.next(tool) : JsonBytes.NONE;
    for (int key = in.first(tool); key < end; key = in.next(key + 1)) {
      if (key + 1 != functions && !in.isAbsent(key + 1)) {
        seen.need(Capability.TOOLS);
        tally.piece();
        tally.text(Words.camel(String.valueOf(in.string(key))));
      }
    }
  }

  private void function(int function) {
    declared(function);
    schema(field(function, "parametersJsonSchema"), in.field(function, "parameters"));
  }

  /** The vendor's own form counts as what it is translated to. */
  private void schema(int standard, int open) {
    if (standard == JsonBytes.NONE && open != JsonBytes.NONE) {
      tally.json(SchemaWords.standard(in.raw(open)));
    } else {
      tally.json(in, standard);
    }
  }

  private void format(int config) {
    int type = field(config, "responseMimeType");
    int standard = field(config, "responseJsonSchema");
    int open = field(config, "responseSchema");
    boolean json = type == JsonBytes.NONE || in.is(type, Words.JSON);
    if (json && (standard != JsonBytes.NONE || open != JsonBytes.NONE)) {
      seen.need(Capability.JSON_SCHEMA);
      schema(standard, open);
    }
  }

  private void reasoning(int thinking) {
    Integer budget = in.integer(field(thinking, "thinkingBudget"), "$.thinkingBudget");
    String level = in.string(field(thinking, "thinkingLevel"));
    boolean none = "none".equalsIgnoreCase(level);
    if (in.isObject(thinking) && !none && (budget == null || budget != 0)) {
      seen.need(Capability.REASONING);
    }
  }

  private void system(int system) {
    if (in.isObject(system)) {
      tally.piece();
      parts(field(system, "parts"), Speaker.OTHER);
    }
  }

  private void message(int message) {
    int parts = field(message, "parts");
    if (in.is(in.field(message, "role"), Words.MODEL)) {
      tally.piece();
      parts(parts, Speaker.OTHER);
    } else {
      parts(parts, turn(parts, this::isResult, this::saysNothing));
    }
  }

  private boolean isResult(int part) {
    return field(part, MessageDecoder.RESULT) != JsonBytes.NONE;
  }

  private boolean saysNothing(int part) {
    int text = in.field(part, "text");
    boolean alone = in.isObject(part) && in.next(part) <= in.first(part) + 2;
    return alone && (text == JsonBytes.NONE || in.length(text) == 0);
  }

  private void parts(int parts, Speaker speaker) {
    in.each(parts, part -> part(part, speaker));
  }

  private void call(int call) {
    called(call);
    objectOrEmpty(in.field(call, "args"));
  }

  @Override
  protected void part(int part, Speaker speaker) {
    int call = field(part, PartDecoder.CALL);
    int result = speaker == Speaker.OTHER ? JsonBytes.NONE : field(part, MessageDecoder.RESULT);
    int inline = field(part, "inlineData");
    int file = field(part, "fileData");
    int text = in.field(part, "text");
    if (result != JsonBytes.NONE) {
      result(result);
    } else if (call != JsonBytes.NONE) {
      call(call);
    } else if (inline != JsonBytes.NONE) {
      media(part, inline, true, speaker);
    } else if (file != JsonBytes.NONE) {
      media(part, file, false, speaker);
    } else if (text != JsonBytes.NONE) {
      text(text, in.isTrue(in.field(part, "thought")) ? Speaker.OTHER : speaker);
    } else if (!in.hasOnly(part, NEVER_ALONE)) {
      tally.json(in, part);
    }
  }

  private void result(int result) {
    tally.piece();
    int response = in.field(result, "response");
    int error = only(response, MessageDecoder.ERROR);
    int output = only(response, MessageDecoder.OUTPUT);
    int said = error != JsonBytes.NONE ? error : output != JsonBytes.NONE ? output : response;
    if (in.isString(said)) {
      tally.text(in, said);
    } else {
      tally.json(in, said);
    }
    parts(field(result, "parts"), Speaker.OTHER);
  }

  /** The value of an object's only field; none if it is not of that name. */
  private int only(int object, String name) {
    int found = in.field(object, name);
    boolean alone = found != JsonBytes.NONE && in.next(found) == in.next(object);
    return alone && found == in.first(object) + 1 ? found : JsonBytes.NONE;
  }

  private void media(int part, int data, boolean inline, Speaker speaker) {
    String type = in.head(field(data, "mimeType"), 128);
    int bytes = inline ? in.field(data, "data") : JsonBytes.NONE;
    long length = in.isString(bytes) ? in.length(bytes) : 0;
    boolean stored = !inline && MediaParts.isStored(in.head(field(data, "fileUri"), 2_048));
    switch (type.substring(0, Math.max(0, type.indexOf('/')))) {
      case "image" -> {
        image(null);
        stored(stored);
      }
      case "audio" -> sound(length, speaker);
      case "application", "text" -> {
        tally.text(in, field(data, "displayName"));
        document(inline && type.startsWith("text/"), length);
        stored(stored);
      }
      default -> tally.json(in, part);
    }
  }

  private void stored(boolean stored) {
    if (stored) {
      seen.storedFile();
    }
  }
}
