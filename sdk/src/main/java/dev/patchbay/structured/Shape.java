package dev.patchbay.structured;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;

/**
 * A Java type as JSON, both ways: what its schema says, and how a value of it is read. Siblings
 * have the same two methods in the same order. Immutable.
 */
sealed interface Shape
    permits Shape.Deferred, ScalarShape, EnumShape, ListShape, MapShape, RecordShape, UnionShape {
  /**
   * Writes the words of the schema into the object that is open.
   *
   * @param orNull true if null is a value too
   */
  void schema(JsonWriter writer, boolean orNull) throws IOException;

  /**
   * Reads a value that is not null.
   *
   * @throws dev.patchbay.json.BadJsonException if it is of another shape, with its path
   */
  Object read(JsonReader reader) throws IOException;

  /** True if a strict schema can say it: objects without a fixed list of names can't be said. */
  boolean strict();

  /** Where a type holds itself: written as a reference, read by the record that is meant. */
  record Deferred(String name, Shapes shapes) implements Shape {
    @Override
    public void schema(JsonWriter writer, boolean orNull) throws IOException {
      if (!orNull) {
        writer.name("$ref").value(reference());
        return;
      }
      writer.name("anyOf").beginArray();
      writer.beginObject().name("$ref").value(reference()).endObject();
      writer.beginObject().name("type").value("null").endObject();
      writer.endArray();
    }

    private String reference() {
      return "#/$defs/" + name;
    }

    @Override
    public Object read(JsonReader reader) throws IOException {
      return shapes.defined(name).read(reader);
    }

    @Override
    public boolean strict() {
      return true;
    }
  }

  /** Writes {@code type}, with or without null. */
  static void type(JsonWriter writer, String type, boolean orNull) throws IOException {
    writer.name("type");
    if (orNull) {
      writer.beginArray().value(type).value("null").endArray();
    } else {
      writer.value(type);
    }
  }
}
