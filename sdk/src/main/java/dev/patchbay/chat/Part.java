package dev.patchbay.chat;

import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.RawJson;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One piece of a message's content. Immutable; the order of parts is the order of the message. */
public sealed interface Part {
  /** What hangs on the part. */
  PartInfo info();

  /** Text, with the sources it cites. */
  record Text(String text, List<Citation> citations, PartInfo info) implements Part {
    public Text {
      citations = List.copyOf(citations);
    }

    public Text(String text) {
      this(text, List.of(), PartInfo.NONE);
    }
  }

  /** A refusal in the model's own words. */
  record Refusal(String text, PartInfo info) implements Part {
    public Refusal(String text) {
      this(text, PartInfo.NONE);
    }
  }

  /**
   * Reasoning in readable form; the text may be empty where the provider only signs it.
   *
   * @param signature the issuer's signature over it; null if unsigned
   */
  record Thinking(String text, @Nullable Opaque signature, PartInfo info) implements Part {
    public Thinking(String text, @Nullable Opaque signature) {
      this(text, signature, PartInfo.NONE);
    }
  }

  /** Reasoning nobody but its issuer can read: redacted or encrypted. */
  record OpaqueThinking(Opaque data, PartInfo info) implements Part {
    public OpaqueThinking(Opaque data) {
      this(data, PartInfo.NONE);
    }
  }

  /**
   * A call the model makes.
   *
   * @param id the call's id, unique within a conversation; never empty
   * @param arguments for a function the arguments as JSON text, verbatim, as the model wrote them:
   *     normally an object, possibly cut or malformed, {@code {}} if there are none; for a custom
   *     tool free text
   */
  record ToolCall(String id, String name, String arguments, Kind kind, PartInfo info)
      implements Part {
    /** How a tool takes its input. */
    public enum Kind {
      /** JSON arguments. */
      FUNCTION,
      /** Free text. */
      CUSTOM
    }

    public ToolCall(String id, String name, String arguments) {
      this(id, name, arguments, Kind.FUNCTION, PartInfo.NONE);
    }

    /** The arguments as a JSON value; empty if they are none. */
    public Optional<RawJson> argumentsJson() {
      try {
        return Optional.of(RawJson.of(arguments.isBlank() ? "{}" : arguments));
      } catch (BadJsonException e) {
        return Optional.empty();
      }
    }
  }

  /** An image; {@code detail} is the OpenAI word for its resolution, null if unset. */
  record Image(MediaSource source, @Nullable String detail, PartInfo info) implements Part {
    public Image(MediaSource source) {
      this(source, null, PartInfo.NONE);
    }
  }

  /**
   * A document such as a PDF.
   *
   * @param title title or file name, null if unnamed
   * @param context what the model should know of it, null if nothing
   * @param citations whether the model is to cite it; null if unsaid
   */
  record Document(
      MediaSource source,
      @Nullable String title,
      @Nullable String context,
      @Nullable Boolean citations,
      PartInfo info)
      implements Part {
    public Document(MediaSource source, @Nullable String title) {
      this(source, title, null, null, PartInfo.NONE);
    }
  }

  /**
   * Sound, said or heard.
   *
   * @param source base64, or the id of a sound the provider keeps
   * @param transcript what is said in it, null if unknown
   */
  record Audio(MediaSource source, @Nullable String transcript, PartInfo info) implements Part {
    public Audio(MediaSource source) {
      this(source, null, PartInfo.NONE);
    }
  }

  /** A part this version has no word for, verbatim; it goes back only to the same protocol. */
  record Unknown(String protocol, String type, RawJson raw) implements Part {
    @Override
    public PartInfo info() {
      return PartInfo.NONE;
    }
  }
}
