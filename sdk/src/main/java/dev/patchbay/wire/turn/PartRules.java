package dev.patchbay.wire.turn;

import dev.patchbay.chat.Part;
import dev.patchbay.wire.Scope;
import dev.patchbay.wire.UntranslatableException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of parts that have no form of their own in a protocol: left out, told as text or
 * refused by name, always declared. One thread.
 */
public final class PartRules {
  private final String protocol;
  private final Scope scope;

  /** The rules for what is sent in a protocol. */
  public PartRules(String protocol, Scope scope) {
    this.protocol = protocol;
    this.scope = scope;
  }

  /** Those parts that a rule lets through, as it makes them. */
  public static List<Part> each(List<Part> parts, Function<Part, @Nullable Part> rule) {
    List<Part> kept = new ArrayList<>();
    for (Part part : parts) {
      Part carried = rule.apply(part);
      if (carried != null) {
        kept.add(carried);
      }
    }
    return kept;
  }

  /** A part of a system message, which is text. */
  public @Nullable Part system(Part part) {
    if (part instanceof Part.Text || isOwnUnknown(part)) {
      return part;
    }
    scope.lost("system-media", "only text can be a system message: the rest was left out");
    return null;
  }

  /** A part that is the model's where the user speaks: it means nothing there. */
  public @Nullable Part misplaced() {
    scope.lost("content-part", "a part of the model's in another's turn was left out");
    return null;
  }

  /** A part that the model cannot have said here. */
  public @Nullable Part unsayable() {
    scope.lost("assistant-media", "the model cannot have said this here: left out");
    return null;
  }

  /** A refusal as text. */
  public Part refusal(Part.Refusal refusal) {
    scope.lost("refusal", "a refusal in the history was sent as text");
    return new Part.Text(refusal.text(), List.of(), refusal.info());
  }

  /** Sound the model made, as what is said in it. */
  public @Nullable Part spoken(Part.Audio audio) {
    if (audio.transcript() == null) {
      return unsayable();
    }
    scope.lost("audio-output", "sound in the history was replaced by what is said in it");
    return new Part.Text(audio.transcript());
  }

  /** Declares that how closely an image is looked at cannot be said. */
  public Part undetailed(Part.Image image) {
    if (image.detail() != null) {
      scope.lost("image-detail", "left out");
    }
    return image;
  }

  /** Declares sources that another protocol's answer gave. */
  public void citations(Part.Text text) {
    if (text.citations().stream().anyMatch(c -> !c.protocol().equals(protocol))) {
      scope.lost("citations", "sources in another protocol's form were left out");
    }
  }

  /**
   * A part this version has no word for: sent as it came.
   *
   * @throws UntranslatableException if it came by another protocol
   */
  public Part unknown(Part.Unknown unknown) {
    if (!isOwnUnknown(unknown)) {
      throw new UntranslatableException(
          "content-part",
          "Content of type '" + unknown.type() + "' has meaning only for " + unknown.protocol());
    }
    return unknown;
  }

  /** True for a part of the protocol that this version has no word for. */
  public boolean isOwnUnknown(Part part) {
    return part instanceof Part.Unknown unknown && unknown.protocol().equals(protocol);
  }
}
