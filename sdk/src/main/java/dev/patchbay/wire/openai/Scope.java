package dev.patchbay.wire.openai;

import dev.patchbay.wire.Loss;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.TargetProfile;
import java.util.ArrayList;
import java.util.List;

/** One encoding: the target it is for, and what was lost on the way. One thread. */
final class Scope {
  private final TargetProfile target;
  private final List<Loss> losses = new ArrayList<>();

  Scope(TargetProfile target) {
    this.target = target;
  }

  TargetProfile target() {
    return target;
  }

  boolean has(Quirk quirk) {
    return target.has(quirk);
  }

  /** Declares a loss, once. */
  void lost(String feature, String detail) {
    Loss loss = new Loss(feature, detail);
    if (!losses.contains(loss)) {
      losses.add(loss);
    }
  }

  List<Loss> losses() {
    return losses;
  }
}
