package dev.patchbay.delivery;

import dev.patchbay.attempt.Outcome;
import org.jspecify.annotations.Nullable;

/** A buffered call whose reader is told the whole answer at its end. One thread. */
public final class WholeAnswer implements Delivery {
  private final Guard guard = new Guard();
  private final Reader reader;

  /** Tells this reader. */
  public WholeAnswer(Reader reader) {
    this.reader = reader;
  }

  @Override
  public void end(Outcome served) {
    var unused = guard.run(() -> reader.end(served));
  }

  @Override
  public @Nullable Throwable fault() {
    return guard.fault();
  }
}
