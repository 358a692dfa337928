package dev.patchbay.server.monitor;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How values stand in answers: what is unknown is null, money is decimal text, durations are
 * milliseconds to the microsecond. Stateless.
 */
final class Say {
  private Say() {}

  /** A document in which what is unknown stands as null. */
  static String document(Json.Printer printer) {
    return Json.write(
        json -> {
          json.setSerializeNulls(true);
          printer.print(json);
        });
  }

  /** The value's own words; those of a constant in lower case. */
  static void text(JsonWriter json, String name, @Nullable Object value) throws IOException {
    json.name(name);
    if (value == null) {
      json.nullValue();
    } else {
      json.value(value instanceof Enum<?> word ? Ask.word(word) : value.toString());
    }
  }

  static void texts(JsonWriter json, String name, List<String> values) throws IOException {
    json.name(name).beginArray();
    for (String value : values) {
      json.value(value);
    }
    json.endArray();
  }

  static void number(JsonWriter json, String name, @Nullable Number value) throws IOException {
    json.name(name);
    if (value == null) {
      json.nullValue();
    } else {
      json.value(value);
    }
  }

  static void millis(JsonWriter json, String name, @Nullable Duration time) throws IOException {
    number(json, name, time == null ? null : BigDecimal.valueOf(time.toNanos() / 1000, 3));
  }

  static void money(JsonWriter json, String name, @Nullable BigDecimal usd) throws IOException {
    text(json, name, usd == null ? null : usd.toPlainString());
  }

  /** A share from 0 to 1, to a millionth. */
  static void share(JsonWriter json, String name, double share) throws IOException {
    number(json, name, BigDecimal.valueOf(Math.round(share * 1_000_000), 6));
  }
}
