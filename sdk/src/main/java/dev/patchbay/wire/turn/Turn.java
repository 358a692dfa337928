package dev.patchbay.wire.turn;

import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a protocol in which roles alternate: what one side says until the other does. It
 * grows while {@link TurnRuns} is filled. One thread.
 */
public final class Turn {
  private final String role;
  private final List<Message.Tool> results = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private JsonFields extras = JsonFields.NONE;
  private final @Nullable RawJson raw;

  Turn(String role, @Nullable RawJson raw) {
    this.role = role;
    this.raw = raw;
  }

  /** The protocol's word for who speaks. */
  public String role() {
    return role;
  }

  /** The results of the calls of the turn before: they stand before all parts. May be changed. */
  public List<Message.Tool> results() {
    return results;
  }

  /** What is said. May be changed. */
  public List<Part> parts() {
    return parts;
  }

  /** Unknown fields of the protocol's own. */
  public JsonFields extras() {
    return extras;
  }

  /** Stands for all of the turn if it is not null. */
  public @Nullable RawJson raw() {
    return raw;
  }

  void add(List<? extends Part> more, JsonFields fields) {
    parts.addAll(more);
    extras = extras.and(fields);
  }
}
