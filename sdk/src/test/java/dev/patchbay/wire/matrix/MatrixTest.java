package dev.patchbay.wire.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.ClientGrammars;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.matrix.Path.Answer;
import dev.patchbay.wire.matrix.Path.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every client against every target, whole and streamed, topic by topic: what the upstream got is
 * what the client asked, what the client got is what the upstream said, and what was lost on the
 * way stands in the table of losses. Requests and answers are written in {@code
 * src/test/resources/matrix} as the vendors' SDKs and servers write them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MatrixTest {
  private static final List<String> ANSWERED =
      List.of(
          "text",
          "parallel-tools",
          "images",
          "documents",
          "thinking",
          "structured-output",
          "refusals",
          "length",
          "stop-sequences",
          "cached-usage");

  /** A whole answer that takes long is asked for as a stream, and so cannot be forwarded. */
  private static final String STREAMED_UPSTREAM = "thinking";

  private static final int TURNS = 3;
  private static final List<List<String>> RESULTS = List.of(List.of("4C"), List.of("11:55"));

  /** Cells that do not work, and why. A cell that begins to work fails until it is taken off. */
  private static final Map<String, String> KNOWN = Map.of();

  private final Path path = new RouterPath();
  private final LossTable losses = LossTable.read();

  @AfterAll
  void close() {
    path.close();
  }

  static Stream<Cell> cells() {
    return Cell.all();
  }

  static Stream<Cell> streamedCells() {
    return Cell.all().filter(Cell::streamed);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void carriesATextAndItsSettings(Cell cell) {
    answered("text", cell);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void carriesToolsAndParallelCalls(Cell cell) {
    answered("parallel-tools", cell);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void carriesAToolLoopOfThreeTurns(Cell cell) {
    known("tool-loop", cell, () -> loop(cell).forEach(lost -> allowed(cell, lost)));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void carriesImages(Cell cell) {
    answered("images", cell);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void carriesDocuments(Cell cell) {
    answered("documents", cell);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void carriesThinking(Cell cell) {
    answered("thinking", cell);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void carriesStructuredOutput(Cell cell) {
    answered("structured-output", cell);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void tellsARefusal(Cell cell) {
    answered("refusals", cell);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void tellsThatAnAnswerWasTooLong(Cell cell) {
    answered("length", cell);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void carriesStopSequences(Cell cell) {
    answered("stop-sequences", cell);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void countsCachedTokens(Cell cell) {
    answered("cached-usage", cell);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void tellsAnErrorBeforeTheAnswer(Cell cell) {
    Topic topic = Topic.of("error-before");
    known(
        "error-before",
        cell,
        () ->
            assertEquals(
                lines(topic.expected("routed", cell)), lines(Refusals.told(path, topic, cell))));
  }

  @ParameterizedTest
  @MethodSource("streamedCells")
  void tellsAnErrorInTheStream(Cell cell) {
    Topic topic = Topic.of("error-in-stream");
    known(
        "error-in-stream",
        cell,
        () -> {
          Answer answer = Answer.ok("", topic.section("stream", cell.target()));
          Exchange exchange = call(cell, topic.section("request", cell.client()), answer);
          List<SseFrame> frames = Sse.frames(exchange.got());
          ClientGrammars.check(cell.client(), frames, true);
          SseFrame last = frames.get(frames.size() - (isDone(frames) ? 2 : 1));
          Map<String, Object> body = Trees.parse(last.data());
          assertTrue(exchange.got().contains("Part"), "what was said before");
          assertEquals(topic.expected("told", cell), List.of(Client.of(cell.client()).error(body)));
        });
  }

  private static boolean isDone(List<SseFrame> frames) {
    return frames.get(frames.size() - 1).data().equals("[DONE]");
  }

  @Test
  void everyLossOfTheTableHappens() {
    cells()
        .forEach(
            cell -> {
              List<Loss> lost = new ArrayList<>();
              known("tool-loop", cell, () -> lost.addAll(loop(cell)));
              ANSWERED.forEach(name -> lost.addAll(exchange(Topic.of(name), cell).losses()));
              lost.forEach(loss -> losses.allows(cell, loss));
            });
    assertEquals("", String.join("\n", losses.unused()), "losses that do not happen any more");
  }

  static Stream<Cell> sameProtocol() {
    return cells().filter(cell -> cell.client() == cell.target());
  }

  @ParameterizedTest
  @MethodSource("sameProtocol")
  void forwardsTheBytesWhereBothSidesSpeakTheSame(Cell cell) {
    for (String name : ANSWERED) {
      Topic topic = Topic.of(name);
      Exchange exchange = exchange(topic, cell);
      if (exchange.streamed() == cell.streamed()) {
        assertEquals(asked(exchange.asked()), asked(exchange.sent()), name);
        Answer answer = answer(topic, "", cell);
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

  private Exchange exchange(Topic topic, Cell cell) {
    return call(cell, topic.section("request", cell.client()), answer(topic, "", cell));
  }

  private Exchange call(Cell cell, String request, Answer answer) {
    return path.call(cell, utf8(request), answer);
  }

  /** What the target answers, at once or streamed. */
  private static Answer answer(Topic topic, String turn, Cell cell) {
    return Answer.ok(
        topic.section("answer" + turn, cell.target()),
        topic.section("stream" + turn, cell.target()));
  }

  private void answered(String name, Cell cell) {
    Topic topic = Topic.of(name);
    known(
        name,
        cell,
        () -> {
          Exchange exchange = exchange(topic, cell);
          assertEquals(lines(topic.expected("sent", cell)), lines(sent(cell, exchange)));
          Map<String, Object> answer = answer(cell, exchange);
          assertEquals(
              lines(topic.expected("got", cell)), lines(Client.of(cell.client()).read(answer)));
          exchange.losses().forEach(lost -> allowed(cell, lost));
        });
  }

  private static List<String> sent(Cell cell, Exchange exchange) {
    return Upstream.of(cell.target()).read(exchange.sent(), exchange.streamed());
  }

  /** The whole answer a client sees. */
  private static Map<String, Object> answer(Cell cell, Exchange exchange) {
    assertEquals(200, exchange.status());
    if (!cell.streamed()) {
      return Trees.parse(exchange.got());
    }
    List<SseFrame> frames = Sse.frames(exchange.got());
    ClientGrammars.check(cell.client(), frames, false);
    return Client.of(cell.client()).gather(frames);
  }

  /** Three turns of one conversation; the losses of all. */
  private List<Loss> loop(Cell cell) {
    Topic topic = Topic.of("tool-loop");
    Client client = Client.of(cell.client());
    List<Loss> lost = new ArrayList<>();
    Map<String, Object> request = Trees.parse(topic.section("request", cell.client()));
    for (int turn = 1; turn <= TURNS; turn++) {
      Answer next = answer(topic, " " + turn, cell);
      Exchange exchange = call(cell, Node.json(request), next);
      assertEquals(lines(topic.expected("sent " + turn, cell)), lines(sent(cell, exchange)));
      Map<String, Object> answer = answer(cell, exchange);
      assertEquals(lines(topic.expected("got " + turn, cell)), lines(client.read(answer)));
      lost.addAll(exchange.losses());
      if (turn < TURNS) {
        request = client.goOn(request, answer, RESULTS.get(turn - 1));
      }
    }
    return lost;
  }

  private void allowed(Cell cell, Loss loss) {
    assertTrue(losses.allows(cell, loss), cell + " may not lose " + loss);
  }

  private static void known(String topic, Cell cell, Executable check) {
    String why = KNOWN.get(topic + " " + cell);
    if (why != null) {
      assertThrows(AssertionError.class, check, "it works: take it off KNOWN. It was: " + why);
      return;
    }
    try {
      check.execute();
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String lines(List<String> lines) {
    return String.join("\n", lines);
  }
}
