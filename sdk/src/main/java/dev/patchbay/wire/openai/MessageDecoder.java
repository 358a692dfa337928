package dev.patchbay.wire.openai;

import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.ToolIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Decodes the messages of one request, in order. One thread. */
final class MessageDecoder {
  @FunctionalInterface
  private interface Reader {
    Message read(Block message);
  }

  private final Map<String, Reader> readers =
      Map.of(
          Words.DEVELOPER, message -> system(message, true),
          Words.SYSTEM, message -> system(message, false),
          Words.USER, this::user,
          Words.ASSISTANT, this::assistant,
          Words.TOOL, this::tool,
          Words.FUNCTION, this::function);

  private int place;
  private String lastCall = "";

  Message decode(Block message) {
    place++;
    String role = message.required("role");
    Reader reader = readers.get(role);
    return reader == null
        ? new Message.Unknown(Words.PROTOCOL, role, message.raw())
        : reader.read(message);
  }

  private Message system(Block message, boolean developer) {
    List<Part> parts = content(message);
    String name = message.string("name");
    return new Message.System(parts, developer, name, message.rest());
  }

  private Message user(Block message) {
    List<Part> parts = content(message);
    String name = message.string("name");
    return new Message.User(parts, name, message.rest());
  }

  /** A mark on the message itself goes to its last part. */
  private static List<Part> content(Block message) {
    String ttl = PartDecoder.cacheTtl(message);
    List<Part> parts = PartDecoder.content(message);
    return ttl == null ? parts : marked(parts, ttl);
  }

  private static List<Part> marked(List<Part> parts, String ttl) {
    List<Part> marked = new ArrayList<>(parts);
    int last = marked.size() - 1;
    if (last >= 0 && marked.get(last) instanceof Part.Text text) {
      PartInfo info = new PartInfo(ttl, null, text.info().extras());
      marked.set(last, new Part.Text(text.text(), text.citations(), info));
    } else if (last >= 0 && marked.get(last) instanceof Part.Image image) {
      PartInfo info = new PartInfo(ttl, null, image.info().extras());
      marked.set(last, new Part.Image(image.source(), image.detail(), info));
    }
    return marked;
  }

  private Message assistant(Block message) {
    String ttl = PartDecoder.cacheTtl(message);
    String name = message.string("name");
    message.take("prefix"); // said by a quirk of the target, not by the message
    Delta delta = Delta.message(message);
    List<Part> parts = ChoiceReader.parts(delta, "message/" + place);
    Message.Assistant decoded =
        new Message.Assistant(ttl == null ? parts : marked(parts, ttl), name, delta.extras());
    decoded.toolCalls().forEach(call -> lastCall = call.id());
    return decoded;
  }

  private Message tool(Block message) {
    String id = message.string("tool_call_id", "");
    return result(message, id.isEmpty() ? ToolIds.made("message/" + place) : id);
  }

  /** The result of a call of old, which has no id: it answers the call before it. */
  private Message function(Block message) {
    return result(message, lastCall.isEmpty() ? ToolIds.made("message/" + place) : lastCall);
  }

  private static Message result(Block message, String callId) {
    String ttl = PartDecoder.cacheTtl(message);
    List<Part> parts = PartDecoder.content(message);
    String name = message.string("name");
    JsonFields rest = message.rest();
    return new Message.Tool(callId, name, parts, false, PartInfo.of(ttl, rest));
  }
}
