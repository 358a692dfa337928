package dev.patchbay.wire.gemini;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Citation;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.OpaqueTag;
import dev.patchbay.wire.writing.Ending;
import dev.patchbay.wire.writing.Losses;
import dev.patchbay.wire.writing.PartEvents;
import dev.patchbay.wire.writing.WholeCalls;
import java.io.IOException;

/**
 * Writes the parts of a choice: every piece is a part of its own, and a call waits until its
 * arguments are whole. One thread.
 */
final class PartWriter extends PartEvents {
  private final int choice;
  private final StreamWriter stream;
  private final Losses losses;
  private final WholeCalls calls = new WholeCalls();
  private boolean spoken;

  PartWriter(int choice, StreamWriter stream, Losses losses) {
    this.choice = choice;
    this.stream = stream;
    this.losses = losses;
  }

  @Override
  protected void text(int part, String text) {
    whole(part, new Part.Text(text));
  }

  @Override
  protected void refusal(int part, String text) {
    text(part, text);
  }

  @Override
  protected void thinking(int part, String text) {
    if (!text.isEmpty()) {
      whole(part, new Part.Thinking(text, null));
    }
  }

  @Override
  protected void signature(int part, Opaque signature) {
    // Of a thought in another protocol: here parts that have one come whole.
    if (OpaqueTag.isTagged(signature)) {
      whole(part, new Part.Thinking("", signature));
    }
  }

  @Override
  protected void citation(int part, Citation citation) {
    if (!citation.protocol().equals(Words.PROTOCOL)) {
      losses.accept(ResponseEncoder.CITATION);
    }
  }

  @Override
  protected void call(ChatEvent.ToolCallStart call) {
    calls.begin(call);
  }

  @Override
  protected void arguments(int part, String arguments) {
    calls.more(part, arguments);
  }

  @Override
  protected void whole(int part, Part content) {
    if (ResponseEncoder.isTold(content, losses)) {
      spoken = true;
      stream.frame(
          writer -> {
            writer.beginObject();
            content(writer, content);
            writer.name("index").value(choice);
            writer.endObject();
          });
    }
  }

  @Override
  protected void extras(int part, JsonFields extras) {
    // A part's own fields stand in the part, which has been written.
  }

  @Override
  protected void end(int part) {
    Part.ToolCall call = calls.end(part);
    if (call != null) {
      whole(part, call);
    }
  }

  /** True if something was written of the choice. */
  boolean hasSpoken() {
    return spoken;
  }

  /** Writes how the choice ended. Clients look for a part in each frame of one that has any. */
  void finish(JsonWriter writer, Ending ending) throws IOException {
    writer.beginObject();
    if (spoken) {
      content(writer, new Part.Text(""));
    }
    writer.name("index").value(choice);
    ResponseEncoder.finish(writer, ending);
    writer.endObject();
  }

  private void content(JsonWriter writer, Part part) throws IOException {
    writer.name("content").beginObject();
    writer.name("role").value(Words.MODEL);
    writer.name("parts").beginArray();
    PartEncoder.ANSWER.part(writer, part, losses);
    writer.endArray().endObject();
  }
}
