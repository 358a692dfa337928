package dev.patchbay.wire.anthropic;

import com.squareup.moshi.JsonReader;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the turns of a request. A user's turn with tool results becomes one message for each
 * result, then one for the rest. Stateless.
 */
final class MessageDecoder {
  private static final String TOOL_RESULT = "tool_result";

  private MessageDecoder() {}

  /** Reads the array of messages. */
  static void decode(JsonReader reader, List<Message> out) throws IOException {
    reader.beginArray();
    while (reader.hasNext()) {
      String path = reader.getPath();
      List<Block> blocks = new ArrayList<>();
      JsonFields.Collector rest = new JsonFields.Collector();
      String role = null;
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        switch (name) {
          case "role" -> role = reader.nextString();
          case "content" -> readContent(reader, blocks);
          default -> rest.add(name, Json.raw(reader));
        }
      }
      reader.endObject();
      message(path, role, blocks, rest.fields().as(Words.PROTOCOL), out);
    }
    reader.endArray();
  }

  private static void message(
      String path, @Nullable String role, List<Block> blocks, JsonFields rest, List<Message> out) {
    switch (role == null ? "" : role) {
      case Words.USER -> user(blocks, rest, out);
      case Words.ASSISTANT -> assistant(blocks, rest, out);
      case Words.SYSTEM ->
          out.add(new Message.System(parts(blocks, Words.CLIENT), false, null, rest));
      default -> throw new BadJsonException(path + ".role", "Expected user, assistant or system");
    }
  }

  private static void assistant(List<Block> blocks, JsonFields rest, List<Message> out) {
    out.add(new Message.Assistant(parts(blocks, Words.CLIENT), null, rest));
  }

  private static void user(List<Block> blocks, JsonFields rest, List<Message> out) {
    List<Part> parts = new ArrayList<>();
    boolean results = false;
    for (Block block : blocks) {
      if (isResult(block)) {
        out.add(result(block));
        results = true;
      } else {
        parts.add(PartDecoder.decode(block, Words.CLIENT));
      }
    }
    if (!results || !parts.isEmpty()) {
      out.add(new Message.User(parts, null, rest));
    }
  }

  private static boolean isResult(Block block) {
    return block.has("tool_use_id") && block.is(TOOL_RESULT);
  }

  private static Message.Tool result(Block block) {
    block.take("type");
    String id = block.required("tool_use_id");
    RawJson content = block.take("content");
    List<Part> parts =
        content == null ? List.of() : content(content, block.path() + ".content", Words.CLIENT);
    boolean error = Boolean.TRUE.equals(block.flag("is_error"));
    PartInfo info = PartDecoder.info(block);
    return new Message.Tool(id, null, parts, error, info);
  }

  /** Content that is a text or an array of blocks; an empty text is no content. */
  static List<Part> content(RawJson raw, String path, Issuer issuer) {
    List<Block> blocks = new ArrayList<>();
    try {
      Json.read(
          raw.text(),
          reader -> {
            readContent(reader, blocks);
            return blocks;
          });
    } catch (BadJsonException e) {
      throw new BadJsonException(path + e.path().substring(1), "Expected text or content blocks");
    }
    return parts(blocks, issuer);
  }

  private static void readContent(JsonReader reader, List<Block> out) throws IOException {
    if (Json.skipNull(reader)) {
      return;
    }
    if (reader.peek() == JsonReader.Token.STRING) {
      String text = reader.nextString();
      if (!text.isEmpty()) {
        out.add(Block.text(text, reader.getPath(), Words.SPEAKS));
      }
      return;
    }
    reader.beginArray();
    while (reader.hasNext()) {
      out.add(Words.block(reader));
    }
    reader.endArray();
  }

  private static List<Part> parts(List<Block> blocks, Issuer issuer) {
    return blocks.stream().map(block -> PartDecoder.decode(block, issuer)).toList();
  }
}
