package dev.patchbay.wire.writing;

import dev.patchbay.wire.Loss;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What an encoding could not carry over, each thing once. One thread. */
public final class Losses implements Consumer<Loss> {
  private final Set<Loss> lost = new LinkedHashSet<>();

  @Override
  public void accept(Loss loss) {
    lost.add(loss);
  }

  /** Declares a loss; the arguments are those of {@link Loss}. */
  public void lost(String feature, String detail) {
    accept(new Loss(feature, detail));
  }

  /** What was lost so far, in order. */
  public List<Loss> list() {
    return List.copyOf(lost);
  }
}
