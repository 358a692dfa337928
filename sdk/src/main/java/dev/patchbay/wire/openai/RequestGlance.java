package dev.patchbay.wire.openai;

import dev.patchbay.chat.Reasoning;
import dev.patchbay.json.JsonBytes;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.PromptTally;
import dev.patchbay.wire.WireRequest;
import java.util.Set;

/** Reads off a request's bytes what {@link RequestDecoder} would tell routing. One thread. */
final class RequestGlance {
  /** Deep enough for the bytes of a file in a part of a message. */
  private static final int DEPTH = 8;

  /** Enough of a data URL to hold its media type. */
  private static final int URL_HEAD = 256;

  private static final Set<String> ROLES =
      Set.of(
          Words.DEVELOPER, Words.SYSTEM, Words.USER, Words.ASSISTANT, Words.TOOL, Words.FUNCTION);

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

  private void request(WireRequest request) {
    int body = in.root();
    String model = in.string(in.field(body, "model"), "$.model");
    seen.model(request.model() == null ? model : request.model());
    boolean stream = in.isTrue(in.field(body, "stream"));
    seen.stream(request.stream() == null ? stream : request.stream());
    int options = in.field(body, ExtraEncoder.STREAM_OPTIONS);
    seen.usage(in.isTrue(in.field(options, ExtraEncoder.INCLUDE_USAGE)));
    messages(in.field(body, "messages"));
    tools(in.field(body, "tools"));
    functions(in.field(body, "functions"));
    Integer limit = in.integer(in.field(body, "max_completion_tokens"), "$.max_completion_tokens");
    Integer old = in.integer(in.field(body, "max_tokens"), "$.max_tokens");
    seen.maxOutputTokens(limit == null ? old : limit, "$.max_tokens");
    format(in.field(body, "response_format"));
    reasoning(body);
    String user = in.string(in.field(body, "user"), "$.user");
    seen.user(user == null ? in.string(in.field(body, OptionEncoder.SAFETY_ID)) : user);
    seen.cacheKey(in.string(in.field(body, "prompt_cache_key"), "$.prompt_cache_key"));
  }

  private void tools(int tools) {
    in.each(tools, this::tool);
  }

  private void tool(int tool) {
    int type = in.field(tool, "type");
    int function = in.field(tool, Words.FUNCTION);
    int custom = in.field(tool, "custom");
    if (in.is(type, Words.FUNCTION) || (type == JsonBytes.NONE && function != JsonBytes.NONE)) {
      declaration(function == JsonBytes.NONE ? tool : function, "parameters");
    } else if (in.is(type, "custom")) {
      declaration(custom == JsonBytes.NONE ? tool : custom, "format");
    } else {
      int name = in.field(tool, "name");
      seen.need(Capability.TOOLS);
      tally.piece();
      tally.text(in, name == JsonBytes.NONE ? type : name);
    }
  }

  private void functions(int functions) {
    in.each(functions, each -> declaration(each, "parameters"));
  }

  private void declaration(int declared, String schema) {
    seen.need(Capability.TOOLS);
    tally.piece();
    tally.text(in, in.field(declared, "name"));
    tally.text(in, in.field(declared, "description"));
    tally.json(in, in.field(declared, schema));
  }

  private void format(int format) {
    int schema = in.field(format, "json_schema");
    if (in.is(in.field(format, "type"), "json_schema") && in.isObject(schema)) {
      seen.need(Capability.JSON_SCHEMA);
      int given = in.field(schema, "schema");
      tally.json(in, given);
      tally.text(given == JsonBytes.NONE ? "{}" : "");
    }
  }

  private void reasoning(int body) {
    int word = in.field(body, "reasoning_effort");
    int thinking = in.field(body, "thinking");
    boolean asks;
    if (word != JsonBytes.NONE) {
      String effort = in.string(word);
      Reasoning.Effort known = effort == null ? null : Reasoning.Effort.of(effort).orElse(null);
      asks = known != null && known != Reasoning.Effort.NONE;
    } else {
      Integer budget = in.integer(in.field(thinking, "budget_tokens"), "$.thinking.budget_tokens");
      boolean off = in.is(in.field(thinking, "type"), "disabled");
      asks = in.isObject(thinking) && !off && (budget == null || budget > 0);
    }
    if (asks) {
      seen.need(Capability.REASONING);
    }
  }

  private void messages(int messages) {
    in.each(messages, this::message);
  }

  private void message(int message) {
    String role = in.string(in.field(message, "role"));
    tally.piece();
    if (role == null || !ROLES.contains(role)) {
      tally.json(in, message);
      return;
    }
    boolean user = role.equals(Words.USER);
    content(in.field(message, "content"), user, user && seen.userSpeaks());
    if (role.equals(Words.ASSISTANT)) {
      said(message);
    }
  }

