package dev.patchbay.server.admin;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.json.Json;
import dev.patchbay.server.http.Answer;
import java.io.IOException;
import java.util.List;

/** Lists as all of management answers them. Stateless. */
final class Lists {
  private Lists() {}

  /** Writes one element. */
  @FunctionalInterface
  interface Element<T> {
    void write(JsonWriter out, T one) throws IOException;
  }

  /** All of a list on one page. */
  static <T> Answer whole(List<T> all, Element<T> element) {
    return Answer.json(
        Json.write(
            out -> {
              out.setSerializeNulls(true);
              out.beginObject().name("data").beginArray();
              for (T one : all) {
                element.write(out, one);
              }
              out.endArray().name("next").nullValue().endObject();
            }));
  }

  /** One of them. */
  static <T> Answer one(int status, T one, Element<T> element) {
    return Answer.json(
        status,
        Json.write(
            out -> {
              out.setSerializeNulls(true);
              element.write(out, one);
            }));
  }
}
