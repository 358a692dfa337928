package dev.patchbay.wire.gemini;

import dev.patchbay.json.JsonBytes;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.PromptTally;
import dev.patchbay.wire.WireRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads off a request's bytes what {@link RequestDecoder} would tell routing. One thread. */
final class RequestGlance {
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

  private final JsonBytes in;
  private final Glance.Builder seen;
  private final PromptTally tally;

  private RequestGlance(JsonBytes in) {
    this.in = in;
    this.seen = new Glance.Builder(in);
    this.tally = seen.tally();
  }

  static Glance of(WireRequest request) {
    RequestGlance glance = new RequestGlance(JsonBytes.readObject(request.body(), DEPTH));
    glance.request(request);
    return glance.seen.build();
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

  private void request(WireRequest request) {
    int whole = in.root();
    int inside = in.field(whole, Envelope.REQUEST);
    boolean wrapped = in.isObject(inside) && in.field(whole, "contents") == JsonBytes.NONE;
    int body = wrapped ? inside : whole;
    String model = in.string(field(whole, "model"), "$.model");
    String named = request.model() == null ? model : request.model();
    seen.model(named == null ? null : RequestDecoder.bare(named));
    seen.stream(Boolean.TRUE.equals(request.stream()));
    int system = field(body, "systemInstruction");
    if (in.isObject(system)) {
      tally.piece();
      parts(field(system, "parts"), false, false);
    }
    contents(field(body, "contents"));
    tools(field(body, "tools"));
    int config = field(body, "generationConfig");
    String path = "$.generationConfig.maxOutputTokens";
    seen.maxOutputTokens(in.integer(field(config, "maxOutputTokens"), path), path);
    format(config);
    reasoning(field(config, "thinkingConfig"));
    if (field(body, "cachedContent") != JsonBytes.NONE) {
      seen.storedFile();
    }
  }

  private void tools(int tools) {
    in.each(tools, this::tool);
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
    seen.need(Capability.TOOLS);
    tally.piece();
    tally.text(in, in.field(function, "name"));
    tally.text(in, in.field(function, "description"));
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

  private void contents(int contents) {
    in.each(contents, content -> message(in.field(content, "role"), field(content, "parts")));
  }

  private void message(int role, int parts) {
    if (in.is(role, Words.MODEL)) {
      tally.piece();
      parts(parts, false, false);
    } else {
      user(parts);
    }
  }

  /** A turn with results is a message for each of them, and one for what else it says. */
  private void user(int parts) {
    int results = 0;
    int others = 0;
    if (in.isArray(parts)) {
      int end = in.next(parts);
      for (int part = in.first(parts); part < end; part = in.next(part)) {
        boolean result = field(part, MessageDecoder.RESULT) != JsonBytes.NONE;
        results += result ? 1 : 0;
        others += result || saysNothing(part) ? 0 : 1;
      }
    }
    boolean speaks = results == 0 || others > 0;
    if (speaks) {
      tally.piece();
    }
    parts(parts, true, speaks && seen.userSpeaks());
  }

  private boolean saysNothing(int part) {
    int text = in.field(part, "text");
    boolean alone = in.isObject(part) && in.next(part) <= in.first(part) + 2;
    return alone && (text == JsonBytes.NONE || in.length(text) == 0);
  }

  private void parts(int parts, boolean user, boolean first) {
    in.each(parts, part -> part(part, user, first));
  }

  private void part(int part, boolean user, boolean first) {
    int call = field(part, PartDecoder.CALL);
    int result = user ? field(part, MessageDecoder.RESULT) : JsonBytes.NONE;
    int inline = field(part, "inlineData");
    int file = field(part, "fileData");
    int text = in.field(part, "text");
    if (result != JsonBytes.NONE) {
      result(result);
    } else if (call != JsonBytes.NONE) {
      call(call);
    } else if (inline != JsonBytes.NONE) {
      media(part, inline, true, user);
    } else if (file != JsonBytes.NONE) {
      media(part, file, false, user);
    } else if (text != JsonBytes.NONE) {
      tally.text(in, text);
      if (first && !in.isTrue(in.field(part, "thought"))) {
        seen.words(in.head(text, seen.wordsLeft()));
      }
    } else if (!in.hasOnly(part, NEVER_ALONE)) {
      tally.json(in, part);
    }
  }

  private void call(int call) {
    int args = in.field(call, "args");
    seen.need(Capability.TOOLS);
    tally.piece();
    tally.text(in, in.field(call, "name"));
    tally.json(in, args);
    tally.text(args == JsonBytes.NONE ? "{}" : "");
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
    parts(field(result, "parts"), false, false);
  }

  /** The value of an object's only field; none if it is not of that name. */
  private int only(int object, String name) {
    int found = in.field(object, name);
    boolean alone = found != JsonBytes.NONE && in.next(found) == in.next(object);
    return alone && found == in.first(object) + 1 ? found : JsonBytes.NONE;
  }

  private void media(int part, int data, boolean inline, boolean user) {
    String type = in.head(field(data, "mimeType"), 128);
    int bytes = inline ? in.field(data, "data") : JsonBytes.NONE;
    long length = in.isString(bytes) ? in.length(bytes) : 0;
    boolean stored = !inline && MediaParts.isStored(in.head(field(data, "fileUri"), 2_048));
    switch (type.substring(0, Math.max(0, type.indexOf('/')))) {
      case "image" -> {
        seen.need(Capability.VISION);
        tally.image(null);
        stored(stored);
      }
      case "audio" -> {
        if (user) {
          seen.need(Capability.AUDIO_IN);
        }
        tally.sound(length);
      }
      case "application", "text" -> {
        if (!inline || !type.startsWith("text/")) {
          seen.need(Capability.PDF);
        }
        tally.text(in, field(data, "displayName"));
        tally.document(length);
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
