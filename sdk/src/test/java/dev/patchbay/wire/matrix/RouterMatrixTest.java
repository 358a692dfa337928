package dev.patchbay.wire.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The matrix through a router, which tells what became of a request when nobody could serve it. */
final class RouterMatrixTest extends MatrixContract {
  /** A whole answer that takes long is asked for as a stream, and so cannot be forwarded. */
  private static final String STREAMED_UPSTREAM = "thinking";

  RouterMatrixTest() {
    super(new RouterPath(), "routed");
  }

  static Stream<Cell> sameProtocol() {
    return cells().filter(cell -> cell.client() == cell.target());
  }

  @ParameterizedTest
  @MethodSource("sameProtocol")
  void forwardsTheBytesWhereBothSidesSpeakTheSame(Cell cell) {
    for (String name : ANSWERED) {
      Topic topic = Topic.of(name);
      Path.Exchange exchange = exchange(topic, cell);
      if (exchange.streamed() == cell.streamed()) {
        assertEquals(asked(exchange.asked()), asked(exchange.sent()), name);
        Path.Answer answer = answer(topic, "", cell);
        String told = cell.streamed() ? Sse.text(Sse.frames(answer.stream())) : answer.whole();
        assertEquals(named(told), named(exchange.got()), name);
      } else {
        assertEquals(STREAMED_UPSTREAM, name);
      }
    }
  }

  /** A host that is not OpenAI's is told the limit by its old name. */
  private static String asked(String request) {
    String old = request.replace("max_completion_tokens", "max_tokens");
    return old.equals(request) && !request.contains("max_tokens") ? request : sorted(old);
  }

  private static String sorted(String request) {
    return Node.json(Node.tree(request));
  }

  /** The one thing that differs: the client is told the model it asked for. */
  private static String named(String answer) {
    return answer.replaceAll("\"(model|modelVersion)\":\"[^\"]+\"", "\"$1\":\"m\"").stripTrailing();
  }
}
