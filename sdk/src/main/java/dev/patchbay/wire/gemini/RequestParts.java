package dev.patchbay.wire.gemini;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;

/** The fields of a request, verbatim. Pure. */
final class RequestParts {
  private RequestParts() {}

  static JsonFields of(RawJson request) {
    return Json.read(
        request.text(),
        in -> {
          JsonFields.Collector fields = new JsonFields.Collector();
          in.beginObject();
          while (in.hasNext()) {
            fields.add(in.nextName(), Json.raw(in));
          }
          in.endObject();
          return fields.fields();
        });
  }
}
