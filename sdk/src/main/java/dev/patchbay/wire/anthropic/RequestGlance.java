package dev.patchbay.wire.anthropic;

import dev.patchbay.chat.Reasoning;
import dev.patchbay.json.JsonBytes;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.PromptTally;
import dev.patchbay.wire.WireRequest;

/** Reads off a request's bytes what {@link RequestDecoder} would tell routing. One thread. */
final class RequestGlance {
  /** Deep enough for the bytes of an image in the result of a tool. */
  private static final int DEPTH = 9;

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
    system(in.field(body, "system"));
    messages(in.field(body, "messages"));
    tools(in.field(body, "tools"));
    seen.maxOutputTokens(in.integer(in.field(body, "max_tokens"), "$.max_tokens"), "$.max_tokens");
    int output = in.field(body, "output_config");
    format(in.field(output, "format"));
    reasoning(in.field(output, "effort"), in.field(body, "thinking"));
    int user = in.field(in.field(body, "metadata"), "user_id");
    seen.user(in.string(user, "$.metadata.user_id"));
  }

  private void tools(int tools) {
    in.each(tools, this::tool);
  }

  private void tool(int tool) {
    int type = in.field(tool, "type");
    int name = in.field(tool, "name");
    seen.need(Capability.TOOLS);
    tally.piece();
    if (type == JsonBytes.NONE || in.is(type, "custom")) {
      tally.text(in, name);
      tally.text(in, in.field(tool, "description"));
      tally.json(in, in.field(tool, "input_schema"));
    } else {
      tally.text(in, name == JsonBytes.NONE ? type : name);
    }
  }

  private void format(int format) {
    int schema = in.field(format, "schema");
    if (schema != JsonBytes.NONE) {
      seen.need(Capability.JSON_SCHEMA);
      tally.json(in, schema);
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
      content(system, false);
    }
  }

  private void messages(int messages) {
    in.each(messages, this::message);
  }

  private void message(int message) {
    int content = in.field(message, "content");
    if (in.is(in.field(message, "role"), Words.USER)) {
      user(content);
    } else {
      tally.piece();
      content(content, false);
    }
  }

  /** A turn with results is a message for each of them, and one for what else it says. */
  private void user(int content) {
    int results = 0;
    int others = in.isString(content) && in.length(content) > 0 ? 1 : 0;
    if (in.isArray(content)) {
      int end = in.next(content);
      for (int block = in.first(content); block < end; block = in.next(block)) {
        boolean result = isResult(block);
        results += result ? 1 : 0;
        others += result ? 0 : 1;
      }
    }
    boolean speaks = results == 0 || others > 0;
    if (speaks) {
      tally.piece();
    }
    content(content, speaks && seen.userSpeaks());
  }

  private boolean isResult(int block) {
    return in.is(in.field(block, "type"), "tool_result")
        && in.field(block, "tool_use_id") != JsonBytes.NONE;
  }

  private void content(int content, boolean first) {
    if (in.isString(content)) {
      text(content, first);
    } else {
      in.each(content, block -> block(block, first));
    }
  }

  private void text(int text, boolean first) {
    tally.text(in, text);
    if (first) {
      seen.words(in.head(text, seen.wordsLeft()));
    }
  }

  private void block(int block, boolean first) {
    switch (String.valueOf(in.string(in.field(block, "type")))) {
      case "text" -> text(in.field(block, "text"), first);
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

  private void call(int call) {
    int input = in.field(call, "input");
    seen.need(Capability.TOOLS);
    tally.piece();
    tally.text(in, in.field(call, "name"));
    tally.json(in, input);
    tally.text(input == JsonBytes.NONE ? "{}" : "");
  }

  private void result(int block) {
    if (isResult(block)) {
      tally.piece();
      content(in.field(block, "content"), false);
    } else {
      tally.json(in, block);
    }
  }

  private void image(int block, int source) {
    if (isKnown(source)) {
      seen.need(Capability.VISION);
      tally.image(null);
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
    if (!inline || !type.equals("text/")) {
      seen.need(Capability.PDF);
    }
    tally.document(inline && in.isString(data) ? in.length(data) : 0);
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
