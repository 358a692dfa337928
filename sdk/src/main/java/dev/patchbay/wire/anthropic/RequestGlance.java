package dev.patchbay.wire.anthropic;

import dev.patchbay.chat.Reasoning;
import dev.patchbay.json.JsonBytes;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.WireRequest;
import dev.patchbay.wire.bytes.BodyGlance;
import dev.patchbay.wire.bytes.Speaker;

/** Reads off a request's bytes what {@link RequestDecoder} would tell routing. One thread. */
final class RequestGlance extends BodyGlance {
  /** Deep enough for the bytes of an image in the result of a tool. */
  private static final int DEPTH = 9;

  private RequestGlance(WireRequest asked) {
    super(asked, DEPTH);
  }

  static Glance of(WireRequest request) {
    return new RequestGlance(request).glance();
  }

  @Override
  protected void request(int body) {
    addressed(body);
    system(in.field(body, "system"));
    in.each(in.field(body, "messages"), this::message);
    in.each(in.field(body, "tools"), this::tool);
    limit(in.field(body, "max_tokens"), "$.max_tokens");
    int output = in.field(body, "output_config");
    format(in.field(output, "format"));
    reasoning(in.field(output, "effort"), in.field(body, "thinking"));
    int user = in.field(in.field(body, "metadata"), "user_id");
    seen.user(in.string(user, "$.metadata.user_id"));
  }

  private void tool(int tool) {
    int type = in.field(tool, "type");
    if (type == JsonBytes.NONE || in.is(type, "custom")) {
      function(tool);
    } else {
      hosted(tool);
    }
  }

  private void function(int function) {
    declared(function);
    tally.json(in, in.field(function, "input_schema"));
  }

  private void format(int format) {
    int schema = in.field(format, "schema");
    if (schema != JsonBytes.NONE) {
      answerSchema(schema);
    }
  }

  private void reasoning(int effort, int thinking) {
    boolean none = in.is(effort, Reasoning.Effort.NONE.word());
    boolean off = in.is(in.field(thinking, "type"), "disabled");
    Integer budget = in.integer(in.field(thinking, "budget_tokens"), "$.thinking.budget_tokens");
    boolean said = in.isString(effort) || in.isObject(thinking);
    if (said && !none && !off && (budget == null || budget > 0)) {
      seen.need(Capability.REASONING);
    }
  }

  private void system(int system) {
    boolean says =
        (in.isString(system) && in.length(system) > 0)
            || (in.isArray(system) && in.first(system) < in.next(system));
    if (says) {
      tally.piece();
      content(system, Speaker.OTHER);
    }
  }

  private void message(int message) {
    int content = in.field(message, "content");
    if (in.is(in.field(message, "role"), Words.USER)) {
      content(content, turn(content, this::isResult, block -> false));
    } else {
      tally.piece();
      content(content, Speaker.OTHER);
    }
  }

  private boolean isResult(int block) {
    return in.is(in.field(block, "type"), "tool_result")
        && in.field(block, "tool_use_id") != JsonBytes.NONE;
  }

  private void call(int call) {
    called(call);
    objectOrEmpty(in.field(call, "input"));
  }

  @Override
  protected void part(int block, Speaker speaker) {
    switch (String.valueOf(in.string(in.field(block, "type")))) {
      case "text" -> text(in.field(block, "text"), speaker);
      case "thinking" -> tally.text(in, in.field(block, "thinking"));
      case "redacted_thinking" -> {
        // Nobody knows how much it says.
      }
      case "tool_use" -> call(block);
      case "tool_result" -> result(block);
      case "image" -> image(block, in.field(block, "source"));
      case "document" -> document(block, in.field(block, "source"));
      default -> tally.json(in, block);
    }
  }

  private void result(int block) {
    if (isResult(block)) {
      tally.piece();
      content(in.field(block, "content"), Speaker.OTHER);
    } else {
      tally.json(in, block);
    }
  }

  private void image(int block, int source) {
    if (isKnown(source)) {
      image(null);
    } else {
      tally.json(in, block);
    }
  }

  private void document(int block, int source) {
    if (!isKnown(source)) {
      tally.json(in, block);
      return;
    }
    tally.text(in, in.field(block, "title"));
    tally.text(in, in.field(block, "context"));
    int data = in.field(source, "data");
    if (in.is(in.field(source, "type"), "text")) {
      tally.text(in, data);
      return;
    }
    boolean inline = in.is(in.field(source, "type"), "base64");
    String type = in.head(in.field(source, "media_type"), "text/".length());
    document(inline && type.equals("text/"), inline && in.isString(data) ? in.length(data) : 0);
  }

  /** True for a source this version has a word for. */
  private boolean isKnown(int source) {
    int type = in.field(source, "type");
    if (in.is(type, "file")) {
      seen.storedFile();
      return true;
    }
    return in.is(type, "base64") || in.is(type, "url") || in.is(type, "text");
  }
}
