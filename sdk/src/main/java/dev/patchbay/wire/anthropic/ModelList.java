package dev.patchbay.wire.anthropic;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/models}; pages are told by the last id. */
final class ModelList implements ModelListing {
  @Override
  public Endpoint endpoint(@Nullable String page) {
    String after = page == null ? "" : "&after_id=" + encoded(page);
    return new Endpoint(
        "models?limit=1000" + after, Map.of("anthropic-version", AnthropicCodec.VERSION));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public ModelPage decode(byte[] body) {
    return Json.read(body, ModelList::page);
  }

  private static ModelPage page(JsonReader in) throws IOException {
    List<ModelFields> entries = null;
    boolean more = false;
    String last = null;
    in.beginObject();
    while (in.hasNext()) {
      switch (in.nextName()) {
        case "data" -> entries = ModelFields.readAll(in);
        case "has_more" -> more = Boolean.TRUE.equals(Json.booleanOrNull(in));
        case "last_id" -> last = Json.stringOrNull(in);
        default -> in.skipValue();
      }
    }
    in.endObject();
    if (entries == null) {
      throw new BadJsonException("$.data", "Expected a list of models");
    }
    List<ListedModel> models = new ArrayList<>();
    entries.forEach(entry -> add(entry, models));
    return new ModelPage(models, more ? last : null);
  }

  private static void add(ModelFields entry, List<ListedModel> models) {
    String id = entry.word("id");
    if (id != null && !"retired".equals(entry.word("lifecycle"))) {
      models.add(
          new ListedModel(
              id,
              entry.word("display_name"),
              entry.count("max_input_tokens"),
              entry.count("max_tokens"),
              entry.time("created_at"),
              null));
    }
  }

  /** Both ways to tell pages, so that older and newer clients see that there is no further one. */
  @Override
  public byte[] encode(List<ListedModel> models) {
    return Json.writeBytes(
        writer -> {
          writer.beginObject().name("data").beginArray();
          for (ListedModel model : models) {
            write(writer, model);
          }
          writer.endArray();
          writer.setSerializeNulls(true);
          writer.name("has_more").value(false);
          writer.name("first_id").value(models.isEmpty() ? null : models.get(0).id());
          writer.name("last_id");
          writer.value(models.isEmpty() ? null : models.get(models.size() - 1).id());
          writer.name("next_page").nullValue();
          writer.endObject();
        });
  }

  @Override
  public byte[] encodeOne(ListedModel model) {
    return Json.writeBytes(writer -> write(writer, model));
  }

  /** "May be set to an epoch value if the release date is unknown" (Anthropic, "List Models"). */
  private static void write(JsonWriter writer, ListedModel model) throws IOException {
    Instant created = model.created();
    writer.beginObject();
    writer.name("type").value("model");
    writer.name("id").value(model.id());
    writer.name("display_name").value(model.title() == null ? model.id() : model.title());
    writer.name("created_at").value(String.valueOf(created == null ? Instant.EPOCH : created));
    if (model.contextWindow() != null) {
      writer.name("max_input_tokens").value(model.contextWindow());
    }
    if (model.maxOutput() != null) {
      writer.name("max_tokens").value(model.maxOutput());
    }
    writer.endObject();
  }
}
