package dev.patchbay.wire.anthropic;

import dev.patchbay.chat.Message;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.UntranslatableException;
import dev.patchbay.wire.turn.PartRules;
import dev.patchbay.wire.turn.TurnFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets through the parts of a history the protocol can carry for this target. Thinking goes back to
 * who issued it, all of a request's or none: a block's signature covers what stands before it, so
 * to leave out one is to break the next. One thread.
 */
final class PartFilter implements TurnFilter {
  private final boolean thinking;
  private final PartRules rules;
  private final Scope scope;

  private PartFilter(boolean thinking, Scope scope) {
    this.thinking = thinking;
    this.rules = new PartRules(Words.PROTOCOL, scope);
    this.scope = scope;
  }

  /** The filter for a conversation that is sent to an issuer of thinking. */
  static PartFilter of(List<Message> messages, Scope scope) {
    boolean own =
        messages.stream().flatMap(m -> m.parts().stream()).allMatch(part -> isOwn(part, scope));
    if (!own) {
      scope.lost("thinking", "issued elsewhere: all thinking of the history was left out");
    }
    return new PartFilter(own, scope);
  }

  private static boolean isOwn(Part part, Scope scope) {
    Opaque opaque = opaque(part);
    return opaque == null || scope.isKnown(opaque);
  }

  private static @Nullable Opaque opaque(Part part) {
    if (part instanceof Part.Thinking thinking) {
      return thinking.signature();
    }
    return part instanceof Part.OpaqueThinking redacted ? redacted.data() : null;
  }

  @Override
  public List<Part> system(List<Part> parts) {
    return PartRules.each(parts, rules::system);
  }

  @Override
  public List<Part> user(List<Part> parts) {
    return PartRules.each(parts, this::shown);
  }

  /** A part the user shows; null if it means nothing there. */
  private @Nullable Part shown(Part part) {
    if (part instanceof Part.Audio) {
      throw new UntranslatableException(
          "audio-input", "Sound cannot be sent: route the request to a model that hears");
    }
    if (part instanceof Part.Unknown unknown) {
      return rules.unknown(unknown);
    }
    if (part instanceof Part.Image image) {
      scope.fetchable(image.source());
      return rules.undetailed(image);
    }
    if (part instanceof Part.Document document) {
      scope.fetchable(document.source());
      scope.readable(document.source());
      return document;
    }
    if (part instanceof Part.Refusal refusal) {
      return rules.refusal(refusal);
    }
    return part instanceof Part.Text ? part : rules.misplaced();
  }

  @Override
  public List<Part> assistant(List<Part> parts) {
    return PartRules.each(parts, this::said);
  }

  /** A part the model said; null if it cannot be said again. */
  private @Nullable Part said(Part part) {
    if (part instanceof Part.Text text) {
      rules.citations(text);
      return text;
    }
    if (part instanceof Part.Thinking || part instanceof Part.OpaqueThinking) {
      return thought(part);
    }
    if (part instanceof Part.ToolCall call) {
      return call(call);
    }
    if (part instanceof Part.Refusal refusal) {
      return rules.refusal(refusal);
    }
    if (part instanceof Part.Audio audio) {
      return rules.spoken(audio);
    }
    return rules.isOwnUnknown(part) ? part : rules.unsayable();
  }

  private @Nullable Part thought(Part part) {
    if (part.info().cacheTtl() != null) {
      scope.lost("cache-mark", "thinking takes no cache mark");
    }
    if (thinking && opaque(part) == null) {
      scope.lost("thinking", "thinking without a signature was left out");
    }
    return thinking && opaque(part) != null ? part : null;
  }

  private Part call(Part.ToolCall call) {
    return new Part.ToolCall(
        ToolWords.id(call.id()),
        ToolWords.name(call.name(), scope),
        call.arguments(),
        call.kind(),
        call.info());
  }

  @Override
  public Message.Tool result(Message.Tool result) {
    List<Part> parts =
        user(result.parts()).stream()
            .filter(part -> result.parts().size() == 1 || !isBlank(part))
            .toList();
    return new Message.Tool(
        ToolWords.id(result.callId()), result.name(), parts, result.error(), result.info());
  }

  private static boolean isBlank(Part part) {
    return part instanceof Part.Text text && text.text().isBlank();
  }

  /** Adds the cache marks of parts that can carry one. */
  static void marks(List<Part> parts, List<String> out) {
    for (Part part : parts) {
      boolean carries = !(part instanceof Part.Thinking) && !(part instanceof Part.OpaqueThinking);
      if (carries && part.info().cacheTtl() != null) {
        out.add(part.info().cacheTtl());
      }
    }
  }

  /** True if the parts are one text and nothing hangs on it: it is written as a plain string. */
  static boolean isPlainText(List<Part> parts) {
    return parts.size() == 1
        && parts.get(0) instanceof Part.Text text
        && PartEncoder.ownCitations(text).isEmpty()
        && text.info().cacheTtl() == null
        && text.info().extras().in(Words.PROTOCOL).isEmpty();
  }
}
