package dev.patchbay.chat;

import dev.patchbay.json.RawJson;
import org.jspecify.annotations.Nullable;

/** The form the answer's text must take. Immutable. */
public sealed interface ResponseFormat {
  /** Any text. */
  record Text() implements ResponseFormat {}

  /** One JSON object of any shape. */
  record JsonObject() implements ResponseFormat {}

  /**
   * JSON that obeys a schema.
   *
   * @param name a name for it ({@code [A-Za-z0-9_-]}, up to 64), {@code response} if the protocol
   *     has none
   * @param schema the JSON Schema, verbatim
   * @param strict whether it must be obeyed to the letter; null if unsaid
   */
  record JsonSchema(
      String name, @Nullable String description, RawJson schema, @Nullable Boolean strict)
      implements ResponseFormat {}
}
