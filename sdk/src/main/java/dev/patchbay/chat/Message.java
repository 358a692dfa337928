package dev.patchbay.chat;

import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One turn of a conversation. Immutable. */
public sealed interface Message {
  /** The content, in order; empty for {@link Unknown}. */
  List<Part> parts();

  /** A message of plain text from the user. */
  static User user(String text) {
    return new User(List.of(new Part.Text(text)));
  }

  /** An instruction to the model. */
  static System system(String text) {
    return new System(List.of(new Part.Text(text)));
  }

  /** A plain answer of the model, as part of a history. */
  static Assistant assistant(String text) {
    return new Assistant(List.of(new Part.Text(text)));
  }

  /** The result of a tool call. */
  static Tool toolResult(String callId, String text) {
    return new Tool(callId, null, List.of(new Part.Text(text)), false, PartInfo.NONE);
  }

  /** The text parts, one after the other; empty if there are none. */
  default String text() {
    return parts().stream()
        .filter(Part.Text.class::isInstance)
        .map(part -> ((Part.Text) part).text())
        .collect(Collectors.joining());
  }

  /**
   * Instructions, at the start or in the middle.
   *
   * @param developer true for OpenAI's developer role
   * @param name the participant's name, null if unnamed
   */
  record System(List<Part> parts, boolean developer, @Nullable String name, JsonFields extras)
      implements Message {
    public System {
      parts = List.copyOf(parts);
    }

    public System(List<Part> parts) {
      this(parts, false, null, JsonFields.NONE);
    }
  }

  /** What the user says. */
  record User(List<Part> parts, @Nullable String name, JsonFields extras) implements Message {
    public User {
      parts = List.copyOf(parts);
    }

    public User(List<Part> parts) {
      this(parts, null, JsonFields.NONE);
    }
  }

  /** What the model said. */
  record Assistant(List<Part> parts, @Nullable String name, JsonFields extras) implements Message {
    public Assistant {
      parts = List.copyOf(parts);
    }

    public Assistant(List<Part> parts) {
      this(parts, null, JsonFields.NONE);
    }

    /** The calls the model makes, in order. */
    public List<Part.ToolCall> toolCalls() {
      return parts.stream()
          .filter(Part.ToolCall.class::isInstance)
          .map(Part.ToolCall.class::cast)
          .toList();
    }
  }

  /**
   * The result of one tool call.
   *
   * @param callId id of the call it answers
   * @param name name of the tool, null if the protocol did not say
   * @param error true if the tool failed
   * @param info cache mark and unknown fields of the result
   */
  record Tool(String callId, @Nullable String name, List<Part> parts, boolean error, PartInfo info)
      implements Message {
    public Tool {
      parts = List.copyOf(parts);
    }
  }

  /** A message this version has no word for, verbatim; it goes back only to the same protocol. */
  record Unknown(String protocol, String role, RawJson raw) implements Message {
    @Override
    public List<Part> parts() {
      return List.of();
    }
  }
}
