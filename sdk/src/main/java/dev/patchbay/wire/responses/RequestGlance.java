package dev.patchbay.wire.responses;

import dev.patchbay.chat.Reasoning;
import dev.patchbay.chat.Tool;
import dev.patchbay.json.JsonBytes;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.PromptTally;
import dev.patchbay.wire.WireRequest;

/** Reads off a request's bytes what {@link RequestDecoder} would tell routing. One thread. */
final class RequestGlance {
  /** Deep enough for the bytes of a file in the result of a tool. */
  private static final int DEPTH = 8;

  /** Enough of a data URL to hold its media type. */
  private static final int URL_HEAD = 256;

  private final JsonBytes in;
  private final Glance.Builder seen;
  private final PromptTally tally;

  /** True while the items are the model's own: what it says in a row is one message. */
  private boolean speaking;

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
    seen.previousResponse(
        in.string(in.field(body, "previous_response_id"), "$.previous_response_id"));
    instructions(in.field(body, "instructions"));
    input(in.field(body, "input"));
    tools(in.field(body, "tools"));
    int limit = in.field(body, "max_output_tokens");
    seen.maxOutputTokens(in.integer(limit, "$.max_output_tokens"), "$.max_output_tokens");
    format(in.field(in.field(body, OptionEncoder.TEXT), "format"));
    reasoning(in.field(body, OptionEncoder.REASONING));
    String user = in.string(in.field(body, "user"), "$.user");
    seen.user(user == null ? in.string(in.field(body, OptionEncoder.SAFETY_ID)) : user);
    seen.cacheKey(in.string(in.field(body, "prompt_cache_key"), "$.prompt_cache_key"));
  }

  private void tools(int tools) {
    in.each(tools, this::tool);
  }

  private void tool(int tool) {
    int type = in.field(tool, "type");
    int name = in.field(tool, "name");
    seen.need(Capability.TOOLS);
    tally.piece();
    if (in.is(type, Words.FUNCTION)) {
      tally.text(in, name);
      tally.text(in, in.field(tool, "description"));
      tally.json(in, in.field(tool, "parameters"));
    } else if (in.is(type, Words.CUSTOM)) {
      custom(tool);
    } else {
      tally.text(in, name == JsonBytes.NONE ? type : name);
    }
  }

  /** Its format is told in another form than it came in, so it is decoded: such tools are few. */
  private void custom(int tool) {
    if (ToolWords.tool(Words.block(in.raw(tool), "$.tools")) instanceof Tool.Custom custom) {
      tally.text(custom.name());
      tally.text(custom.description());
      tally.json(custom.format());
    }
  }

  private void format(int format) {
    if (in.is(in.field(format, "type"), "json_schema")) {
      seen.need(Capability.JSON_SCHEMA);
      int given = in.field(format, "schema");
      tally.json(in, given);
      tally.text(given == JsonBytes.NONE ? "{}" : "");
    }
  }

  private void reasoning(int reasoning) {
    String word = in.string(in.field(reasoning, "effort"));
    Reasoning.Effort effort = word == null ? null : Reasoning.Effort.of(word).orElse(null);
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
      text(input, seen.userSpeaks());
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
        content(in.field(item, "output"), false, false);
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

  private void message(int item, int role) {
    int content = in.field(item, "content");
    if (in.is(role, Words.ASSISTANT)) {
      boolean says =
          in.isString(content) || (in.isArray(content) && in.first(content) < in.next(content));
      if (says) {
        said();
        content(content, false, false);
      }
    } else if (in.is(role, Words.USER)) {
      heard();
      content(content, true, seen.userSpeaks());
    } else {
      heard();
      boolean known = in.is(role, Words.SYSTEM) || in.is(role, Words.DEVELOPER);
      if (known) {
        content(content, false, false);
      } else {
        tally.json(in, item);
      }
    }
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
    int input = in.field(item, field);
    said();
    seen.need(Capability.TOOLS);
    tally.piece();
    tally.text(in, in.field(item, "name"));
    if (input == JsonBytes.NONE || (in.isString(input) && in.head(input, 1).isBlank())) {
      tally.text(nothing);
    } else if (in.isString(input)) {
      tally.text(in, input);
    } else {
      tally.json(in, input);
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
      case "input_text", "output_text", "text" -> text(text, first);
      case "refusal" -> tally.text(in, in.field(part, "refusal"));
      case "input_image" -> image(part);
      case "input_file" -> file(part);
      case "input_audio" -> sound(part, in.field(part, "input_audio"), user);
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
    seen.need(Capability.VISION);
    tally.image(in.string(in.field(part, "detail")));
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
      seen.storedFile();
      document("", 0);
    } else if (data != JsonBytes.NONE && !in.head(data, "data:".length()).equals("data:")) {
      document("", in.length(data));
    } else {
      address(data == JsonBytes.NONE ? url : data);
    }
  }

  private void address(int url) {
    String head = in.head(url, URL_HEAD);
    int comma = head.indexOf(',');
    int marker = head.indexOf(";base64,");
    if (head.startsWith("data:") && marker >= 0 && marker + ";base64".length() == comma) {
      document(head.substring("data:".length()), in.length(url) - comma - 1);
    } else {
      document("", 0);
    }
  }

  private void document(String mediaType, long base64) {
    if (!mediaType.startsWith("text/")) {
      seen.need(Capability.PDF);
    }
    tally.document(base64);
  }

  private void sound(int part, int audio, boolean user) {
    if (audio == JsonBytes.NONE) {
      tally.json(in, part);
      return;
    }
    if (user) {
      seen.need(Capability.AUDIO_IN);
    }
    int data = in.field(audio, "data");
    tally.sound(in.length(data));
  }
}
