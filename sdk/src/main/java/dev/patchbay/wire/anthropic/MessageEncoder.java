package dev.patchbay.wire.anthropic;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.UntranslatableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Encodes ordered messages as turns: neighbours of one role become one turn, block by block, and
 * all results of a turn's calls stand first in the user's next turn. One thread.
 */
final class MessageEncoder {
  private final List<Turn> turns = new ArrayList<>();
  private final PartFilter filter;
  private final TargetProfile target;
  private final Consumer<Loss> losses;

  MessageEncoder(PartFilter filter, TargetProfile target, Consumer<Loss> losses) {
    this.filter = filter;
    this.target = target;
    this.losses = losses;
  }

  /** One turn of the protocol; {@code raw} stands for all of it if it is not null. */
  private static final class Turn {
    final String role;
    final List<Message.Tool> results = new ArrayList<>();
    final List<Part> parts = new ArrayList<>();
    JsonFields extras = JsonFields.NONE;
    @Nullable RawJson raw;

    Turn(String role) {
      this.role = role;
    }
  }

  /** Adds a message that is not one of the leading system messages. */
  void add(Message message) {
    if (message instanceof Message.User user) {
      name(user.name());
      addTo(Words.USER, filter.user(user.parts()), user.extras());
    } else if (message instanceof Message.Assistant assistant) {
      name(assistant.name());
      addTo(Words.ASSISTANT, filter.assistant(assistant.parts()), assistant.extras());
    } else if (message instanceof Message.Tool tool) {
      turn(Words.USER).results.add(filter.result(tool));
    } else if (message instanceof Message.System system) {
      addSystem(system);
    } else if (message instanceof Message.Unknown unknown) {
      addUnknown(unknown);
    }
  }

  private void addTo(String role, List<Part> parts, JsonFields extras) {
    if (!parts.isEmpty()) {
      Turn turn = turn(role);
      turn.parts.addAll(parts);
      turn.extras = turn.extras.and(extras);
    }
  }

  private Turn turn(String role) {
    Turn last = last();
    if (last == null || last.raw != null || !last.role.equals(role)) {
      last = new Turn(role);
      turns.add(last);
    }
    return last;
  }

  private @Nullable Turn last() {
    return turns.isEmpty() ? null : turns.get(turns.size() - 1);
  }

  private void addSystem(Message.System system) {
    List<Part> parts = filter.system(system.parts());
    Turn last = last();
    boolean afterUser = last != null && !last.role.equals(Words.ASSISTANT);
    if (target.has(Quirk.MID_SYSTEM) && afterUser) {
      addTo(Words.SYSTEM, parts, system.extras());
      return;
    }
    losses.accept(new Loss("mid-system", "told within the user's turn, tagged as a reminder"));
    List<Part> tagged = new ArrayList<>();
    for (Part part : parts) {
      tagged.add(
          part instanceof Part.Text text
              ? new Part.Text(
                  "<system-reminder>\n" + text.text() + "\n</system-reminder>",
                  List.of(),
                  text.info())
              : part);
    }
    addTo(Words.USER, tagged, JsonFields.NONE);
  }

  private void addUnknown(Message.Unknown unknown) {
    if (!unknown.protocol().equals(Words.PROTOCOL)) {
      throw new UntranslatableException(
          "message",
          "A message of role '" + unknown.role() + "' has meaning only for " + unknown.protocol());
    }
    Turn turn = new Turn(unknown.role());
    turn.raw = unknown.raw();
    turns.add(turn);
  }

  private void name(@Nullable String name) {
    if (name != null) {
      losses.accept(new Loss("participant-name", "left out"));
    }
  }

  /** True if the answer has been begun; white space at its end, which is refused, is cut off. */
  boolean prefilled() {
    Turn last = last();
    if (last == null || !last.role.equals(Words.ASSISTANT) || last.raw != null) {
      return false;
    }
    // A paused turn with a hosted tool's blocks is sent back to go on: no prefill.
    if (last.parts.stream().anyMatch(Part.Unknown.class::isInstance)) {
      return false;
    }
    if (target.has(Quirk.NO_PREFILL)) {
      throw new UntranslatableException(
          "prefill",
          "The model "
              + target.model()
              + " does not go on with an answer that has been begun: "
              + "end the messages with the user's");
    }
    int end = last.parts.size() - 1;
    if (last.parts.get(end) instanceof Part.Text text
        && !text.text().stripTrailing().equals(text.text())) {
      losses.accept(new Loss("prefill", "white space at the end of the begun answer was cut off"));
      last.parts.set(
          end, new Part.Text(text.text().stripTrailing(), text.citations(), text.info()));
    }
    return true;
  }

