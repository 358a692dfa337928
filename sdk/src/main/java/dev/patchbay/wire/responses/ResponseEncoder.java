package dev.patchbay.wire.responses;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.StopReason;
import dev.patchbay.chat.Usage;
import dev.patchbay.json.Json;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.ClientView;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.ServiceTiers;
import dev.patchbay.wire.writing.Ending;
import dev.patchbay.wire.writing.Losses;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Encodes a whole answer for a client; a stream's first and last events hold one too. */
final class ResponseEncoder {
  /** The status of what goes on. */
  static final String IN_PROGRESS = "in_progress";

  static final Loss CITATION = new Loss("citations", "Sources without an address were left out");
  private static final Loss SOUND =
      new Loss("audio-output", "sound was replaced by what is said in it");

  private static final RawJson NULL = RawJson.of("null");

  private final Losses losses = new Losses();

  private ResponseEncoder() {}

  static Encoded encode(ChatResponse response, ClientView client) {
    ResponseEncoder encoder = new ResponseEncoder();
    byte[] body = Json.writeBytes(writer -> encoder.write(writer, response, client));
    return new Encoded(body, encoder.losses.list());
  }

  private void write(JsonWriter writer, ChatResponse response, ClientView client)
      throws IOException {
    if (response.choices().size() > 1) {
      losses.lost("choices", "only the first answer was kept");
    }
    Ending ending = Ending.of(response.choices(), Words.PROTOCOL);
    Head head = Head.of(response, client);
    writer.beginObject();
    head.write(writer, status(ending));
    finish(writer, ending);
    body(writer, output(parts(response, ending), head.id(), status(ending)), response.usage());
    Echo.write(writer, client.echo(), response.extras().in(Words.PROTOCOL));
    writer.endObject();
  }

  /** What the client sees; a refusal is told in words. */
  private List<Part> parts(ChatResponse response, Ending ending) {
    List<Part> parts = new ArrayList<>();
    for (Part part : response.message().parts()) {
      Part told = told(part, losses);
      if (told != null) {
        parts.add(told);
      }
    }
    boolean said = parts.stream().anyMatch(part -> part instanceof Part.Refusal);
    if (ending.reason() == StopReason.REFUSAL && !said) {
      parts.add(new Part.Refusal(ending.declined()));
    }
    return parts;
  }

  /** What the client sees of a part; null if nothing. */
  static @Nullable Part told(Part part, Losses losses) {
    boolean foreign =
        part instanceof Part.Unknown unknown && !unknown.protocol().equals(Words.PROTOCOL);
    if (part instanceof Part.Audio audio && audio.transcript() != null) {
      losses.accept(SOUND);
      return new Part.Text(audio.transcript());
    }
    if (foreign
        || part instanceof Part.Image
        || part instanceof Part.Document
        || part instanceof Part.Audio) {
      String kind = part.getClass().getSimpleName();
      losses.lost("part", "An answer has no place for a part of kind " + kind);
      return null;
    }
    if (part.info().signature() != null
        && part instanceof Part.Text text
        && text.text().isEmpty()) {
      return null; // Gemini signs at the end, on an empty text.
    }
    if (part instanceof Part.Text text
        && !text.citations().stream().allMatch(ItemEncoder::isTellable)) {
      losses.accept(CITATION);
    }
    return part;
  }

  private static List<RawJson> output(List<Part> parts, String id, String status) {
    List<ItemEncoder.Item> items = ItemEncoder.items(parts, id);
    List<RawJson> output = new ArrayList<>();
    for (ItemEncoder.Item item : items) {
      String own = output.size() == items.size() - 1 ? status : Words.COMPLETED;
      output.add(raw(item, own));
    }
    return output;
  }

  /** An item as JSON. */
  static RawJson raw(ItemEncoder.Item item, @Nullable String status) {
    return RawJson.of(Json.write(writer -> ItemEncoder.write(writer, item, status)));
  }

  static String status(Ending ending) {
    boolean cut =
        Words.cutWord(ending.reason()) != null
            || (ending.reason() == StopReason.OTHER
                && ending.extras().get("incomplete_details").isPresent());
    return cut ? Words.INCOMPLETE : Words.COMPLETED;
  }

  /** The fields every response object begins with. */
  record Head(String id, long created, String model, @Nullable String serviceTier) {
    static Head of(ChatResponse response, ClientView client) {
      return of(response.id(), response.created(), response.serviceTier(), client);
    }

    static Head of(String id, @Nullable Instant created, @Nullable String tier, ClientView client) {
      return new Head(
          id.isEmpty() ? "resp_unnamed" : id,
          created == null ? 0 : created.getEpochSecond(),
          client.model(),
          tier);
    }

    void write(JsonWriter writer, String status) throws IOException {
      writer.name("id").value(id);
      writer.name("object").value("response");
      writer.name("created_at").value(created);
      writer.name("status").value(status);
      writer.name("model").value(model);
      writer.name("service_tier").value(ServiceTiers.openai(serviceTier));
    }
  }

  /** That there is no error, and why the answer was cut, if it was; null if it goes on. */
  static void finish(JsonWriter writer, @Nullable Ending ending) throws IOException {
    nothing(writer, "error");
    RawJson kept = ending == null ? null : ending.extras().get("incomplete_details").orElse(null);
    String word = ending == null ? null : Words.cutWord(ending.reason());
    if (word != null) {
      writer.name("incomplete_details").beginObject();
      writer.name("reason").value(word);
      writer.endObject();
    } else if (ending != null && ending.reason() == StopReason.OTHER && kept != null) {
      Json.raw(writer.name("incomplete_details"), kept);
    } else {
      nothing(writer, "incomplete_details");
    }
  }

  static void body(JsonWriter writer, List<RawJson> output, @Nullable Usage usage)
      throws IOException {
    writer.name("output").beginArray();
    for (RawJson item : output) {
      Json.raw(writer, item);
    }
    writer.endArray();
    if (usage == null) {
      nothing(writer, "usage");
    } else {
      UsageWords.encode(writer.name("usage"), usage);
    }
  }

  /** Writes a name with the literal null. */
  static void nothing(JsonWriter writer, String name) throws IOException {
    Json.raw(writer.name(name), NULL);
  }
}
