package dev.patchbay.wire.gemini;

import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.UntranslatableException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets through the parts of a history the protocol can carry for this target. Signatures go back to
 * who issued them; where the first call of a step has lost its own, a word takes its place that
 * skips the check. One thread.
 */
final class PartFilter {
  private final Scope scope;

  PartFilter(Scope scope) {
    this.scope = scope;
  }

  /** True for a part whose signature goes back, even if it says nothing else. */
  boolean isSigned(Part part) {
    Opaque signature = part.info().signature();
    return signature != null && scope.isKnown(signature);
  }

  List<Part> system(List<Part> parts) {
    List<Part> kept = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Part.Text text) {
        kept.add(text);
      } else {
        scope.lost("system-media", "only text can be a system message: the rest was left out");
      }
    }
    return kept;
  }

  List<Part> user(List<Part> parts) {
    List<Part> kept = new ArrayList<>();
    for (Part part : parts) {
      Part carried = shown(part);
      if (carried != null) {
        kept.add(carried);
      }
    }
    return kept;
  }

  /** A part the user shows; null if it means nothing there. */
  private @Nullable Part shown(Part part) {
    if (part instanceof Part.Unknown unknown && !isOwnUnknown(part)) {
      throw new UntranslatableException(
          "content-part",
          "Content of type '" + unknown.type() + "' has meaning only for " + unknown.protocol());
    }
    if (part instanceof Part.Image image && image.detail() != null) {
      scope.lost("image-detail", "left out");
    }
    if (part instanceof Part.Document document) {
      document(document);
    }
    if (part instanceof Part.Refusal refusal) {
      return refusal(refusal);
    }
    if (part instanceof Part.Thinking
        || part instanceof Part.OpaqueThinking
        || part instanceof Part.ToolCall) {
      scope.lost("content-part", "a part of the model's in another's turn was left out");
      return null;
    }
    return part;
  }

  private void document(Part.Document document) {
    if (document.title() != null) {
      scope.lost("document-title", "left out");
    }
    if (document.context() != null) {
      scope.lost("document-context", "left out");
    }
    if (Boolean.TRUE.equals(document.citations())) {
      scope.lost("citations", "the model is not asked to cite");
    }
  }

  List<Part> model(List<Part> parts) {
    List<Part> kept = new ArrayList<>();
    boolean called = false;
    for (Part part : parts) {
      Part carried = said(part, !called);
      called |= part instanceof Part.ToolCall;
      if (carried != null) {
        kept.add(carried);
      }
    }
    return kept;
  }

  /** A part the model said; null if it cannot be said again. */
  private @Nullable Part said(Part part, boolean first) {
    if (part instanceof Part.ToolCall call) {
      return call(call, first);
    }
    if (part instanceof Part.Text text) {
      if (text.citations().stream().anyMatch(c -> !c.protocol().equals(Words.PROTOCOL))) {
        scope.lost("citations", "sources in another protocol's form were left out");
      }
      return new Part.Text(text.text(), List.of(), own(text.info()));
    }
    if (part instanceof Part.Thinking || part instanceof Part.OpaqueThinking) {
      if (part instanceof Part.Thinking && isSigned(part)) {
        return part;
      }
      scope.lost("thinking", "thinking that is not signed by the target was left out");
      return null;
    }
    if (part instanceof Part.Refusal refusal) {
      return refusal(refusal);
    }
    if (part instanceof Part.Image image) {
      return new Part.Image(image.source(), null, own(image.info()));
    }
    return other(part);
  }

  private @Nullable Part other(Part part) {
    if (part instanceof Part.Audio audio && audio.transcript() != null) {
      scope.lost("audio-output", "sound in the history was replaced by what is said in it");
      return new Part.Text(audio.transcript());
    }
    if (isOwnUnknown(part)) {
      return part;
    }
    scope.lost("assistant-media", "the model cannot have said this here: left out");
    return null;
  }

  private Part call(Part.ToolCall call, boolean first) {
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

  private Part refusal(Part.Refusal refusal) {
    scope.lost("refusal", "a refusal in the history was sent as text");
    return new Part.Text(refusal.text(), List.of(), refusal.info());
  }

  private static boolean isOwnUnknown(Part part) {
    return part instanceof Part.Unknown unknown && unknown.protocol().equals(Words.PROTOCOL);
  }
}
