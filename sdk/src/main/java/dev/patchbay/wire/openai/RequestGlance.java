package dev.patchbay.wire.openai;

import dev.patchbay.chat.Reasoning;
import dev.patchbay.json.JsonBytes;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.WireRequest;
import dev.patchbay.wire.bytes.Speaker;
import dev.patchbay.wire.oai.ContentGlance;
import java.util.Set;

/** Reads off a request's bytes what {@link RequestDecoder} would tell routing. One thread. */
final class RequestGlance extends ContentGlance {
  private static final Set<String> ROLES =
      Set.of(
          Words.DEVELOPER, Words.SYSTEM, Words.USER, Words.ASSISTANT, Words.TOOL, Words.FUNCTION);

  private RequestGlance(WireRequest asked) {
    super(asked);
  }

  static Glance of(WireRequest request) {
    return new RequestGlance(request).glance();
  }

  @Override
  protected void request(int body) {
    addressed(body);
    int options = in.field(body, ExtraEncoder.STREAM_OPTIONS);
    seen.usage(in.isTrue(in.field(options, ExtraEncoder.INCLUDE_USAGE)));
    in.each(in.field(body, "messages"), this::message);
    in.each(in.field(body, "tools"), this::tool);
    in.each(in.field(body, "functions"), each -> function(each, "parameters"));
    Integer limit = in.integer(in.field(body, "max_completion_tokens"), "$.max_completion_tokens");
    Integer old = in.integer(in.field(body, "max_tokens"), "$.max_tokens");
    seen.maxOutputTokens(limit == null ? old : limit, "$.max_tokens");
    format(in.field(body, "response_format"));
    reasoning(in.field(body, "reasoning_effort"), in.field(body, "thinking"));
    labels(body);
  }

  private void tool(int tool) {
    int type = in.field(tool, "type");
    int function = in.field(tool, Words.FUNCTION);
    int custom = in.field(tool, "custom");
    if (in.is(type, Words.FUNCTION) || (type == JsonBytes.NONE && function != JsonBytes.NONE)) {
      function(function == JsonBytes.NONE ? tool : function, "parameters");
    } else if (in.is(type, "custom")) {
      function(custom == JsonBytes.NONE ? tool : custom, "format");
    } else {
      hosted(tool);
    }
  }

  private void function(int function, String schema) {
    declared(function);
    tally.json(in, in.field(function, schema));
  }

  private void format(int format) {
    int schema = in.field(format, "json_schema");
    if (in.is(in.field(format, "type"), "json_schema") && in.isObject(schema)) {
      answerSchema(in.field(schema, "schema"));
    }
  }

  private void reasoning(int word, int thinking) {
    Reasoning.Effort effort = effort(word);
    boolean asks = effort != null && effort != Reasoning.Effort.NONE;
    if (word == JsonBytes.NONE) {
      Integer budget = in.integer(in.field(thinking, "budget_tokens"), "$.thinking.budget_tokens");
      boolean off = in.is(in.field(thinking, "type"), "disabled");
      asks = in.isObject(thinking) && !off && (budget == null || budget > 0);
    }
    if (asks) {
      seen.need(Capability.REASONING);
    }
  }

  private void message(int message) {
    String role = in.string(in.field(message, "role"));
    tally.piece();
    if (role == null || !ROLES.contains(role)) {
      tally.json(in, message);
      return;
    }
    Speaker speaker = role.equals(Words.USER) ? user() : Speaker.OTHER;
    content(in.field(message, "content"), speaker);
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
      sound(in.length(in.field(audio, "data")), Speaker.OTHER);
    }
    content(in.field(message, "images"), Speaker.OTHER);
    in.each(in.field(message, "tool_calls"), this::call);
    int old = in.field(message, "function_call");
    if (in.isObject(old)) {
      called(old, "arguments", "{}");
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
      called(given, isCustom ? "input" : "arguments", isCustom ? "" : "{}");
    }
  }

  @Override
  protected void part(int part, Speaker speaker) {
    String type = in.string(in.field(part, "type"));
    int text = in.field(part, "text");
    switch (type == null && text != JsonBytes.NONE ? "text" : String.valueOf(type)) {
      case "text" -> text(text, speaker);
      case "image_url" -> image(in.string(in.field(in.field(part, "image_url"), "detail")));
      case "input_audio" ->
          sound(in.length(in.field(in.field(part, "input_audio"), "data")), speaker);
      case "file" -> file(in.field(part, "file"));
      case "refusal" -> tally.text(in, in.field(part, "refusal"));
      case "thinking" -> thinking(in.field(part, "thinking"));
      default -> tally.json(in, part);
    }
  }

  private void file(int file) {
    tally.text(in, in.field(file, "filename"));
    if (in.field(file, "file_id") != JsonBytes.NONE) {
      stored();
    } else {
      bytes(in.field(file, "file_data"));
    }
  }

  private void thinking(int said) {
    in.each(said, piece -> tally.text(in, in.field(piece, "text")));
    tally.text(in, said);
  }
}
