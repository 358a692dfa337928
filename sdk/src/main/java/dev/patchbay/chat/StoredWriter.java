package dev.patchbay.chat;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Fields of the stored form: what is absent is left out. One thread. */
record StoredWriter(JsonWriter json) {
  /** Writes one element of a list. */
  @FunctionalInterface
  interface Element<T> {
    void write(StoredWriter out, T value) throws IOException;
  }

  StoredWriter text(String name, @Nullable String value) throws IOException {
    if (value != null) {
      json.name(name).value(value);
    }
    return this;
  }

  StoredWriter word(String name, @Nullable Enum<?> value) throws IOException {
    return text(name, value == null ? null : value.name().toLowerCase(Locale.ROOT));
  }

  StoredWriter number(String name, @Nullable Number value) throws IOException {
    if (value != null) {
      json.name(name).value(value);
    }
    return this;
  }

  StoredWriter flag(String name, @Nullable Boolean value) throws IOException {
    if (value != null) {
      json.name(name).value(value);
    }
    return this;
  }

  StoredWriter raw(String name, @Nullable RawJson value) throws IOException {
    if (value != null) {
      json.name(name);
      Json.raw(json, value);
    }
    return this;
  }

  /** Unknown fields under the id of their protocol; the empty one if it is not known. */
  StoredWriter fields(String name, JsonFields value) throws IOException {
    String protocol = value.protocol() == null ? "" : value.protocol();
    return fieldsById(name, value.isEmpty() ? Map.of() : Map.of(protocol, value));
  }

  /** Unknown fields by protocol, in the order of the protocols' ids. */
  StoredWriter fieldsById(String name, Map<String, JsonFields> values) throws IOException {
    if (!values.isEmpty()) {
      json.name(name).beginObject();
      for (var entry : new TreeMap<>(values).entrySet()) {
        json.name(entry.getKey()).beginObject();
        Json.fields(json, entry.getValue());
        json.endObject();
      }
      json.endObject();
    }
    return this;
  }

  StoredWriter texts(String name, Map<String, String> values) throws IOException {
    if (!values.isEmpty()) {
      json.name(name).beginObject();
      for (var entry : values.entrySet()) {
        json.name(entry.getKey()).value(entry.getValue());
      }
      json.endObject();
    }
    return this;
  }

  /** An object, if there is one. */
  <T> StoredWriter object(String name, @Nullable T value, Element<T> element) throws IOException {
    if (value != null) {
      json.name(name);
      element.write(this, value);
    }
    return this;
  }

  /** A list, if it has elements. */
  <T> StoredWriter list(String name, List<T> values, Element<T> element) throws IOException {
    return values.isEmpty() ? this : wholeList(name, values, element);
  }

  /** A list, also an empty one. */
  <T> StoredWriter wholeList(String name, List<T> values, Element<T> element) throws IOException {
    json.name(name).beginArray();
    for (T value : values) {
      element.write(this, value);
    }
    json.endArray();
    return this;
  }

  /** Opens an object whose first field says what it is. */
  StoredWriter begin(String field, String word) throws IOException {
    json.beginObject();
    return text(field, word);
  }

  StoredWriter begin() throws IOException {
    json.beginObject();
    return this;
  }

  void end() throws IOException {
    json.endObject();
  }
}
