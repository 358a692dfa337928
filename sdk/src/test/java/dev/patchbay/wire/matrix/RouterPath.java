package dev.patchbay.wire.matrix;

import dev.patchbay.testing.ProviderCall;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.testing.TestRouter;
import dev.patchbay.testserver.WireTape;
import dev.patchbay.trace.RouteTrace;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.WireReply;
import dev.patchbay.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A router before one provider: translates, or forwards the bytes where both sides speak the same.
 * One router for each target; one that met an error is not used again, for it remembers. One
 * thread.
 */
final class RouterPath implements Path {
  private static final String STREAM = "{\"stream\":true,";
  private static final String STREAM_WITH_USAGE =
      "{\"stream\":true,\"stream_options\":{\"include_usage\":true},";

  private final Map<Protocol, TestRouter> routers = new EnumMap<>(Protocol.class);

  @Override
  public Exchange call(Cell cell, byte[] request, Answer answer) {
    TestRouter kit = routers.computeIfAbsent(cell.target(), RouterPath::router);
    ScriptedProvider provider = kit.provider("up");
    provider.script(call -> scripted(call.stream(), answer));
    WireRequest asked = asked(cell, request);
    WireReply reply = kit.router().exchange(asked);
    WireTape tape = WireTape.of(reply);
    ProviderCall last = provider.calls().get(provider.calls().size() - 1);
    String told = tape.frames().toString();
    boolean broken = told.contains("rror\":{") || told.contains("\"type\":\"error\"");
    boolean well = tape.status() == 200 && !broken;
    if (!well) {
      routers.remove(cell.target());
      kit.close();
    }
    return new Exchange(
        new String(asked.body(), StandardCharsets.UTF_8),
        last.body(),
        last.stream(),
        tape.status(),
        tape.headers(),
        tape.frames().isEmpty() ? tape.text() : Sse.text(tape.frames()),
        losses(reply.trace()));
  }

  private static TestRouter router(Protocol target) {
    ScriptedProvider provider =
        switch (target) {
          case OPENAI_CHAT -> ScriptedProvider.openai("up");
          case OPENAI_RESPONSES -> ScriptedProvider.responses("up");
          case ANTHROPIC_MESSAGES -> ScriptedProvider.anthropic("up");
          case GEMINI -> ScriptedProvider.gemini("up");
        };
    return TestRouter.builder().provider(provider).build();
  }

  private static Reply scripted(boolean streamed, Answer answer) {
    Reply scripted =
        streamed && answer.status() == 200
            ? Reply.raw(200, "text/event-stream", answer.stream())
            : Reply.raw(answer.status(), "application/json", answer.whole());
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      scripted = scripted.withHeader(header.getKey(), header.getValue());
    }
    return scripted;
  }

  /** The request, asking for a stream where the protocol has a place for that. */
  private static WireRequest asked(Cell cell, byte[] request) {
    if (cell.client() == Protocol.GEMINI) {
      return WireRequest.builder(cell.client(), request).model("m").stream(cell.streamed()).build();
    }
    if (!cell.streamed()) {
      return WireRequest.of(cell.client(), request);
    }
    String stream = cell.client() == Protocol.OPENAI_CHAT ? STREAM_WITH_USAGE : STREAM;
    String body = new String(request, StandardCharsets.UTF_8).replaceFirst("\\{", stream);
    return WireRequest.of(cell.client(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Loss> losses(RouteTrace trace) {
    return trace.losses().stream()
        .map(text -> text.split(": ", 2))
        .map(words -> new Loss(words[0], words[1]))
        .toList();
  }

  @Override
  public void close() {
    routers.values().forEach(TestRouter::close);
  }
}
