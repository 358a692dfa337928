package dev.patchbay.delivery;

import dev.patchbay.attempt.Asked;
import dev.patchbay.attempt.Outcome;
import dev.patchbay.attempt.Output;
import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatUnfold;
import dev.patchbay.chat.PartialAnswerException;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.json.Json;
import dev.patchbay.route.Candidate;
import dev.patchbay.trace.RouteTrace;
import dev.patchbay.trace.RouterException;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.AnswerModel;
import dev.patchbay.wire.ClientView;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.EncodedError;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.StreamEncoder;
import dev.patchbay.wire.WireSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes an answer in its client's protocol: frames and bodies of that protocol as they came, but
 * for the model's name; everything else encoded. One thread at a time.
 */
public final class WireAnswer implements Reader {
  private static final Logger LOG = LoggerFactory.getLogger(WireAnswer.class);

  private final Progress progress;
  private final String typed;
  private final Asked.Wired asked;
  private final Codec codec;
  private WatchedSink sink = new WatchedSink(WireSink.NONE);
  private Map<String, String> passed = Map.of();
  private @Nullable Candidate shown;
  private @Nullable StreamEncoder encoder;
  private @Nullable SseFrame forwarded;
  private boolean begun;

  /** True once an encoder has failed: it is in no state to go on. */
  private boolean broken;

  private boolean owesComment;

  /** Answers what is asked. */
  public WireAnswer(Progress progress, Asked.Wired asked) {
    this.progress = progress;
    this.typed = progress.trace().askedModel();
    this.asked = asked;
    this.codec = asked.client();
  }

  /** Where it goes from now on. */
  public void to(WireSink newSink) {
    sink = new WatchedSink(newSink);
  }

  @Override
  public void begin(Candidate candidate) {
    shown = candidate;
  }

  @Override
  public void output(Output output) throws IOException {
    guarded(() -> write(output));
  }

  /** A slip of an encoder of ours is a failure, and told as one. */
  private void guarded(Guard.Step step) throws IOException {
    try {
      step.run();
    } catch (RuntimeException e) {
      if (sink.threw()) {
        throw e;
      }
      broken = true;
      LOG.error("An answer could not be written in the words of {}", codec.protocol().id(), e);
      throw RouterException.of(
          Failure.of(
              FailureKind.SERVER_ERROR,
              FailurePhase.DURING_OUTPUT,
              "The answer could not be written in the client's protocol: "
                  + e.getClass().getSimpleName()),
          progress.trace());
    }
  }

  private void write(Output output) throws IOException {
    if (output instanceof Output.Head head) {
      passed = head.headers();
    } else if (output instanceof Output.Settled) {
      owesComment = true;
    } else if (output instanceof Output.Frame frame) {
      beginStream();
      forward(frame);
    } else if (output instanceof Output.Event said) {
      beginStream();
      encoder().encode(identified(said.event()), this::frame);
    }
  }

  /** Who may go on from an answer needs an id of it that no other answer has. */
  private ChatEvent identified(ChatEvent event) {
    return event instanceof ChatEvent.Start start && isResponses()
        ? new ChatEvent.Start(responseId(), start.model(), start.created(), start.serviceTier())
        : event;
  }

  private ChatResponse identified(ChatResponse response) {
    return isResponses() ? response.withId(responseId()) : response;
  }

  private boolean isResponses() {
    return codec.protocol() == Protocol.OPENAI_RESPONSES;
  }

  private String responseId() {
    return Outcome.responseIdOf(progress.trace().requestId());
  }

  private void beginStream() throws IOException {
    if (!begun) {
      begun = true;
      sink.head(
          200,
          AnswerHead.ofStream(passed, progress.trace().requestId(), progress.attempts(), shown));
    }
    if (owesComment) {
      owesComment = false;
      sink.comment(AnswerHead.comment(progress.trace()));
    }
  }