  /**
   * True if the model is to go on after tool results with a turn that did not begin by thinking.
   */
  boolean goesOnWithoutThinking() {
    if (turns.size() < 2) {
      return false;
    }
    Turn begun = turns.get(turns.size() - 2);
    Turn last = turns.get(turns.size() - 1);
    return !last.results.isEmpty()
        && begun.role.equals(Words.ASSISTANT)
        && !begun.parts.isEmpty()
        && !(begun.parts.get(0) instanceof Part.Thinking)
        && !(begun.parts.get(0) instanceof Part.OpaqueThinking);
  }

  /** The names of the tools called, in order of their first call. */
  Set<String> calledTools() {
    Set<String> names = new LinkedHashSet<>();
    for (Turn turn : turns) {
      for (Part part : turn.parts) {
        if (part instanceof Part.ToolCall call) {
          names.add(call.name());
        }
      }
    }
    return names;
  }

  /** The cache marks in the order {@link #encode} asks for them. */
  List<String> marks() {
    List<String> marks = new ArrayList<>();
    for (Turn turn : turns) {
      for (Message.Tool result : turn.results) {
        PartFilter.marks(result.parts(), marks);
        if (result.info().cacheTtl() != null) {
          marks.add(result.info().cacheTtl());
        }
      }
      PartFilter.marks(turn.parts, marks);
    }
    return marks;
  }

  /** Writes the array of turns. */
  void encode(JsonWriter writer, CacheMarks marks) throws IOException {
    writer.beginArray();
    for (Turn turn : turns) {
      if (turn.raw != null) {
        Json.raw(writer, turn.raw);
        continue;
      }
      writer.beginObject();
      writer.name("role").value(turn.role);
      writer.name("content");
      encodeContent(writer, turn, marks);
      if (!target.has(Quirk.STRICT_FIELDS)) {
        Json.fields(writer, turn.extras);
      }
      writer.endObject();
    }
    writer.endArray();
  }

  private void encodeContent(JsonWriter writer, Turn turn, CacheMarks marks) throws IOException {
    if (turn.results.isEmpty() && PartFilter.isPlainText(turn.parts)) {
      writer.value(((Part.Text) turn.parts.get(0)).text());
      return;
    }
    writer.beginArray();
    for (Message.Tool result : turn.results) {
      encodeResult(writer, result, marks);
    }
    for (Part part : turn.parts) {
      encodePart(writer, part, turn.role.equals(Words.ASSISTANT), marks);
    }
    writer.endArray();
  }

  private void encodeResult(JsonWriter writer, Message.Tool result, CacheMarks marks)
      throws IOException {
    writer.beginObject().name("type").value("tool_result");
    writer.name("tool_use_id").value(result.callId());
    if (PartFilter.isPlainText(result.parts())) {
      writer.name("content").value(((Part.Text) result.parts().get(0)).text());
    } else if (!result.parts().isEmpty()) {
      writer.name("content").beginArray();
      for (Part part : result.parts()) {
        encodePart(writer, part, false, marks);
      }
      writer.endArray();
    }
    if (result.error()) {
      writer.name("is_error").value(true);
    }
    Parts.encodeInfo(writer, result.info(), marks);
    writer.endObject();
  }

  /** Writes a part the filter has let through. */
  void encodePart(JsonWriter writer, Part part, boolean models, CacheMarks marks)
      throws IOException {
    if (part instanceof Part.Text text) {
      if (models) {
        Parts.encodeAnswerText(writer, text, marks);
      } else {
        Parts.encodeText(writer, text.text(), text.info(), marks);
      }
    } else if (part instanceof Part.Image image) {
      Parts.encodeImage(writer, image, marks);
    } else if (part instanceof Part.Document document) {
      Parts.encodeDocument(writer, document, marks);
    } else if (part instanceof Part.Thinking thinking) {
      Parts.encodeThinking(writer, thinking);
    } else if (part instanceof Part.OpaqueThinking redacted) {
      Parts.encodeRedacted(writer, redacted);
    } else if (part instanceof Part.ToolCall call) {
      Parts.encodeCall(writer, call, ToolWords.input(call, losses), Parts.Place.REQUEST, marks);
    } else if (part instanceof Part.Unknown unknown) {
      Json.raw(writer, unknown.raw());
    }
  }
}
