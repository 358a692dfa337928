package dev.patchbay.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.patchbay.Router;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.Tool;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.hostile.Target.Style;
import dev.patchbay.json.RawJson;
import dev.patchbay.testserver.RawServer;
import dev.patchbay.trace.RouterException;
import dev.patchbay.wire.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests that make no sense are refused before anything is sent, and never by another Throwable.
 */
class HostileCallerTest {
  private static ChatRequest.Builder hello() {
    return ChatRequest.builder().model("one:m").user("Hello");
  }

  private static Tool tool(String name, String schema) {
    return new Tool.Function(name, "x", RawJson.of(schema));
  }

  private static Arguments of(String name, boolean refused, Supplier<ChatRequest> request) {
    return arguments(name, refused, request);
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        of("10 MB of text", false, () -> ChatRequest.of("one:m", "x".repeat(10 << 20))),
        of("no messages", true, () -> ChatRequest.builder().model("one:m").build()),
        of("a line end in the model", true, () -> ChatRequest.of("one:m\r\nX-Evil: 1", "Hi")),
        of("a NUL in the model", true, () -> ChatRequest.of("one:m\0", "Hi")),
        of("an escape in the model", true, () -> ChatRequest.of("one:\u001b[31mred", "Hi")),
        of("a huge model", true, () -> ChatRequest.of("one:" + "m".repeat(1 << 20), "Hi")),
        of("a path in the model", false, () -> ChatRequest.of("one:../../admin?x=#y", "Hi")),
        of("lone surrogates", false, () -> ChatRequest.of("one:m", "\ud800 \udc00")),
        of("a schema that is no object", true, () -> hello().tool(tool("t", "[1]")).build()),
        of(
            "twice the same tool",
            true,
            () -> hello().tool(tool("t", "{}")).tool(tool("t", "{}")).build()),
        of("a weird tool name", false, () -> hello().tool(tool("a b\n\"\u00e9", "{}")).build()),
        of("an empty tool name", true, () -> hello().tool(tool("", "{}")).build()),
        of(
            "garbage as an image",
            false,
            () ->
                ChatRequest.builder()
                    .model("one:m")
                    .message(
                        new Message.User(
                            List.of(new Part.Image(new MediaSource.Base64("x\r\ny", "%%%")))))
                    .build()),
        of(
            "huge metadata",
            false,
            () -> hello().metadata(Map.of("k", "v".repeat(1 << 20))).build()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void senselessRequestsAreRefusedUnsent(
      String name, boolean refused, Supplier<ChatRequest> request) {
    for (Protocol protocol : List.of(Protocol.OPENAI_CHAT, Protocol.ANTHROPIC_MESSAGES)) {
      AtomicInteger sent = new AtomicInteger();
      try (RawServer server = new RawServer((socket, out) -> sent.incrementAndGet());
          Router router = Target.router(server.url(), Style.CHAT, protocol)) {
        List<FailureKind> kinds = new ArrayList<>();
        try {
          ChatRequest made = request.get();
          for (Style style : List.of(Style.CHAT, Style.STREAM)) {
            router.accounts().reset("one/main");
            RouterException e = Target.ask(router, style, made).failure();
            kinds.add(e.kind());
            assertFalse(e.trace().toString().contains("\n"), e.trace().toString());
          }
        } catch (IllegalArgumentException e) {
          kinds.add(FailureKind.INVALID_REQUEST);
        }
        if (refused) {
          assertEquals(0, sent.get(), protocol + " was sent");
          assertEquals(List.of(FailureKind.INVALID_REQUEST), kinds.stream().distinct().toList());
        }
      }
    }
  }
}
