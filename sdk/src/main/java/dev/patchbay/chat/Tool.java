package dev.patchbay.chat;

import dev.patchbay.json.RawJson;
import org.jspecify.annotations.Nullable;

/** A tool the model may call. Immutable. */
public sealed interface Tool {
  /** The name the model calls it by. */
  String name();

  /**
   * A function with JSON arguments.
   *
   * @param description what it does, null if unsaid
   * @param schema JSON Schema of its arguments, verbatim; null for no parameters
   * @param strict whether arguments must obey the schema; null if unsaid
   */
  record Function(
      String name,
      @Nullable String description,
      @Nullable RawJson schema,
      @Nullable Boolean strict,
      PartInfo info)
      implements Tool {
    public Function(String name, @Nullable String description, @Nullable RawJson schema) {
      this(name, description, schema, null, PartInfo.NONE);
    }
  }

  /**
   * A tool that takes free text.
   *
   * @param format the grammar of its input, verbatim; null for any text
   */
  record Custom(String name, @Nullable String description, @Nullable RawJson format, PartInfo info)
      implements Tool {}

  /**
   * A tool the provider runs itself, or one this version has no word for, verbatim. It is passed to
   * the same protocol, and refused by name for another: never dropped unsaid.
   *
   * @param type the protocol's word for it, such as {@code web_search_20260209}
   */
  record Hosted(String protocol, String type, String name, RawJson raw) implements Tool {}
}
