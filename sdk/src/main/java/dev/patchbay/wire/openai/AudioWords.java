package dev.patchbay.wire.openai;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The model's own voice: in an answer its bytes, in a history only its id. Stateless. */
final class AudioWords {
  static final String NAME = "audio";

  private AudioWords() {}

  static String id(RawJson id) {
    return Json.read(id.text(), JsonReader::nextString);
  }

  /** The id and whatever else stands beside the bytes are kept under the sound's name. */
  static PartInfo info(JsonFields fields) {
    return fields.isEmpty()
        ? PartInfo.NONE
        : PartInfo.of(null, JsonFields.of(Words.PROTOCOL, NAME, RawJson.object(fields)));
  }

  /** The id of a sound the provider keeps; null if it keeps none. */
  static @Nullable RawJson kept(Part.Audio audio) {
    if (audio.source() instanceof MediaSource.FileRef file) {
      return RawJson.string(file.id());
    }
    return PartDecoder.inside(audio.info().extras(), NAME).get("id").orElse(null);
  }

  /** A sound in an answer. */
  static void encode(JsonWriter writer, Part.Audio audio) throws IOException {
    writer.name(NAME).beginObject();
    JsonFields fields = PartDecoder.inside(audio.info().extras(), NAME);
    if (audio.source() instanceof MediaSource.FileRef file) {
      writer.name("id").value(file.id());
    } else if (audio.source() instanceof MediaSource.Base64 bytes) {
      writer.name("data").value(bytes.data());
    }
    writer.name("transcript").value(audio.transcript());
    Json.fields(writer, fields);
    writer.endObject();
  }
}
