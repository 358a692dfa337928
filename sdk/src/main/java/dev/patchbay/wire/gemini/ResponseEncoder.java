package dev.patchbay.wire.gemini;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.StopReason;
import dev.patchbay.chat.Usage;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.ClientView;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.writing.Ending;
import dev.patchbay.wire.writing.Losses;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Encodes a whole answer for a client. One thread; one object serves one answer. */
final class ResponseEncoder {
  private static final List<String> ANSWER =
      List.of("candidates", "modelVersion", "responseId", "createTime", UsageWords.NAME);
  private static final List<String> CANDIDATE = List.of("index", "content", Words.FINISH);

  static final Loss CITATION =
      new Loss("citations", "sources in another protocol's form were left out");
  private static final Loss THINKING =
      new Loss("thinking", "reasoning nobody can read was left out");
  private static final Loss UNTOLD =
      new Loss("content-part", "a part the protocol has no form for was left out");

  private final Losses losses = new Losses();

  private ResponseEncoder() {}

  static Encoded encode(ChatResponse response, ClientView client) {
    ResponseEncoder encoder = new ResponseEncoder();
    byte[] body = Json.writeBytes(writer -> encoder.write(writer, response, client));
    return new Encoded(body, encoder.losses.list());
  }

  private void write(JsonWriter writer, ChatResponse response, ClientView client)
      throws IOException {
    JsonFields extras = response.extras().in(Words.PROTOCOL);
    writer.beginObject();
    if (!isBlocked(response.choices(), extras)) {
      writer.name("candidates").beginArray();
      for (Choice choice : response.choices()) {
        choice(writer, choice);
      }
      writer.endArray();
    }
    tail(writer, response.id(), response.created(), response.usage(), extras, client);
    writer.endObject();
  }

  /** True for what the vendor answers to a prompt it refuses: there are no candidates then. */
  private static boolean isBlocked(List<Choice> choices, JsonFields extras) {
    return extras.get(Words.FEEDBACK).isPresent()
        && choices.size() == 1
        && choices.get(0).stopReason() == StopReason.CONTENT_FILTER
        && choices.get(0).message().parts().isEmpty();
  }

  /** The fields of an answer or a frame beside its candidates. */
  static void tail(
      JsonWriter writer,
      String id,
      @Nullable Instant created,
      @Nullable Usage usage,
      JsonFields extras,
      ClientView client)
      throws IOException {
    UsageWords.encode(writer, usage, UsageWords.details(extras));
    writer.name("modelVersion").value(client.model());
    if (created != null) {
      writer.name("createTime").value(created.toString());
    }
    if (!id.isEmpty()) {
      writer.name("responseId").value(id);
    }
    Json.fields(writer, extras.without(ANSWER));
  }

  private void choice(JsonWriter writer, Choice choice) throws IOException {
    writer.beginObject();
    List<Part> parts = choice.message().parts().stream().filter(this::isTold).toList();
    if (!parts.isEmpty()) {
      writer.name("content").beginObject();
      writer.name("role").value(Words.MODEL);
      writer.name("parts").beginArray();
      for (Part part : parts) {
        PartEncoder.ANSWER.part(writer, part, losses);
      }
      writer.endArray().endObject();
    }
    writer.name("index").value(choice.index());
    finish(writer, Ending.of(choice, Words.PROTOCOL));
    writer.endObject();
  }

  /** How a choice ended, and its unknown fields. */
  static void finish(JsonWriter writer, Ending ending) throws IOException {
    writer.name(Words.FINISH);
    RawJson word = ending.extras().get(Words.FINISH).orElse(null);
    if (word != null && Words.stopReason(Block.text(word)) == ending.reason()) {
      Json.raw(writer, word);
    } else {
      writer.value(Words.stopWord(ending.reason()));
    }
    Json.fields(writer, ending.extras().without(CANDIDATE));
  }

  private boolean isTold(Part part) {
    return isTold(part, losses);
  }

  /** True if an answer has a place for a part; else a loss is declared. */
  static boolean isTold(Part part, Consumer<Loss> losses) {
    boolean silent =
        part instanceof Part.OpaqueThinking
            || (part instanceof Part.Thinking thinking && thinking.text().isEmpty());
    if (silent && PartEncoder.signature(part) == null) {
      losses.accept(THINKING);
      return false;
    }
    if (part instanceof Part.Text text) {
      if (text.citations().stream().anyMatch(c -> !c.protocol().equals(Words.PROTOCOL))) {
        losses.accept(CITATION);
      }
      return !PartDecoder.isNothing(part);
    }
    boolean known = !(part instanceof Part.Unknown unknown) || isOwn(unknown);
    boolean stored = source(part) instanceof MediaSource.FileRef file && !isAddress(file.id());
    if (!known || stored) {
      losses.accept(UNTOLD);
    }
    return known && !stored;
  }

  private static boolean isOwn(Part.Unknown unknown) {
    return unknown.protocol().equals(Words.PROTOCOL);
  }

  private static boolean isAddress(String id) {
    return id.contains("://") || id.startsWith("files/");
  }

  private static @Nullable MediaSource source(Part part) {
    if (part instanceof Part.Image image) {
      return image.source();
    }
    if (part instanceof Part.Audio audio) {
      return audio.source();
    }
    return part instanceof Part.Document document ? document.source() : null;
  }
}
