package dev.patchbay.store.access;

import dev.patchbay.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Texts as a JSON array. Stateless. */
final class TextList {
  private TextList() {}

  static List<String> read(String json) {
    return Json.read(
        json,
        reader -> {
          List<String> texts = new ArrayList<>();
          reader.beginArray();
          while (reader.hasNext()) {
            texts.add(reader.nextString());
          }
          reader.endArray();
          return texts;
        });
  }

  static String write(List<String> texts) {
    return Json.write(
        writer -> {
          writer.beginArray();
          for (String text : texts) {
            writer.value(text);
          }
          writer.endArray();
        });
  }
}
