package dev.patchbay.wire.oai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.wire.Block;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where the fields of an object with a type stand: the one thing in which the two protocols differ
 * where they say the same. Tools, references to them and formats are of this kind. Immutable.
 */
public enum Layout {
  /** In an object named by the type, as in Chat. */
  INSIDE {
    @Override
    public @Nullable Block fields(Block holder, String type) {
      return holder.object(type);
    }

    /** A bare name is the reference of old, to a function. */
    @Override
    public @Nullable String name(Block reference) {
      Block function = fields(reference, FUNCTION);
      Block inner = function == null ? fields(reference, CUSTOM) : function;
      return inner == null ? reference.string("name") : inner.string("name");
    }

    @Override
    public void begin(JsonWriter writer, String type) throws IOException {
      writer.name("type").value(type);
      writer.name(type).beginObject();
    }

    @Override
    public void end(JsonWriter writer) throws IOException {
      writer.endObject();
    }
  },

  /** Beside the type, as in Responses. */
  BESIDE {
    @Override
    public @Nullable Block fields(Block holder, String type) {
      return holder.is(type) ? holder : null;
    }

    /** Other types are tools of the server's own, which have no names. */
    @Override
    public @Nullable String name(Block reference) {
      boolean named = reference.is(FUNCTION) || reference.is(CUSTOM);
      return named ? reference.string("name") : null;
    }

    @Override
    public void begin(JsonWriter writer, String type) throws IOException {
      writer.name("type").value(type);
    }

    @Override
    public void end(JsonWriter writer) {}
  };

  /** Types of tools. */
  public static final String FUNCTION = "function";

  public static final String CUSTOM = "custom";

  /** The fields of an object of the type; null if it is of another. */
  public abstract @Nullable Block fields(Block holder, String type);

  /** The name in a reference to a tool; null if it names none. */
  public abstract @Nullable String name(Block reference);

  /** Writes the type, and opens where the fields stand; the object itself is open already. */
  public abstract void begin(JsonWriter writer, String type) throws IOException;

  /** Closes where the fields stand, not the object itself. */
  public abstract void end(JsonWriter writer) throws IOException;
}
