package dev.patchbay.wire.oai;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.UntranslatableException;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Contents of a request, as one target takes them. One thread. */
public final class ContentEncoder {
  /** How the protocol writes one part. */
  public interface Form {
    /** True if a text has nothing beside it. */
    boolean isPlain(Part.Text text);

    void text(JsonWriter writer, String text, PartInfo info) throws IOException;

    void image(JsonWriter writer, Part.Image image) throws IOException;

    void document(JsonWriter writer, Part.Document document) throws IOException;

    /** Writes what stands around a sound. */
    void audio(JsonWriter writer, PartInfo info, Json.Printer sound) throws IOException;
  }

  private final Scope scope;
  private final Form form;

  public ContentEncoder(Scope scope, Form form) {
    this.scope = scope;
    this.form = form;
  }

  /** What the user, an instruction or a tool says: a text where one is all there is. */
  public void encode(JsonWriter writer, String name, List<Part> parts) throws IOException {
    writer.name(name);
    if (parts.isEmpty()) {
      writer.value("");
    } else if (parts.size() == 1 && parts.get(0) instanceof Part.Text text && form.isPlain(text)) {
      writer.value(text.text());
    } else {
      writer.beginArray();
      for (Part part : parts) {
        part(writer, part);
      }
      writer.endArray();
    }
  }

  private void part(JsonWriter writer, Part part) throws IOException {
    if (part instanceof Part.Text text) {
      form.text(writer, text.text(), text.info());
    } else if (part instanceof Part.Image image) {
      scope.fetchable(image.source());
      form.image(writer, image);
    } else if (part instanceof Part.Document document) {
      document(writer, document);
    } else if (part instanceof Part.Audio audio) {
      audio(writer, audio);
    } else if (part instanceof Part.Unknown unknown) {
      unknown(writer, unknown);
    } else {
      scope.lost("part", "A part of a kind this message cannot have was left out");
    }
  }

  private void document(JsonWriter writer, Part.Document document) throws IOException {
    scope.fetchable(document.source());
    scope.readable(document.source());
    if (document.context() != null) {
      scope.lost("document-context", "A document's context was left out");
    }
    if (Boolean.TRUE.equals(document.citations())) {
      scope.lost("document-citations", "A document cannot be asked to be cited");
    }
    if (document.source() instanceof MediaSource.PlainText plain) {
      String title = document.title();
      String text = title == null ? plain.text() : title + "\n\n" + plain.text();
      form.text(writer, text, document.info());
    } else {
      form.document(writer, document);
    }
  }

  private void audio(JsonWriter writer, Part.Audio audio) throws IOException {
    Set<Capability> capabilities = scope.target().capabilities();
    if (capabilities != null && !capabilities.contains(Capability.AUDIO_IN)) {
      throw new UntranslatableException(
          "audio", "The model " + scope.target().model() + " takes no sound");
    }
    if (!(audio.source() instanceof MediaSource.Base64 sound)) {
      throw new UntranslatableException(
          "audio-source", "Sound can be sent in " + scope.protocol().id() + " only as bytes");
    }
    form.audio(writer, audio.info(), inner -> ContentWords.sound(inner, sound));
  }

  private void unknown(JsonWriter writer, Part.Unknown unknown) throws IOException {
    if (unknown.protocol().equals(scope.protocol().id())) {
      Json.raw(writer, unknown.raw());
    } else {
      scope.lost("part", "A part of " + unknown.protocol() + " was left out: " + unknown.type());
    }
  }

  /** A message this version has no word for. */
  public void unknown(JsonWriter writer, Message.Unknown unknown) throws IOException {
    if (unknown.protocol().equals(scope.protocol().id())) {
      Json.raw(writer, unknown.raw());
    } else {
      scope.lost("message", "A message of " + unknown.protocol() + " was left out");
    }
  }

  /** Declares a cache mark that nothing here can carry. */
  public void unmarkable(PartInfo info, String where) {
    if (info.cacheTtl() != null) {
      scope.lost("cache-control", "The cache mark of " + where + " was left out");
    }
  }

  /** Unknown fields, as far as they may be sent. */
  public void extras(JsonWriter writer, JsonFields extras) throws IOException {
    Json.fields(writer, scope.extras(extras));
  }
}
