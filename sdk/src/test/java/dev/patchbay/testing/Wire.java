package dev.patchbay.testing;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatFold;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Issuer;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.failure.FailureTable;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.HttpCall;
import dev.patchbay.transport.HttpReply;
import dev.patchbay.transport.PhaseWatch;
import dev.patchbay.transport.TimeLimits;
import dev.patchbay.transport.Transport;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.StreamDecoder;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.anthropic.AnthropicCodec;
import dev.patchbay.wire.gemini.GeminiCodec;
import dev.patchbay.wire.openai.OpenAiCodec;
import dev.patchbay.wire.responses.ResponsesCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls a scripted provider the way an attempt does, and says all that came. */
record Wire(Transport transport, String baseUrl, Codec codec, TimeLimits limits) {
  static final Codec OPENAI = new OpenAiCodec();
  static final Codec RESPONSES = new ResponsesCodec();
  static final Codec ANTHROPIC = new AnthropicCodec();
  static final Codec GEMINI = new GeminiCodec();
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final ChatRequest REQUEST =
      ChatRequest.builder().model("m").user("one two three").maxOutputTokens(100).build();

  Wire(Transport transport, String baseUrl, Codec codec) {
    this(transport, baseUrl, codec, new TimeLimits(LONG, LONG, LONG, LONG));
  }

  Wire firstToken(Duration limit) {
    return new Wire(transport, baseUrl, codec, new TimeLimits(LONG, limit, LONG, LONG));
  }

  Wire idle(Duration limit) {
    return new Wire(transport, baseUrl, codec, new TimeLimits(LONG, LONG, limit, LONG));
  }

  /** What came of one call. */
  record Got(
      int status,
      Map<String, String> headers,
      ChatResponse response,
      boolean finished,
      boolean terminated,
      int undecodable,
      @Nullable FailureKind error) {}

  Got stream() {
    try (HttpReply reply = send(true)) {
      return reply.isEventStream() ? frames(reply) : refused(reply);
    }
  }

  Got whole() {
    try (HttpReply reply = send(false)) {
      return reply.status() == 200 ? body(reply) : refused(reply);
    }
  }

  private HttpReply send(boolean stream) {
    TargetProfile target = TargetProfile.plain("p", "m");
    var endpoint = codec.endpoint(target, stream);
    Map<String, String> headers = new LinkedHashMap<>(endpoint.headers());
    headers.put("Authorization", "Bearer test-key-p-main");
    byte[] body = codec.encodeRequest(REQUEST, target, stream).body();
    String url = baseUrl + "/" + endpoint.path();
    PhaseWatch watch = new PhaseWatch();
    HttpReply reply =
        transport.send(
            new HttpCall("POST", url, headers, body, null, limits), new CallScope(), watch);
    return new Watched(reply, watch);
  }

  private Got refused(HttpReply reply) {
    ErrorSignal error = codec.decodeError(reply.status(), reply.headers(), reply.head(100_000));
    FailureKind kind =
        FailureTable.classify(error, FailurePhase.BEFORE_OUTPUT, Instant.EPOCH).kind();
    return new Got(
        reply.status(), reply.headers(), new ChatFold().response(), false, false, 0, kind);
  }

  private Got body(HttpReply reply) {
    byte[] body = reply.body(1_000_000);
    if (codec.isError(body)) {
      ErrorSignal error = codec.decodeError(200, reply.headers(), body);
      FailureKind kind =
          FailureTable.classify(error, FailurePhase.BEFORE_OUTPUT, Instant.EPOCH).kind();
      return new Got(200, reply.headers(), new ChatFold().response(), false, false, 0, kind);
    }
    ChatResponse response = codec.decodeResponse(body, Issuer.of("p", "m"));
    return new Got(200, reply.headers(), response, true, true, 0, null);
  }

  private Got frames(HttpReply reply) {
    StreamDecoder decoder = codec.decodeStream(Issuer.of("p", "m"));
    ChatFold fold = new ChatFold();
    List<ErrorSignal> errors = new ArrayList<>();
    int[] undecodable = {0};
    reply.frames(
        frame -> {
          try {
            ErrorSignal error =
                decoder.decode(
                    frame,
                    event -> {
                      if (event.visible()) {
                        ((Watched) reply).watch().output();
                      }
                      fold.add(event);
                    });
            if (error != null) {
              errors.add(error);
            }
          } catch (BadJsonException e) {
            undecodable[0]++;
          }
          return true;
        });
    decoder.end((ChatEvent event) -> fold.add(event));
    FailureKind error =
        errors.isEmpty()
            ? null
            : FailureTable.classify(errors.get(0), FailurePhase.DURING_OUTPUT, Instant.EPOCH)
                .kind();
    return new Got(
        reply.status(),
        reply.headers(),
        fold.response(),
        decoder.finished(),
        decoder.terminated(),
        undecodable[0],
        error);
  }

  private record Watched(HttpReply reply, PhaseWatch watch) implements HttpReply {
    @Override
    public int status() {
      return reply.status();
    }

    @Override
    public Map<String, String> headers() {
      return reply.headers();
    }

    @Override
    public boolean isEventStream() {
      return reply.isEventStream();
    }

    @Override
    public byte[] body(long limit) {
      return reply.body(limit);
    }

    @Override
    public byte[] head(long limit) {
      return reply.head(limit);
    }

    @Override
    public boolean frames(dev.patchbay.transport.FrameSink sink) {
      return reply.frames(sink);
    }

    @Override
    public void close() {
      reply.close();
    }
  }
}
