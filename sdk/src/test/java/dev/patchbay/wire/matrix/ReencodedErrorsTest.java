package dev.patchbay.wire.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The codecs' table of errors, every provider's told to every client. A router does not blame its
 * client for its own credentials: what it tells then is {@link MatrixTest}'s matter.
 */
final class ReencodedErrorsTest {
  static Stream<Cell> cells() {
    return Cell.all().filter(cell -> !cell.streamed());
  }

  @ParameterizedTest
  @MethodSource("cells")
  void tellsAnErrorInTheClientsWords(Cell cell) {
    Topic topic = Topic.of("error-before");
    assertEquals(topic.expected("told", cell), Refusals.told(new CodecPath(), topic, cell));
  }
}