  /** What stands beside the content of an answer in the history. */
  private void said(int message) {
    thoughts(message);
    tally.text(in, in.field(message, "refusal"));
    int audio = in.field(message, AudioWords.NAME);
    if (in.isObject(audio)) {
      int data = in.field(audio, "data");
      tally.sound(in.length(data));
    }
    content(in.field(message, "images"), false, false);
    int calls = in.field(message, "tool_calls");
    in.each(calls, this::call);
    int old = in.field(message, "function_call");
    if (in.isObject(old)) {
      called(old, "arguments", true);
    }
  }

  /** Details repeat what stands beside them, and win. */
  private void thoughts(int message) {
    int details = in.field(message, ThinkingWords.DETAILS);
    int count = 0;
    if (in.isArray(details)) {
      int end = in.next(details);
      for (int detail = in.first(details); detail < end; detail = in.next(detail), count++) {
        int text = in.field(detail, "text");
        if (in.field(detail, "data") == JsonBytes.NONE) {
          tally.text(in, text == JsonBytes.NONE ? in.field(detail, "summary") : text);
        }
      }
    }
    int plain = in.field(message, ThinkingWords.CONTENT);
    if (count == 0) {
      boolean none = plain == JsonBytes.NONE || in.length(plain) == 0;
      tally.text(in, none ? in.field(message, "reasoning") : plain);
    }
  }

  private void call(int call) {
    int custom = in.field(call, "custom");
    boolean isCustom = custom != JsonBytes.NONE || in.is(in.field(call, "type"), "custom");
    int given = isCustom ? custom : in.field(call, Words.FUNCTION);
    boolean says = in.field(call, "id") != JsonBytes.NONE || in.isObject(given);
    if (says) {
      called(given, isCustom ? "input" : "arguments", !isCustom);
    }
  }

  /** No arguments are told as an empty object. */
  private void called(int call, String field, boolean function) {
    int arguments = in.field(call, field);
    seen.need(Capability.TOOLS);
    tally.piece();
    tally.text(in, in.field(call, "name"));
    if (function && in.head(arguments, 1).isBlank() && !in.isObject(arguments)) {
      tally.text("{}");
    } else if (in.isString(arguments)) {
      tally.text(in, arguments);
    } else {
      tally.json(in, arguments);
    }
  }

  private void content(int content, boolean user, boolean first) {
    if (in.isString(content)) {
      text(content, first);
    } else {
      in.each(content, part -> part(part, user, first));
    }
  }

  private void text(int text, boolean first) {
    tally.text(in, text);
    if (first) {
      seen.words(in.head(text, seen.wordsLeft()));
    }
  }

  private void part(int part, boolean user, boolean first) {
    String type = in.string(in.field(part, "type"));
    int text = in.field(part, "text");
    switch (type == null && text != JsonBytes.NONE ? "text" : String.valueOf(type)) {
      case "text" -> text(text, first);
      case "image_url" -> image(in.field(part, "image_url"));
      case "input_audio" -> sound(in.field(part, "input_audio"), user);
      case "file" -> file(in.field(part, "file"));
      case "refusal" -> tally.text(in, in.field(part, "refusal"));
      case "thinking" -> thinking(in.field(part, "thinking"));
      default -> tally.json(in, part);
    }
  }

  private void image(int image) {
    seen.need(Capability.VISION);
    tally.image(in.string(in.field(image, "detail")));
  }

  private void sound(int audio, boolean user) {
    if (user) {
      seen.need(Capability.AUDIO_IN);
    }
    int data = in.field(audio, "data");
    tally.sound(in.length(data));
  }

  private void file(int file) {
    tally.text(in, in.field(file, "filename"));
    int data = in.field(file, "file_data");
    if (in.field(file, "file_id") != JsonBytes.NONE) {
      seen.storedFile();
      document("", 0);
    } else {
      String head = in.head(data, URL_HEAD);
      int comma = head.indexOf(',');
      int marker = head.indexOf(";base64,");
      if (!head.startsWith("data:")) {
        document("", in.length(data));
      } else if (marker >= 0 && marker + ";base64".length() == comma) {
        document(head.substring("data:".length()), in.length(data) - comma - 1);
      } else {
        document("", 0);
      }
    }
  }

  private void document(String mediaType, long base64) {
    if (!mediaType.startsWith("text/")) {
      seen.need(Capability.PDF);
    }
    tally.document(base64);
  }

  private void thinking(int said) {
    in.each(said, piece -> tally.text(in, in.field(piece, "text")));
    tally.text(in, said);
  }
}
