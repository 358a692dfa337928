package dev.patchbay.wire.writing;

import dev.patchbay.json.Json;
import dev.patchbay.transport.SseFrame;
import java.util.function.Consumer;

/**
 * Makes frames and hands them out. The data of a frame is one line: the official Gemini client
 * reads no more, and a raw line break in JSON can only be white space. One thread.
 */
public final class Frames {
  private Consumer<SseFrame> out = frame -> {};

  /** Whom the frames go to from now on. */
  void to(Consumer<SseFrame> client) {
    out = client;
  }

  /** A frame without a name: an object of these fields. */
  public void data(Json.Printer fields) {
    add(SseFrame.data(object(fields)));
  }

  /** A frame named as the {@code type} its object begins with. */
  public void named(String type, Json.Printer fields) {
    String data =
        object(
            writer -> {
              writer.name("type").value(type);
              fields.print(writer);
            });
    add(new SseFrame(type, data));
  }

  private static String object(Json.Printer fields) {
    return Json.write(
        writer -> {
          writer.beginObject();
          fields.print(writer);
          writer.endObject();
        });
  }

  /** A frame as it is, but for line breaks. */
  public void add(SseFrame frame) {
    String line = frame.data().replace('\n', ' ').replace('\r', ' ');
    out.accept(new SseFrame(frame.event(), line));
  }
}