  /** Usage is always asked for upstream: a client that did not ask is not told. */
  private void forward(Output.Frame output) throws IOException {
    if (output.isUsageOnly() && !asked.wantsUsage()) {
      return;
    }
    SseFrame frame = output.frame();
    forwarded = new SseFrame(frame.event(), named(frame.data(), isSubstitution()));
    sink.frame(forwarded);
  }

  private boolean isSubstitution() {
    return shown != null && shown.target().substitution();
  }

  private void frame(SseFrame frame) {
    try {
      sink.frame(frame);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StreamEncoder encoder() {
    StreamEncoder open = encoder;
    if (open == null) {
      open = codec.encodeStream(view());
      encoder = open;
    }
    return open;
  }

  private ClientView view() {
    Candidate candidate = shown;
    String model =
        candidate == null || echoes(candidate.target().substitution())
            ? typed
            : candidate.target().model();
    return new ClientView(model, asked.wantsUsage(), asked.echo());
  }

  /** Clients that get another name than they asked for drop what they think is another model's. */
  private boolean echoes(boolean substitution) {
    return !substitution && !typed.isEmpty();
  }

  private String named(String json, boolean substitution) {
    return echoes(substitution) ? AnswerModel.named(codec.protocol(), json, typed) : json;
  }

  @Override
  public void end(Outcome served) throws IOException {
    guarded(() -> finish(served));
  }

  private void finish(Outcome served) throws IOException {
    if (!asked.streams()) {
      whole(served);
      return;
    }
    if (encoder != null) {
      encoder.end(this::frame);
      progress.lost(encoder.losses());
    }
  }

  private void whole(Outcome served) throws IOException {
    boolean substitution = progress.trace().substituted();
    byte[] body = served.body();
    if (body == null) {
      String model = echoes(substitution) ? typed : served.record().model();
      ChatResponse told = identified(served.response());
      Encoded encoded = codec.encodeResponse(told, new ClientView(model, true, asked.echo()));
      progress.lost(encoded.losses());
      body = encoded.body();
    } else {
      String text = new String(body, StandardCharsets.UTF_8);
      String named = named(text, substitution);
      body = named.equals(text) ? body : Json.utf8(named);
    }
    sink.head(200, AnswerHead.ofWhole(progress.trace(), served));
    sink.body(body);
  }

  /** Tells why there is no answer, or why what came is not whole. */
  public void fail(RouterException e) throws IOException {
    Failure failure = e.failure();
    if (begun || (asked.streams() && sink.begun())) {
      failBegun(e, failure);
      return;
    }
    EncodedError error = codec.encodeError(failure);
    RouteTrace trace = e.trace().requestId().isEmpty() ? progress.trace() : e.trace();
    sink.head(error.status(), AnswerHead.ofError(error.headers(), trace, failure));
    sink.body(error.body());
  }

  private void failBegun(RouterException e, Failure failure) throws IOException {
    try {
      if (broken) {
        failAnew(failure);
      } else {
        failInStream(e, failure);
      }
    } catch (UncheckedIOException sinks) {
      throw sinks.getCause();
    } catch (RuntimeException slip) {
      if (broken || sink.threw()) {
        throw slip;
      }
      broken = true;
      failBegun(e, failure);
    }
  }

  /** Without what the encoder knew of the answer. */
  private void failAnew(Failure failure) {
    SseFrame last = sink.last();
    if (last == null) {
      codec.encodeStream(view()).fail(failure, this::frame);
    } else {
      codec.failForwarded(List.of(), last, view(), failure, this::frame);
    }
  }

  private void failInStream(RouterException e, Failure failure) {
    SseFrame last = forwarded;
    if (last == null) {
      encoder().fail(failure, this::frame);
      return;
    }
    List<ChatEvent> events =
        e instanceof PartialAnswerException broken
            ? ChatUnfold.events(broken.partial())
            : List.of();
    codec.failForwarded(
        events.stream().filter(event -> !(event instanceof ChatEvent.Finish)).toList(),
        last,
        view(),
        failure,
        this::frame);
  }
}
