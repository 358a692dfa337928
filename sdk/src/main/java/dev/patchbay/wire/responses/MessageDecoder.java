package dev.patchbay.wire.responses;

import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.ToolIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Decodes the items of one request, in order: what the model said in a row becomes one message. One
 * thread.
 */
final class MessageDecoder {
  /** Items beside calls that are the model's own, though this version has no word for them. */
  private static final Set<String> SAID =
      Set.of(
          "mcp_list_tools", "mcp_approval_request", "compaction", "compaction_summary", "program");

  private final List<Message> messages = new ArrayList<>();
  private final List<Part> said = new ArrayList<>();
  private int place;

  /** The input: a text of the user, or items. */
  List<Message> decode(Block body) {
    RawJson input = body.peek("input");
    if (input != null && input.text().startsWith("\"")) {
      messages.add(Message.user(body.string("input", "")));
    } else {
      body.objects("input").forEach(this::item);
      finish();
    }
    return messages;
  }

  private void item(Block item) {
    place++;
    String type = ItemDecoder.type(item);
    switch (type) {
      case Words.MESSAGE -> message(item);
      case Words.REASONING, Words.CALL, Words.CUSTOM_CALL -> said(item);
      case Words.OUTPUT, Words.CUSTOM_OUTPUT -> result(item, type);
      default -> {
        if (isSaid(type)) {
          said(item);
        } else {
          add(new Message.Unknown(Words.PROTOCOL, type, item.raw()));
        }
      }
    }
  }

  /** True for an item of the model's own this version has no word for. */
  static boolean isSaid(String type) {
    return type.endsWith("_call") || SAID.contains(type);
  }

  private void message(Block item) {
    String role = item.required("role");
    switch (role) {
      case Words.ASSISTANT -> said(item);
      case Words.USER -> {
        List<Part> parts = content(item);
        add(new Message.User(parts, null, Mark.of(item)));
      }
      case Words.SYSTEM -> {
        // Marked even if it says nothing more: instructions are the form without a mark.
        List<Part> parts = content(item);
        add(new Message.System(parts, false, null, Mark.of(item.spokenRest())));
      }
      case Words.DEVELOPER -> {
        List<Part> parts = content(item);
        add(new Message.System(parts, true, null, Mark.of(item)));
      }
      default -> add(new Message.Unknown(Words.PROTOCOL, role, item.raw()));
    }
  }

  private static List<Part> content(Block item) {
    item.take("type");
    return PartDecoder.content(item, "content");
  }

  /** A message right after another one of the model's begins anew, whatever it says. */
  private void said(Block item) {
    List<Part> parts = ItemDecoder.decode(item, Words.CLIENT, "input/" + place);
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      boolean follows = i == 0 && !said.isEmpty() && isText(said.get(said.size() - 1));
      boolean unmarked = isText(part) && !Mark.isIn(part.info().extras());
      said.add(follows && unmarked ? ItemDecoder.marked(part, Mark.of(JsonFields.NONE)) : part);
    }
  }

  private static boolean isText(Part part) {
    return part instanceof Part.Text || part instanceof Part.Refusal;
  }

  private void result(Block item, String type) {
    item.take("type");
    String id = item.string("call_id", "");
    List<Part> parts = PartDecoder.content(item, "output");
    JsonFields mark = Mark.of(item);
    if (type.equals(Words.CUSTOM_OUTPUT)) {
      mark = Mark.of(Mark.fields(mark).with("type", RawJson.string(type)));
    }
    add(
        new Message.Tool(
            id.isEmpty() ? ToolIds.made("input/" + place) : id,
            null,
            parts,
            false,
            PartInfo.of(null, mark)));
  }

  private void add(Message message) {
    finish();
    messages.add(message);
  }

  private void finish() {
    if (!said.isEmpty()) {
      messages.add(new Message.Assistant(said));
      said.clear();
    }
  }
}
