package dev.patchbay.wire.oai;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.wire.Endpoint;
import dev.patchbay.wire.ListedModel;
import dev.patchbay.wire.ModelFields;
import dev.patchbay.wire.ModelListing;
import dev.patchbay.wire.ModelPage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The list of models of OpenAI's two protocols and of all who follow them: {@code GET /models}.
 * Some add limits under names of their own; Together sends the bare array.
 */
public final class ModelList implements ModelListing {
  /** Parts of names of OpenAI's models that don't chat: its list does not say what they do. */
  private static final List<String> NO_CHAT =
      List.of(
          "embedding",
          "whisper",
          "tts-",
          "dall-e",
          "gpt-image",
          "moderation",
          "realtime",
          "transcribe",
          "sora",
          "babbage",
          "davinci");

  /** Together's, Fireworks' and Mistral's words for what an entry is. */
  private static final List<String> NO_CHAT_TYPES =
      List.of("embedding", "image", "audio", "moderation", "rerank", "transcribe", "video");

  @Override
  public Endpoint endpoint(@Nullable String page) {
    return new Endpoint("models", Map.of());
  }

  @Override
  public ModelPage decode(byte[] body) {
    return Json.read(body, ModelList::page);
  }

  private static ModelPage page(JsonReader in) throws IOException {
    List<ModelFields> entries = null;
    if (in.peek() == JsonReader.Token.BEGIN_ARRAY) {
      entries = ModelFields.readAll(in);
    } else {
      in.beginObject();
      while (in.hasNext()) {
        if (in.nextName().equals("data")) {
          entries = ModelFields.readAll(in);
        } else {
          in.skipValue();
        }
      }
      in.endObject();
    }
    if (entries == null) {
      throw new BadJsonException("$.data", "Expected a list of models");
    }
    List<ListedModel> models = new ArrayList<>();
    entries.forEach(entry -> add(entry, models));
    return new ModelPage(models, null);
  }

  private static void add(ModelFields entry, List<ListedModel> models) {
    String id = entry.word("id");
    if (id == null || !chats(entry, id.toLowerCase(Locale.ROOT))) {
      return;
    }
    models.add(
        new ListedModel(
            id,
            entry.word("name"),
            entry.count("context_length", "context_window", "max_model_len", "max_context_length"),
            entry.count("max_completion_tokens", "max_output_tokens"),
            entry.time("created"),
            entry.word("owned_by")));
  }

  private static boolean chats(ModelFields entry, String id) {
    String type = entry.word("type");
    return NO_CHAT.stream().noneMatch(id::contains)
        && (type == null || !NO_CHAT_TYPES.contains(type.toLowerCase(Locale.ROOT)));
  }

  @Override
  public byte[] encode(List<ListedModel> models) {
    return Json.writeBytes(
        writer -> {
          writer.beginObject();
          writer.name("object").value("list");
          writer.name("data").beginArray();
          for (ListedModel model : models) {
            write(writer, model);
          }
          writer.endArray().endObject();
        });
  }

  @Override
  public byte[] encodeOne(ListedModel model) {
    return Json.writeBytes(writer -> write(writer, model));
  }

  /** The official clients want a time and an owner: where nobody knows them, the epoch. */
  private static void write(JsonWriter writer, ListedModel model) throws IOException {
    Instant created = model.created();
    writer.beginObject();
    writer.name("id").value(model.id());
    writer.name("object").value("model");
    writer.name("created").value(created == null ? 0 : created.getEpochSecond());
    writer.name("owned_by").value(model.owner() == null ? "system" : model.owner());
    if (model.contextWindow() != null) {
      writer.name("context_length").value(model.contextWindow());
    }
    if (model.maxOutput() != null) {
      writer.name("max_output_tokens").value(model.maxOutput());
    }
    writer.endObject();
  }
}
