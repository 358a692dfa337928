package dev.patchbay.wire.gemini;

import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.ToolIds;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the turns of a request. Calls may come without an id: then one is made of their place,
 * and a result without one answers the first call of its name that is still open. One thread.
 */
final class MessageDecoder {
  static final String RESULT = "functionResponse";
  static final String OUTPUT = "output";
  static final String ERROR = "error";

  private final List<Message> out;
  private final List<Part.ToolCall> open = new ArrayList<>();
  private int turn;

  MessageDecoder(List<Message> out) {
    this.out = out;
  }

  void decode(List<Block> contents) {
    for (Block content : contents) {
      message(content);
      turn++;
    }
  }

  private void message(Block content) {
    String role = content.string("role", Words.USER);
    List<Block> parts = Words.objects(content, "parts");
    JsonFields rest = content.spokenRest();
    switch (role) {
      case Words.USER, "function", "tool" -> user(parts, rest);
      case Words.MODEL -> assistant(parts, rest);
      default -> throw new BadJsonException(content.path() + ".role", "Expected user or model");
    }
  }

  private void assistant(List<Block> blocks, JsonFields rest) {
    List<Part> parts = PartDecoder.decode(blocks, Words.CLIENT, "turn/" + turn);
    for (Part part : parts) {
      if (part instanceof Part.ToolCall call) {
        open.add(call);
      }
    }
    Message last = out.isEmpty() ? null : out.get(out.size() - 1);
    if (last instanceof Message.Assistant begun && begun.extras().isEmpty() && rest.isEmpty()) {
      List<Part> both = joined(begun.parts(), parts);
      out.set(out.size() - 1, new Message.Assistant(both, null, rest));
    } else {
      out.add(new Message.Assistant(parts, null, rest));
    }
  }

  /**
   * One turn of what came as several: Google's chats keep each chunk of a stream as a content of
   * its own, and the last of them says nothing.
   */
  private static List<Part> joined(List<Part> before, List<Part> after) {
    List<Part> all = new ArrayList<>(before);
    for (Part part : after) {
      Part last = all.isEmpty() ? part : all.get(all.size() - 1);
      if (!all.isEmpty() && isPlain(last) && isPlain(part)) {
        all.set(all.size() - 1, new Part.Text(said(last) + said(part)));
      } else if (!isPlain(part) || !said(part).isEmpty()) {
        all.add(part);
      }
    }
    return all;
  }

  private static boolean isPlain(Part part) {
    return part instanceof Part.Text text && part.equals(new Part.Text(text.text()));
  }

  private static String said(Part plain) {
    return ((Part.Text) plain).text();
  }

  private void user(List<Block> blocks, JsonFields rest) {
    List<Block> others = new ArrayList<>();
    boolean results = false;
    for (Block block : blocks) {
      if (block.has(RESULT)) {
        out.add(result(block));
        results = true;
      } else {
        others.add(block);
      }
    }
    List<Part> parts = PartDecoder.decode(others, Words.CLIENT);
    if (!results || !parts.isEmpty()) {
      out.add(new Message.User(parts, null, rest));
    }
  }

  private Message.Tool result(Block part) {
    Block result = Words.object(part, RESULT);
    if (result == null) {
      throw new BadJsonException(part.path(), "Expected a function's response");
    }
    String name = result.string("name", "");
    String id = answered(result.string("id"), name);
    List<Part> parts = new ArrayList<>();
    RawJson response = result.take("response");
    RawJson error = response == null ? null : only(response, ERROR);
    RawJson output = response == null ? null : only(response, OUTPUT);
    RawJson said = error != null ? error : output != null ? output : response;
    if (said != null) {
      parts.add(new Part.Text(Block.text(said)));
    }
    parts.addAll(PartDecoder.decode(Words.objects(result, "parts"), Words.CLIENT));
    PartInfo info = PartInfo.of(null, result.spokenRest());
    return new Message.Tool(id, name.isEmpty() ? null : name, parts, error != null, info);
  }

  /** The value of an object's only field; null if it is none of that name. */
  private static @Nullable RawJson only(RawJson response, String name) {
    if (!response.isObject()) {
      return null;
    }
    JsonFields fields = Block.of(response, "$", Words.SPEAKS).rest();
    return fields.byName().size() == 1 ? fields.get(name).orElse(null) : null;
  }

  private String answered(@Nullable String id, String name) {
    for (Part.ToolCall call : open) {
      if (id == null ? call.name().equals(name) : call.id().equals(id)) {
        open.remove(call);
        return call.id();
      }
    }
    return id == null || id.isEmpty() ? ToolIds.made("result/" + turn + "/" + out.size()) : id;
  }

  /** True if the text is an object or an array: then it is told as such. */
  static boolean isStructure(String text) {
    String bare = text.strip();
    if (!bare.startsWith("{") && !bare.startsWith("[")) {
      return false;
    }
    try {
      Json.read(bare, Json::raw);
      return true;
    } catch (BadJsonException e) {
      return false;
    }
  }
}
