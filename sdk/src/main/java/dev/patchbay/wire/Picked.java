package dev.patchbay.wire;

import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import java.util.Set;

/** Takes fields out of bodies verbatim, for those endpoints that take a part of a request. Pure. */
public final class Picked {
  private Picked() {}

  /** The same object with these fields alone. */
  public static byte[] fields(byte[] body, Set<String> names) {
    return Json.read(
        body,
        in -> {
          JsonFields.Collector kept = new JsonFields.Collector();
          in.beginObject();
          while (in.hasNext()) {
            String name = in.nextName();
            if (names.contains(name)) {
              kept.add(name, Json.raw(in));
            } else {
              in.skipValue();
            }
          }
          in.endObject();
          return Json.utf8(RawJson.object(kept.fields()).text());
        });
  }

  /**
   * A whole number of at least 0.
   *
   * @throws BadJsonException if the object has none of that name
   */
  public static long count(byte[] body, String name) {
    Long count =
        Json.read(
            body,
            in -> {
              Long found = null;
              in.beginObject();
              while (in.hasNext()) {
                if (in.nextName().equals(name)) {
                  found = Json.longOrNull(in);
                } else {
                  in.skipValue();
                }
              }
              in.endObject();
              return found;
            });
    if (count == null || count < 0) {
      throw new BadJsonException("$." + name, "Expected a number of tokens");
    }
    return count;
  }
}
