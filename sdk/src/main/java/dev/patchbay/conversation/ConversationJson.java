package dev.patchbay.conversation;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatJson;
import dev.patchbay.json.Json;
import dev.patchbay.json.RawJson;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A conversation as one JSON document for people and other programs, {@code
 * {"v":1,"conversation":…}}: all branches, each entry with its message as {@link ChatJson} stores
 * it. Equal logs give equal text. Stateless.
 */
public final class ConversationJson {
  /** The version that is written. */
  public static final int VERSION = 1;

  private ConversationJson() {}

  /** The document of a conversation. */
  public static String write(ConversationLog log) {
    return Json.write(
        writer -> {
          writer.beginObject();
          writer.name("v").value(VERSION);
          writer.name("conversation");
          log(writer, log);
          writer.endObject();
        });
  }

  private static void log(JsonWriter writer, ConversationLog log) throws IOException {
    writer.beginObject();
    writer.name("id").value(log.id());
    writer.name("version").value(log.version());
    writer.name("head").value(log.head());
    writer.name("created_at").value(log.createdAt().toString());
    writer.name("changed_at").value(log.changedAt().toString());
    Set<Integer> line = log.line().stream().map(LogEntry::number).collect(Collectors.toSet());
    writer.name("entries").beginArray();
    for (LogEntry entry : log.entries()) {
      entry(writer, entry, line.contains(entry.number()));
    }
    writer.endArray();
    writer.endObject();
  }

  private static void entry(JsonWriter writer, LogEntry entry, boolean active) throws IOException {
    writer.beginObject();
    writer.name("number").value(entry.number());
    writer.name("parent").value(entry.parent());
    writer.name("active").value(active);
    Author author = entry.author();
    if (author != null) {
      writer.name("provider").value(author.provider());
      writer.name("model").value(author.model());
      writer.name("account").value(author.account());
    }
    if (entry.partial()) {
      writer.name("partial").value(true);
    }
    writer.name("request_id").value(entry.requestId());
    writer.name("at").value(entry.at().toString());
    writer.name("document");
    Json.raw(writer, RawJson.of(ChatJson.write(entry.message())));
    writer.endObject();
  }
}
