package dev.patchbay.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.patchbay.hostile.Target.End;
import dev.patchbay.hostile.Target.Style;
import dev.patchbay.testserver.RawServer;
import dev.patchbay.wire.Protocol;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Documents and events that mean harm, in both protocols: each call ends in an answer or a
 * RouterException, in linear time, with nothing left behind.
 */
@Execution(ExecutionMode.CONCURRENT)
class HostileAnswersTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String JSON =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";

  /** Values for any place of a document; NUL stands for itself. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "[]",
          "{}",
          "\"\"",
          "\"x\"",
          "-1",
          "1.5",
          "2147483648",
          "1000000000",
          "-9223372036854775809",
          "9223372036854775807",
          "1e999999999",
          "-1e-999999999",
          "NaN",
          "\"a\0b\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\u00ff\u00fe\u00c0\u0080\"",
          "\"\\x\"",
          "\"\n\"",
          "[".repeat(20_000),
          "[".repeat(5_000) + "]".repeat(5_000),
          "{\"a\":".repeat(20_000),
          "[[{\"a\":[null]}]]",
          "{\"a\":1,\"a\":2}",
          "\"" + "x".repeat(20_000) + "\"",
          "9".repeat(20_000));

  /** Documents with one place for a value. */
  private static final List<String> OPENAI =
      List.of(
          "%s",
          "{\"choices\":%s}",
          "{\"choices\":[%s]}",
          "{\"id\":%s,\"choices\":[{\"index\":0,\"message\":{\"content\":\"a\"},\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}",
          "{\"created\":%s,\"choices\":[{\"index\":0,\"message\":{\"content\":\"a\"},\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}",
          "{\"choices\":[{\"index\":%s,\"message\":{\"content\":\"a\"},\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}",
          "{\"choices\":[{\"index\":0,\"message\":%1$s,\"delta\":%1$s,\"finish_reason\":\"stop\"}]}",
          "{\"choices\":[{\"index\":0,\"message\":{\"content\":%1$s},\"delta\":{\"content\":%1$s},\"finish_reason\":\"stop\"}]}",
          "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"a\"},\"delta\":{\"content\":\"a\"},\"finish_reason\":%s}]}",
          "{\"choices\":[{\"index\":0,\"message\":{\"tool_calls\":%1$s},\"delta\":{\"tool_calls\":%1$s},\"finish_reason\":\"stop\"}]}",
          "{\"choices\":[{\"index\":0,\"message\":{\"tool_calls\":[{\"index\":%1$s,\"id\":\"i\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},"
              + "\"delta\":{\"tool_calls\":[{\"index\":%1$s,\"id\":\"i\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},\"finish_reason\":\"stop\"}]}",
          "{\"choices\":[{\"index\":0,\"message\":{\"tool_calls\":[{\"id\":\"i\",\"function\":{\"name\":\"f\",\"arguments\":%1$s}}]},"
              + "\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"i\",\"function\":{\"name\":\"f\",\"arguments\":%1$s}}]},\"finish_reason\":\"stop\"}]}",
          "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"a\",\"new\":%1$s},\"delta\":{\"content\":\"a\",\"new\":%1$s},\"finish_reason\":\"stop\"}]}",
          "{\"usage\":%s,\"choices\":[{\"index\":0,\"message\":{\"content\":\"a\"},\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}",
          "{\"usage\":{\"prompt_tokens\":%1$s,\"completion_tokens\":%1$s,\"total_tokens\":%1$s,\"cost\":%1$s,\"prompt_tokens_details\":{\"cached_tokens\":%1$s}},"
              + "\"choices\":[{\"index\":0,\"message\":{\"content\":\"a\"},\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}",
          "{\"usage\":{\"prompt_tokens\":%1$s,\"completion_tokens\":1},"
              + "\"choices\":[{\"index\":0,\"message\":{\"content\":\"a\"},\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}",
          "{\"error\":%s}",
          "{\"error\":{\"message\":%1$s,\"type\":%1$s,\"code\":%1$s,\"param\":%1$s}}");

  private static final List<String> ANTHROPIC =
      List.of(
          "%s",
          "{\"type\":%s}",
          "{\"type\":\"error\",\"error\":{\"type\":%1$s,\"message\":%1$s}}",
          "{\"type\":\"message_start\",\"message\":%s}",
          "{\"type\":\"message_start\",\"message\":{\"id\":%1$s,\"model\":%1$s,\"usage\":{\"input_tokens\":%1$s,\"output_tokens\":%1$s}}}",
          "{\"type\":\"content_block_start\",\"index\":%s,\"content_block\":{\"type\":\"text\",\"text\":\"a\"}}",
          "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":%s}",
          "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"id\":%1$s,\"name\":%1$s,\"input\":%1$s}}",
          "{\"type\":\"content_block_delta\",\"index\":%s,\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}}",
          "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":%s},\"usage\":{\"output_tokens\":1}}",
          "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":%s}",
          "{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":%s,\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}",
          "{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[{\"type\":\"tool_use\",\"id\":%1$s,\"name\":\"n\",\"input\":%1$s}],\"stop_reason\":%1$s,"
              + "\"usage\":{\"input_tokens\":%1$s,\"output_tokens\":%1$s,\"cache_creation\":%1$s}}");

  private static byte[] answer(boolean stream, String document) {
    String text = document;
    if (stream) {
      String event =
          document.startsWith("{\"type\":\"") ? document.substring(9).split("\"", 2)[0] : "x";
      text = "event: " + event + "\ndata: " + document.replace("\n", " ") + "\n\n";
    }
    String head = stream ? RawServer.STREAM_HEAD : JSON;
    return (head + text).getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @EnumSource(Style.class)
  @Tag("slow")
  void anyValueAnywhereIsAnAnswerOrAFailureForOpenAi(Style style) {
    everyValueEverywhere(style, Protocol.OPENAI_CHAT, OPENAI);
  }

  @ParameterizedTest
  @EnumSource(Style.class)
  @Tag("slow")
  void anyValueAnywhereIsAnAnswerOrAFailureForAnthropic(Style style) {
    everyValueEverywhere(style, Protocol.ANTHROPIC_MESSAGES, ANTHROPIC);
  }

  private static void everyValueEverywhere(Style style, Protocol protocol, List<String> documents) {
    byte[][] next = new byte[1][];
    List<String> wrong = new ArrayList<>();
    try (Target target = new Target(style, protocol, (socket, out) -> out.write(next[0]))) {
      for (String document : documents) {
        for (String value : VALUES) {
          next[0] = answer(style != Style.CHAT, document.formatted(value));
          target.router.accounts().reset("one/main");
          try {
            target.ask();
          } catch (Throwable e) {
            wrong.add(
                document + " of " + value.substring(0, Math.min(30, value.length())) + ": " + e);
          }
        }
      }
      target.assertFree();
    }
    assertEquals(List.of(), wrong);
  }

  private static String delta(String delta) {
    return "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}\n\n";
  }

  private static String many(int count, IntFunction<String> each) {
    return IntStream.range(0, count).mapToObj(each).collect(Collectors.joining());
  }

  private static String call(String index, int i) {
    return "{"
        + index
        + "\"id\":\"i"
        + i
        + "\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}";
  }

  static Stream<Arguments> large() {
    int n = 100_000;
    String finish =
        "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    return Stream.of(
        arguments("tiny deltas", many(1_000_000, i -> delta("{\"content\":\"x\"}")) + finish),
        arguments(
            "tool calls",
            many(n, i -> delta("{\"tool_calls\":[" + call("\"index\":" + i + ",", i) + "]}"))
                + finish),
        arguments(
            "tool calls without index",
            many(n, i -> delta("{\"tool_calls\":[" + call("", i) + "]}")) + finish),
        arguments(
            "tool calls in one event",
            delta("{\"tool_calls\":[" + many(n, i -> call("", i) + ",") + "{}]}") + finish),
        arguments(
            "choices",
            many(
                    1_000,
                    i ->
                        "data: {\"choices\":[{\"index\":"
                            + i
                            + ",\"delta\":{\"content\":\"x\"}}]}\n\n")
                + finish),
        arguments(
            "new fields of deltas",
            many(n, i -> delta("{\"content\":\"x\",\"new" + i + "\":1}")) + finish),
        arguments(
            "new fields of a call",
            many(
                    n,
                    i ->
                        delta(
                            "{\"tool_calls\":[{\"index\":0,\"id\":\"i\",\"function\":{\"name\":\"f\"},\"new"
                                + i
                                + "\":1}]}"))
                + finish),
        arguments(
            "new fields of choices",
            many(n, i -> "data: {\"choices\":[{\"index\":0,\"delta\":{},\"new" + i + "\":1}]}\n\n")
                + finish),
        arguments(
            "new fields of chunks",
            many(n, i -> "data: {\"new" + i + "\":1,\"choices\":[]}\n\n") + finish),
        arguments(
            "new fields of usage",
            many(n, i -> "data: {\"usage\":{\"new" + i + "\":1},\"choices\":[]}\n\n") + finish),
        arguments(
            "usage",
            many(n, i -> "data: {\"usage\":{\"prompt_tokens\":1},\"choices\":[]}\n\n") + finish),
        arguments("finishes", finish.repeat(n)),
        arguments(
            "one event of 50 MB",
            delta("{\"content\":\"" + "x".repeat(50 << 20) + "\"}") + finish));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("large")
  @Tag("slow")
  @Execution(ExecutionMode.SAME_THREAD)
  void muchOfAnythingTakesLinearTime(String name, String body) {
    for (Style style : List.of(Style.CHAT_OVER_STREAM, Style.STREAM)) {
      byte[] bytes = (RawServer.STREAM_HEAD + body).getBytes(StandardCharsets.ISO_8859_1);
      try (Target target =
          Target.patient(style, Protocol.OPENAI_CHAT, (socket, out) -> out.write(bytes))) {
        End end = target.askWithin(SOON);
        boolean refused = name.equals("choices") || name.startsWith("one event");
        assertEquals(refused, end.failure() != null, () -> String.valueOf(end.failure()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Style.class,
      names = {"CHAT_OVER_STREAM", "STREAM"})
  void disorderIsReadOrRefused(Style style) {
    String text = delta("{\"content\":\"Hi\"}");
    String finish =
        "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    String usage =
        "data: {\"usage\":{\"prompt_tokens\":-5,\"completion_tokens\":1},\"choices\":[]}\n\n";
    String error = "data: {\"error\":{\"message\":\"late\"}}\n\n";
    for (String body :
        List.of(
            usage + text + finish,
            finish + text,
            text + finish + finish,
            text + finish + error,
            finish,
            text + finish + text + usage,
            text + "data: [DONE]\n\n" + text + finish,
            "data: [DONE]\n\n")) {
      byte[] bytes = (RawServer.STREAM_HEAD + body).getBytes(StandardCharsets.ISO_8859_1);
      try (Target target = new Target(style, Protocol.OPENAI_CHAT, (s, out) -> out.write(bytes))) {
        End end = target.askWithin(SOON);
        assertTrue(end.failure() != null || end.answer() != null);
        if (end.failure() != null) {
          assertNotNull(end.failure().kind());
        }
      }
    }
  }
}
