package dev.patchbay;

import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.FrameSink;
import dev.patchbay.transport.HttpCall;
import dev.patchbay.transport.HttpReply;
import dev.patchbay.transport.PhaseWatch;
import dev.patchbay.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Upstreams that answer each call with a status and a body, and remember the calls. */
final class Inquired implements Transport {
  record Answer(int status, String body) {
    static Answer ok(String json) {
      return new Answer(200, json.replace('\'', '"'));
    }
  }

  final List<HttpCall> calls = new CopyOnWriteArrayList<>();
  volatile Function<String, Answer> script;

  /** The script gets the path behind the host, such as {@code /v1/models}. */
  Inquired(Function<String, Answer> script) {
    this.script = script;
  }

  @Override
  public HttpReply send(HttpCall call, CallScope scope, PhaseWatch watch) {
    calls.add(call);
    Answer answer = script.apply(call.url().substring(call.url().indexOf('/', 8)));
    return new Reply(answer.status(), answer.body().getBytes(StandardCharsets.UTF_8));
  }

  List<String> asked() {
    return calls.stream().map(call -> call.method() + " " + call.url()).toList();
  }

  @Override
  public void close() {}

  private record Reply(int status, byte[] bytes) implements HttpReply {
    @Override
    public Map<String, String> headers() {
      return Map.of("content-type", "application/json");
    }

    @Override
    public boolean isEventStream() {
      return false;
    }

    @Override
    public byte[] body(long limit) {
      return bytes;
    }

    @Override
    public byte[] head(long limit) {
      return bytes;
    }

    @Override
    public boolean frames(FrameSink sink) {
      throw new AssertionError("nobody streams a list");
    }

    @Override
    public void close() {}
  }
}
