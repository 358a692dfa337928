package dev.patchbay.server.api;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.json.Json;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.http.Fault;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a protocol's vendor lists models. Stateless. */
enum ModelShape {
  /** OpenAI, "List models". One page. */
  OPENAI {
    @Override
    void one(JsonWriter out, OfferedModel model) throws IOException {
      out.beginObject();
      out.name("id").value(model.id());
      out.name("object").value("model");
      out.name("created").value(0);
      out.name("owned_by").value(model.owner());
      limits(out, "context_window", "max_output_tokens", model);
      out.endObject();
    }

    @Override
    String list(Call call, List<OfferedModel> models) {
      return Json.write(
          out -> {
            out.beginObject().name("object").value("list").name("data");
            array(out, models);
            out.endObject();
          });
    }
  },
  /** Anthropic, "List Models": the fields of both ways to page. */
  CLAUDE {
    @Override
    void one(JsonWriter out, OfferedModel model) throws IOException {
      out.beginObject();
      out.name("type").value("model");
      out.name("id").value(model.id());
      out.name("display_name").value(model.id());
      out.name("created_at").value("1970-01-01T00:00:00Z");
      limits(out, "max_input_tokens", "max_tokens", model);
      out.name("lifecycle").value("active");
      out.endObject();
    }

    @Override
    String list(Call call, List<OfferedModel> models) {
      String page = call.query("page");
      String after = page == null ? call.query("after_id") : page;
      Slice slice = slice(models, after, call.query("before_id"), number(call, "limit"));
      List<OfferedModel> shown = slice.models();
      String first = shown.isEmpty() ? null : shown.get(0).id();
      String last = shown.isEmpty() ? null : shown.get(shown.size() - 1).id();
      return Json.write(
          out -> {
            out.setSerializeNulls(true);
            out.beginObject().name("data");
            array(out, shown);
            out.name("has_more").value(slice.more());
            out.name("first_id").value(first);
            out.name("last_id").value(last);
            out.name("next_page").value(slice.more() ? last : null);
            out.endObject();
          });
    }
  },
  /** Gemini, "models.list". */
  GEMINI {
    @Override
    void one(JsonWriter out, OfferedModel model) throws IOException {
      out.beginObject();
      out.name("name").value("models/" + model.id());
      out.name("version").value("1");
      out.name("displayName").value(model.id());
      limits(out, "inputTokenLimit", "outputTokenLimit", model);
      out.name("supportedGenerationMethods").beginArray();
      out.value("generateContent").value("streamGenerateContent").value("countTokens");
      out.endArray().endObject();
    }

    @Override
    String list(Call call, List<OfferedModel> models) {
      Slice slice = slice(models, call.query("pageToken"), null, number(call, "pageSize"));
      List<OfferedModel> shown = slice.models();
      return Json.write(
          out -> {
            out.beginObject().name("models");
            array(out, shown);
            if (slice.more()) {
              out.name("nextPageToken").value(shown.get(shown.size() - 1).id());
            }
            out.endObject();
          });
    }
  };

  /** Also the length of a page: many clients read the first one only. */
  private static final int MOST = 1000;

  private record Slice(List<OfferedModel> models, boolean more) {}

  /** Writes a model. */
  abstract void one(JsonWriter out, OfferedModel model) throws IOException;

  /** The document of a list, or of the page of it that the call asks for. */
  abstract String list(Call call, List<OfferedModel> models);

  /** The document of one model. */
  String document(OfferedModel model) {
    return Json.write(out -> one(out, model));
  }

  final void array(JsonWriter out, List<OfferedModel> models) throws IOException {
    out.beginArray();
    for (OfferedModel model : models) {
      one(out, model);
    }
    out.endArray();
  }

  private static void limits(JsonWriter out, String window, String output, OfferedModel model)
      throws IOException {
    if (model.contextWindow() != null) {
      out.name(window).value(model.contextWindow());
    }
    if (model.maxOutput() != null) {
      out.name(output).value(model.maxOutput());
    }
  }

  private static int number(Call call, String name) {
    return Queries.number(call, name, MOST, MOST);
  }

  private static Slice slice(
      List<OfferedModel> models, @Nullable String after, @Nullable String before, int limit) {
    if (before != null) {
      int end = place(models, before);
      int begin = Math.max(0, end - limit);
      return new Slice(models.subList(begin, end), begin > 0);
    }
    int begin = after == null ? 0 : place(models, after) + 1;
    int end = Math.min(models.size(), begin + limit);
    return new Slice(models.subList(begin, end), end < models.size());
  }

  private static int place(List<OfferedModel> models, String id) {
    for (int i = 0; i < models.size(); i++) {
      if (models.get(i).id().equals(id)) {
        return i;
      }
    }
    throw Fault.invalid("page", "There is no such place in the list of models: begin anew");
  }
}
