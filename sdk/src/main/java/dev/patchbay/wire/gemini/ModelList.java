package dev.patchbay.wire.gemini;

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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1beta/models}; names come as {@code models/m}, pages are told by a token. */
final class ModelList implements ModelListing {
  private static final String MODELS = "models/";
  private static final String METHODS = "supportedGenerationMethods";

  @Override
  public Endpoint endpoint(@Nullable String page) {
    String token =
        page == null ? "" : "&pageToken=" + URLEncoder.encode(page, StandardCharsets.UTF_8);
    return new Endpoint("models?pageSize=1000" + token, Map.of());
  }

  @Override
  public ModelPage decode(byte[] body) {
    return Json.read(body, ModelList::page);
  }

  private static ModelPage page(JsonReader in) throws IOException {
    List<ModelFields> entries = null;
    String next = null;
    in.beginObject();
    while (in.hasNext()) {
      switch (in.nextName()) {
        case "models" -> entries = ModelFields.readAll(in);
        case "nextPageToken" -> next = Json.stringOrNull(in);
        default -> in.skipValue();
      }
    }
    in.endObject();
    if (entries == null) {
      throw new BadJsonException("$.models", "Expected a list of models");
    }
    List<ListedModel> models = new ArrayList<>();
    entries.forEach(entry -> add(entry, models));
    return new ModelPage(models, next == null || next.isBlank() ? null : next);
  }

  /** Those of embeddings and pictures are in the list, too: their methods tell them. */
  private static void add(ModelFields entry, List<ListedModel> models) {
    String name = entry.word("name");
    boolean generates = !entry.has(METHODS) || entry.words(METHODS).contains("generateContent");
    if (name == null || !generates || name.equals(MODELS)) {
      return;
    }
    models.add(
        new ListedModel(
            name.startsWith(MODELS) ? name.substring(MODELS.length()) : name,
            entry.word("displayName"),
            entry.count("inputTokenLimit"),
            entry.count("outputTokenLimit"),
            null,
            null));
  }

  @Override
  public byte[] encode(List<ListedModel> models) {
    return Json.writeBytes(
        writer -> {
          writer.beginObject().name("models").beginArray();
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

  private static void write(JsonWriter writer, ListedModel model) throws IOException {
    writer.beginObject();
    writer.name("name").value(MODELS + model.id());
    writer.name("displayName").value(model.title() == null ? model.id() : model.title());
    if (model.contextWindow() != null) {
      writer.name("inputTokenLimit").value(model.contextWindow());
    }
    if (model.maxOutput() != null) {
      writer.name("outputTokenLimit").value(model.maxOutput());
    }
    writer.name(METHODS).beginArray();
    writer.value("generateContent").value("countTokens").endArray();
    writer.endObject();
  }
}
