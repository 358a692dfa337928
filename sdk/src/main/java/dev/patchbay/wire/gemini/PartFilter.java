package dev.patchbay.wire.gemini;

import dev.patchbay.chat.Message;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.turn.PartRules;
import dev.patchbay.wire.turn.TurnFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets through the parts of a history the protocol can carry for this target. Signatures go back to
 * who issued them; where the first call of a step has lost its own, a word takes its place that
 * skips the check. One thread.
 */
final class PartFilter implements TurnFilter {
  private final Map<String, String> names = new HashMap<>();
  private final PartRules rules;
  private final Scope scope;

  private PartFilter(Scope scope) {
    this.rules = new PartRules(Words.PROTOCOL, scope);
    this.scope = scope;
  }

  /** The filter for a conversation that is sent to an issuer of signatures. */
  static PartFilter of(Scope scope) {
    return new PartFilter(scope);
  }

  /** True for a part whose signature goes back, even if it says nothing else. */
  @Override
  public boolean keeps(Part part) {
    Opaque signature = part.info().signature();
    return signature != null && scope.isKnown(signature);
  }

  @Override
  public List<Part> system(List<Part> parts) {
    return PartRules.each(unmarked(parts), rules::system);
  }

  @Override
  public List<Part> user(List<Part> parts) {
    return PartRules.each(unmarked(parts), this::shown);
  }

  /** Declares that a cache is not marked here, but an object of its own. */
  private List<Part> unmarked(List<Part> parts) {
    if (parts.stream().anyMatch(part -> part.info().cacheTtl() != null)) {
      scope.lost("cache-control", "a cache mark was left out");
    }
    return parts;
  }

  /** A part the user shows; null if it means nothing there. */
  private @Nullable Part shown(Part part) {
    if (part instanceof Part.Unknown unknown) {
      return rules.unknown(unknown);
    }
    if (part instanceof Part.Image image) {
      MediaParts.check(image.source(), scope);
      return rules.undetailed(image);
    }
    if (part instanceof Part.Audio audio) {
      MediaParts.check(audio.source(), scope);
      return audio;
    }
    if (part instanceof Part.Document document) {
      return document(document);
    }
    if (part instanceof Part.Refusal refusal) {
      return rules.refusal(refusal);
    }
    return part instanceof Part.Text ? part : rules.misplaced();
  }

  private Part document(Part.Document document) {
    MediaParts.check(document.source(), scope);
    scope.readable(document.source());
    if (document.title() != null) {
      scope.lost("document-title", "left out");
    }
    if (document.context() != null) {
      scope.lost("document-context", "left out");
    }
    if (Boolean.TRUE.equals(document.citations())) {
      scope.lost("citations", "the model is not asked to cite");
    }
    return document;
  }

  @Override
  public List<Part> assistant(List<Part> parts) {
    Part first = parts.stream().filter(Part.ToolCall.class::isInstance).findFirst().orElse(null);
    return PartRules.each(parts, part -> said(part, part == first));
  }

  /**
   * A part the model said; null if it cannot be said again.
   *
   * @param first true for the first call of a step
   */
  private @Nullable Part said(Part part, boolean first) {
    if (part instanceof Part.Text text) {
      rules.citations(text);
      return new Part.Text(text.text(), List.of(), own(text.info()));
    }
    if (part instanceof Part.Thinking || part instanceof Part.OpaqueThinking) {
      return thought(part);
    }
    if (part instanceof Part.ToolCall call) {
      return call(call, first);
    }
    if (part instanceof Part.Image image) {
      MediaParts.check(image.source(), scope);
      return new Part.Image(image.source(), null, own(image.info()));
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
    if (part instanceof Part.Thinking && keeps(part)) {
      return part;
    }
    scope.lost("thinking", "thinking that is not signed by the target was left out");
    return null;
  }

  private Part call(Part.ToolCall call, boolean first) {
    names.put(call.id(), call.name());
    PartInfo info = own(call.info());
    boolean signed = info.signature() != null;
    // A model that thinks by a budget alone is older than the check.
    if (!signed && first && !scope.has(Quirk.BUDGET_THINKING_ONLY)) {
      scope.lost("thought-signature", "lost: a word that skips its check was sent");
      info = info.withSignature(new Opaque(Words.ANY_SIGNATURE, scope.target().issuer()));
    }
    return new Part.ToolCall(
        call.id(), ToolWords.name(call.name(), scope), call.arguments(), call.kind(), info);
  }

  /** Without a signature of somebody else's. */
  private PartInfo own(PartInfo info) {
    if (info.signature() == null || scope.isKnown(info.signature())) {
      return info;
    }
    scope.lost("thinking", "a signature issued elsewhere was left out");
    return info.withSignature(null);
  }

  /** The vendor wants the function's name on each result. */
  @Override
  public Message.Tool result(Message.Tool result) {
    String told = result.name() == null ? "" : result.name();
    String name = names.getOrDefault(result.callId(), told);
    return new Message.Tool(
        result.callId(),
        ToolWords.name(name.isEmpty() ? result.callId() : name, scope),
        user(result.parts()),
        result.error(),
        result.info());
  }
}
