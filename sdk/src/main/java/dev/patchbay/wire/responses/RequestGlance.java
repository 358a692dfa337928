package dev.patchbay.wire.responses;

import dev.patchbay.chat.Reasoning;
import dev.patchbay.chat.Tool;
import dev.patchbay.json.JsonBytes;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.WireRequest;
import dev.patchbay.wire.bytes.Speaker;
import dev.patchbay.wire.oai.ContentGlance;

/** Reads off a request's bytes what {@link RequestDecoder} would tell routing. One thread. */
final class RequestGlance extends ContentGlance {
  /** True while the items are the model's own: what it says in a row is one message. */
  private boolean speaking;

  private RequestGlance(WireRequest asked) {
    super(asked);
  }

  static Glance of(WireRequest request) {
    return new RequestGlance(request).glance();
  }

  @Override
  protected void request(int body) {
    addressed(body);
    seen.previousResponse(
        in.string(in.field(body, "previous_response_id"), "$.previous_response_id"));
    instructions(in.field(body, "instructions"));
    input(in.field(body, "input"));
    in.each(in.field(body, "tools"), this::tool);
    limit(in.field(body, "max_output_tokens"), "$.max_output_tokens");
    format(in.field(in.field(body, OptionEncoder.TEXT), "format"));
    reasoning(in.field(body, OptionEncoder.REASONING));
    labels(body);
  }

  private void tool(int tool) {
    int type = in.field(tool, "type");
    if (in.is(type, Words.FUNCTION)) {
      function(tool);
    } else if (in.is(type, Words.CUSTOM)) {
      custom(tool);
    } else {
      hosted(tool);
    }
  }

  private void function(int function) {
    declared(function);
    tally.json(in, in.field(function, "parameters"));
  }

  /** Its format is told in another form than it came in, so it is decoded: such tools are few. */
  private void custom(int tool) {
    seen.need(Capability.TOOLS);
    tally.piece();
    if (ToolWords.tool(Words.block(in.raw(tool), "$.tools")) instanceof Tool.Custom custom) {
      tally.text(custom.name());
      tally.text(custom.description());
      tally.json(custom.format());
    }
  }

  private void format(int format) {
    if (in.is(in.field(format, "type"), "json_schema")) {
      answerSchema(in.field(format, "schema"));
    }
  }

  private void reasoning(int reasoning) {
    Reasoning.Effort effort = effort(in.field(reasoning, "effort"));
    boolean shown = in.field(reasoning, "summary") != JsonBytes.NONE;
    if ((effort != null || shown) && effort != Reasoning.Effort.NONE) {
      seen.need(Capability.REASONING);
    }
  }

  private void instructions(int instructions) {
    if (in.isString(instructions)) {
      tally.piece();
      tally.text(in, instructions);
    }
  }

  private void input(int input) {
    if (in.isString(input)) {
      tally.piece();
      text(input, user());
    } else {
      in.each(input, this::item);
    }
  }

  private void item(int item) {
    int given = in.field(item, "type");
    boolean message = given == JsonBytes.NONE && in.field(item, "role") != JsonBytes.NONE;
    String type = message ? Words.MESSAGE : String.valueOf(in.string(given));
    switch (type) {
      case Words.MESSAGE -> message(item, in.field(item, "role"));
      case Words.REASONING -> {
        said();
        reasoningItem(item);
      }
      case Words.CALL -> call(item, "arguments", "{}");
      case Words.CUSTOM_CALL -> call(item, "input", "");
      case Words.OUTPUT, Words.CUSTOM_OUTPUT -> {
        heard();
        content(in.field(item, "output"), Speaker.OTHER);
      }
      default -> {
        if (MessageDecoder.isSaid(type)) {
          said();
        } else {
          heard();
        }
        tally.json(in, item);
      }
    }
  }

  private void message(int item, int role) {
    int content = in.field(item, "content");
    if (in.is(role, Words.ASSISTANT)) {
      boolean says =
          in.isString(content) || (in.isArray(content) && in.first(content) < in.next(content));
      if (says) {
        said();
        content(content, Speaker.OTHER);
      }
    } else if (in.is(role, Words.USER)) {
      heard();
      content(content, user());
    } else {
      heard();
      boolean known = in.is(role, Words.SYSTEM) || in.is(role, Words.DEVELOPER);
      if (known) {
        content(content, Speaker.OTHER);
      } else {
        tally.json(in, item);
      }
    }
  }

  /** An item of the model's own, with the one before it in one message if that was, too. */
  private void said() {
    if (!speaking) {
      tally.piece();
    }
    speaking = true;
  }

  private void heard() {
    tally.piece();
    speaking = false;
  }

  /** Entries are told with an empty line between them. */
  private void reasoningItem(int item) {
    int told = entries(in.field(item, ThinkingWords.SUMMARY), 0);
    entries(in.field(item, ThinkingWords.CONTENT), told);
  }

  private int entries(int entries, int before) {
    int told = before;
    if (in.isArray(entries)) {
      int end = in.next(entries);
      for (int entry = in.first(entries); entry < end; entry = in.next(entry)) {
        int text = in.field(entry, "text");
        if (in.isString(text) && in.length(text) > 0) {
          tally.text(told++ == 0 ? "" : ThinkingWords.BETWEEN);
          tally.text(in, text);
        }
      }
    }
    return told;
  }

  private void call(int item, String field, String nothing) {
    said();
    called(item, field, nothing);
  }

  @Override
  protected void part(int part, Speaker speaker) {
    String type = in.string(in.field(part, "type"));
    int text = in.field(part, "text");
    switch (type == null && text != JsonBytes.NONE ? "text" : String.valueOf(type)) {
      case "input_text", "output_text", "text" -> text(text, speaker);
      case "refusal" -> tally.text(in, in.field(part, "refusal"));
      case "input_image" -> image(part);
      case "input_file" -> file(part);
      case "input_audio" -> sound(part, in.field(part, "input_audio"), speaker);
      default -> tally.json(in, part);
    }
  }

  private void image(int part) {
    boolean addressed = in.field(part, "image_url") != JsonBytes.NONE;
    boolean stored = in.field(part, "file_id") != JsonBytes.NONE;
    if (!addressed && !stored) {
      tally.json(in, part);
      return;
    }
    if (!addressed) {
      seen.storedFile();
    }
    image(in.string(in.field(part, "detail")));
  }

  private void file(int part) {
    int data = in.field(part, "file_data");
    int url = in.field(part, "file_url");
    boolean stored = in.field(part, "file_id") != JsonBytes.NONE;
    if (!stored && data == JsonBytes.NONE && url == JsonBytes.NONE) {
      tally.json(in, part);
      return;
    }
    tally.text(in, in.field(part, "filename"));
    if (stored) {
      stored();
    } else if (data != JsonBytes.NONE) {
      bytes(data);
    } else {
      address(url);
    }
  }

  private void sound(int part, int audio, Speaker speaker) {
    if (audio == JsonBytes.NONE) {
      tally.json(in, part);
    } else {
      sound(in.length(in.field(audio, "data")), speaker);
    }
  }
}
