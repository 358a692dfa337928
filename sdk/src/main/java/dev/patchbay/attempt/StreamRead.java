package dev.patchbay.attempt;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatFold;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.Json;
import dev.patchbay.transport.HttpReply;
import dev.patchbay.transport.PhaseWatch;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.transport.TransportException;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.StreamDecoder;
import dev.patchbay.wire.undo.Undoing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one upstream stream to its end: decodes, folds, hands output on at once, and holds back
 * what tells the caller that the answer is whole until it is. One thread.
 */
final class StreamRead {
  /** Trailers after usage are rare and late ones worthless; the wait only keeps the connection. */
  private static final Duration TRAILER_WAIT = Duration.ofSeconds(1);

  private static final Duration CLOSE_WAIT = Duration.ofMillis(250);

  /** Most characters of all events together, as of a whole answer: folding keeps what they say. */
  private static final long STREAM_LIMIT = BufferedRead.BODY_LIMIT;

  private final StreamDecoder decoder;
  private final Codec codec;
  private final OutputSink sink;
  private final PhaseWatch watch;
  private final FailureReader failures;
  private final Duration usageWait;
  private final Consumer<ChatEvent> events;
  private final boolean forwards;
  private final ChatFold fold = new ChatFold();
  private final List<Output> held = new ArrayList<>();

  /** What the frame that is being decoded says; only where frames are forwarded. */
  private final List<ChatEvent> said = new ArrayList<>();

  private final List<Loss> losses = new ArrayList<>();
  private boolean lastUndecodable;

  /** What the frame that is being decoded holds, and what the last of the others said of usage. */
  private boolean frameTellsUsage;

  private boolean frameTellsOutput;
  private boolean usageIsLast;
  private boolean anyFrame;
  private boolean stopped;
  private long length;

  /** The wait that runs since the finish; null before it. */
  private @Nullable Duration trailers;

  StreamRead(
      Codec codec,
      Prepared prepared,
      OutputSink sink,
      PhaseWatch watch,
      FailureReader failures,
      Duration usageWait) {
    this.codec = codec;
    this.decoder = codec.decodeStream(prepared.issuer());
    this.sink = sink;
    this.watch = watch;
    this.failures = failures;
    this.usageWait = usageWait;
    this.events = Undoing.in(this::event, prepared.undo());
    this.forwards = prepared.forwards();
  }

  /**
   * Reads until the stream ends.
   *
   * @throws AttemptFailedException if the answer is not whole
   * @throws TransportException if the connection failed before the answer was whole
   */
  void read(HttpReply reply) {
    try {
      reply.frames(this::frame);
    } catch (TransportException e) {
      boolean ours = e.kind() != FailureKind.CANCELLED && e.kind() != FailureKind.DEADLINE;
      if (!(ours && decoder.finished())) {
        throw e;
      }
    }
    if (stopped) {
      throw failed(
          FailureKind.CANCELLED,
          "Nobody reads on: another attempt was faster, or the reader failed");
    }
    boolean terminated = decoder.terminated();
    decoder.end(events);
    if (!decoder.finished()) {
      throw anyFrame
          ? failed(FailureKind.CUT, "The stream ended before the answer was finished")
          : failed(FailureKind.SERVER_ERROR, "The stream was empty");
    }
    if (forwards && !terminated) {
      // The answer is whole: its client must not take a missing last frame for a break.
      codec.terminator().ifPresent(frame -> held.add(new Output.Frame(frame, List.of())));
    }
  }

  /** What was held back, in order. */
  List<Output> held() {
    return held;
  }

  /**
   * True if the answer is finished, and its usage was told with the last of its output or later.
   */
  boolean usageIsLast() {
    return usageIsLast && decoder.finished();
  }

  ChatFold fold() {
    return fold;
  }

  List<Loss> losses() {
    return losses;
  }

  private boolean frame(SseFrame frame) {
    anyFrame = true;
    length += frame.data().length();
    if (length > STREAM_LIMIT) {
      if (decoder.finished()) {
        return false;
      }
      throw failed(FailureKind.CUT, "The stream is longer than " + (STREAM_LIMIT >> 20) + " MB");
    }
    boolean over = decoder.terminated();
    said.clear();
    frameTellsUsage = false;
    frameTellsOutput = false;
    ErrorSignal signal = decode(frame);
    usageIsLast = frameTellsUsage || (usageIsLast && !frameTellsOutput);
    if (signal != null) {
      throw new AttemptFailedException(failures.of(signal, phase(), Json.utf8(frame.data())));
    }
    if (forwards && !over && !lastUndecodable) {
      pass(new Output.Frame(frame, said));
    }
    awaitTrailers();
    return !stopped;
  }

  /**
   * Once everything is finished, frames wait; a further answer that begins frees them. So does the
   * last frame of the protocol: behind an answer that was not finished it would be a lie.
   */
  private void pass(Output frame) {
    if (decoder.finished() || decoder.terminated()) {
      held.add(frame);
      return;
    }
    held.forEach(this::hand);
    held.clear();
    hand(frame);
  }

  private void hand(Output output) {
    if (!stopped && !sink.output(output)) {
      stopped = true;
    }
  }

  /**
   * Each wait runs once: a server that goes on and on after the finish holds the answer back no
   * longer than one that is silent.
   */
  private void awaitTrailers() {
    Duration wait = decoder.terminated() ? CLOSE_WAIT : trailerWait();
    if (!decoder.finished()) {
      trailers = null;
    } else if (!wait.equals(trailers)) {
      trailers = wait;
      watch.finishing(wait);
    }
  }

  private Duration trailerWait() {
    boolean known = fold.usage() != null;
    return known && TRAILER_WAIT.compareTo(usageWait) < 0 ? TRAILER_WAIT : usageWait;
  }

  private @Nullable ErrorSignal decode(SseFrame frame) {
    try {
      ErrorSignal signal = decoder.decode(frame, events);
      lastUndecodable = false;
      return signal;
    } catch (BadJsonException e) {
      if (lastUndecodable || decoder.inToolArguments()) {
        throw failed(
            FailureKind.CUT,
            "An event of the stream could not be decoded"
                + (decoder.inToolArguments() ? " inside a tool call" : ", and the one before it")
                + ": "
                + e.getMessage());
      }
      lastUndecodable = true;
      losses.add(
          new Loss(
              "stream-event",
              failures.redact("one undecodable event was skipped: " + e.getMessage())));
      return null;
    }
  }

  /** True for what tells the caller that the answer is whole, or comes after it. */
  static boolean isLast(ChatEvent event) {
    return event instanceof ChatEvent.Finish
        || event instanceof ChatEvent.UsageReport
        || event instanceof ChatEvent.Extras;
  }

  private void event(ChatEvent event) {
    fold.add(event);
    frameTellsUsage |= event instanceof ChatEvent.UsageReport;
    frameTellsOutput |= event.visible();
    watch(event);
    if (forwards) {
      said.add(event);
    } else if (isLast(event)) {
      held.add(new Output.Event(event));
    } else {
      hand(new Output.Event(event));
    }
  }

  private void watch(ChatEvent event) {
    boolean output =
        event.visible()
            || event instanceof ChatEvent.Signature
            || event instanceof ChatEvent.PartAdded;
    if (output && trailers == null) {
      watch.output();
    }
  }

  private FailurePhase phase() {
    return watch.begun() ? FailurePhase.DURING_OUTPUT : FailurePhase.BEFORE_OUTPUT;
  }

  private AttemptFailedException failed(FailureKind kind, String message) {
    return new AttemptFailedException(failures.of(kind, phase(), message));
  }
}
