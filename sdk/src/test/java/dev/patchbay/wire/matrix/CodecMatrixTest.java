package dev.patchbay.wire.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.wire.Loss;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The matrix of the codecs alone: everything is translated, and errors are told as they came. */
final class CodecMatrixTest extends MatrixContract {
  CodecMatrixTest() {
    super(new CodecPath(), "told");
  }

  @Test
  void everyLossOfTheTableHappens() {
    cells()
        .forEach(
            cell -> {
              List<Loss> lost = new ArrayList<>(loop(cell));
              ANSWERED.forEach(name -> lost.addAll(exchange(Topic.of(name), cell).losses()));
              lost.forEach(loss -> losses.allows(cell, loss));
            });
    assertEquals("", String.join("\n", losses.unused()), "losses that do not happen any more");
  }
}
