package dev.patchbay.attempt;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatFold;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatUnfold;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.transport.HttpReply;
import dev.patchbay.transport.PhaseWatch;
import dev.patchbay.transport.TransportException;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.compaction.Compactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads an upstream's reply, streamed or whole, in whichever way it comes. What it holds is of use
 * even if it failed. One thread.
 */
final class ReplyRead {
  private static final long ERROR_BODY_LIMIT = 256L << 10;

  private final AttemptSpec spec;
  private final Codec codec;
  private final Prepared prepared;
  private final OutputSink sink;
  private final PhaseWatch watch;
  private final FailureReader failures;

  /** What came of the answer so far. */
  ChatResponse response = new ChatFold().response();

  final List<Loss> losses = new ArrayList<>();
  final List<Output> last = new ArrayList<>();

  /** True if the usage of the response is the provider's word about all that came. */
  boolean usageIsLast;

  /** True if a whole answer had begun to come and did not come to its end. */
  boolean bodyBroke;

  Map<String, String> headers = Map.of();
  byte @Nullable [] body;

  ReplyRead(
      AttemptSpec spec,
      Codec codec,
      Prepared prepared,
      OutputSink sink,
      PhaseWatch watch,
      FailureReader failures) {
    this.spec = spec;
    this.codec = codec;
    this.prepared = prepared;
    this.sink = sink;
    this.watch = watch;
    this.failures = failures;
    losses.addAll(prepared.losses());
  }

  /**
   * Reads it to its end.
   *
   * @throws AttemptFailedException if it is no whole answer, or one that nobody wants any more
   */
  void read(HttpReply reply) {
    if (reply.status() < 200 || reply.status() > 299) {
      byte[] error = reply.head(ERROR_BODY_LIMIT);
      throw new AttemptFailedException(
          failures.of(
              codec.decodeError(reply.status(), reply.headers(), error),
              FailurePhase.BEFORE_OUTPUT,
              error));
    }
    if (prepared.forwards()) {
      headers = failures.masked(prepared.backTo(reply.headers()));
      hand(new Output.Head(headers));
    }
    if (streams(reply)) {
      readStream(reply);
    } else {
      readWhole(reply);
    }
    String fault = Compactions.fault(codec, response);
    if (fault != null) {
      throw new AttemptFailedException(
          failures.senseless(fault, FailurePhase.BEFORE_OUTPUT, new byte[0]));
    }
    if (!sink.claim()) {
      throw unwanted();
    }
  }

  /** Some servers stream under another content type, some answer whole though asked to stream. */
  private boolean streams(HttpReply reply) {
    if (reply.isEventStream() || !spec.stream()) {
      return reply.isEventStream();
    }
    String type = reply.headers().getOrDefault("content-type", "");
    return !type.contains("json") && !type.contains("html");
  }

  private void readStream(HttpReply reply) {
    StreamRead read = new StreamRead(codec, prepared, sink, watch, failures, spec.usageWait());
    try {
      read.read(reply);
    } finally {
      response = read.fold().response();
      usageIsLast = read.usageIsLast();
      losses.addAll(read.losses());
    }
    last.addAll(read.held());
  }

  private void readWhole(HttpReply reply) {
    BufferedRead read = readBody(reply);
    response = read.response();
    usageIsLast = true;
    watch.output();
    if (prepared.forwards()) {
      body = read.body();
    }
    if (sink == OutputSink.NONE) {
      return;
    }
    for (ChatEvent event : ChatUnfold.events(response)) {
      if (StreamRead.isLast(event)) {
        last.add(new Output.Event(event));
      } else {
        hand(new Output.Event(event));
      }
    }
  }

  private BufferedRead readBody(HttpReply reply) {
    try {
      return BufferedRead.read(reply, codec, prepared, failures);
    } catch (TransportException e) {
      bodyBroke = true;
      throw e;
    }
  }

  private void hand(Output output) {
    if (!sink.output(output)) {
      throw unwanted();
    }
  }

  private AttemptFailedException unwanted() {
    return new AttemptFailedException(
        failures.of(
            FailureKind.CANCELLED,
            FailurePhase.DURING_OUTPUT,
            "Nobody reads on: another attempt was faster, or the reader failed"));
  }
}
