package dev.patchbay.logbook;

import dev.patchbay.attempt.Asked;
import dev.patchbay.attempt.Outcome;
import dev.patchbay.chat.CallOptions;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Usage;
import dev.patchbay.event.Measures;
import dev.patchbay.failure.Failure;
import dev.patchbay.log.RequestLog;
import dev.patchbay.log.RequestOrigin;
import dev.patchbay.log.RequestRecord;
import dev.patchbay.log.RequestTiming;
import dev.patchbay.planner.Queries;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.trace.RouteTrace;
import dev.patchbay.wire.WireSink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be written down of one request, from its plan to its end. Thread-safe: raced attempts
 * end at the same time.
 */
public final class Entry {
  private static final Logger LOG = LoggerFactory.getLogger(Entry.class);
  private static final int LONGEST_MESSAGE = 1000;

  private final RequestLog log;
  private final @Nullable PayloadWriter payloads;
  private final Subject subject;
  private final Stopwatch watch;
  private @Nullable Usage usage;
  private boolean served;
  private @Nullable ChatResponse said;
  private @Nullable CopySink copy;

  Entry(RequestLog log, @Nullable PayloadWriter payloads, Subject subject, Stopwatch watch) {
    this.log = log;
    this.payloads = payloads;
    this.subject = subject;
    this.watch = watch;
  }

  /** Somebody waits for its answer from now on. */
  public synchronized void running() {
    watch.goOn();
  }

  /** An attempt has ended just now. */
  public synchronized void attempted(Outcome outcome) {
    watch.attempted(outcome.record());
    ChatResponse response = outcome.response();
    if (outcome.served() || (!served && response.usage() != null)) {
      usage = response.usage();
    }
    if (outcome.served() || !served) {
      said = response;
    }
    served |= outcome.served();
  }

  /** The client's side of its answer, of which a copy is kept if bodies are. */
  public synchronized WireSink copying(WireSink sink) {
    if (payloads == null) {
      return sink;
    }
    copy = new CopySink(sink, copy);
    return copy;
  }

  /**
   * It has ended: to be told once.
   *
   * @param failure why it failed; null if it was served
   * @param answer what the caller got in all; null for what the last attempt said
   * @return what was measured of it
   */
  public synchronized Measures ended(
      RouteTrace trace, @Nullable Failure failure, @Nullable ChatResponse answer) {
    said = answer == null ? said : answer;
    RequestTiming timing = watch.stop();
    write(trace, failure, timing);
    return new Measures(
        client(subject.asked()),
        streamed(),
        timing.duration(),
        timing.timeToFirstToken(),
        timing.overhead(),
        usage);
  }

  private void write(RouteTrace trace, @Nullable Failure failure, RequestTiming timing) {
    try {
      log.record(record(trace, failure, timing));
      attach();
    } catch (RuntimeException e) {
      LOG.warn("Request {} could not be logged", subject.id(), e);
    }
  }

  private RequestRecord record(RouteTrace trace, @Nullable Failure failure, RequestTiming timing) {
    Asked asked = subject.asked();
    ClientMask mask = ClientMask.of(asked);
    return new RequestRecord(
        subject.id(),
        subject.at(),
        origin(asked),
        streamed(),
        failure == null ? null : failure.kind(),
        failure == null ? null : mask.over(shortened(failure.message())),
        timing,
        usage,
        mask.over(trace));
  }

  /** The client was told how it failed, after its end. */
  public synchronized void told() {
    attach();
  }

  private void attach() {
    if (payloads != null) {
      payloads.write(RawPayload.of(subject, said, copy == null ? null : copy.text()));
    }
  }

  private static String shortened(String message) {
    return message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(0, LONGEST_MESSAGE) + "...";
  }

  /** Of the request itself, which may have been refused before routing saw it. */
  private static RequestOrigin origin(Asked asked) {
    CallOptions options = asked.options();
    return new RequestOrigin(
        client(asked),
        options.tenant() == null ? Queries.LOCAL_TENANT : RouteQuery.shown(options.tenant()),
        shown(options.caller()),
        shown(options.key()),
        shown(options.conversation()),
        options.tags().stream().map(RouteQuery::shown).toList());
  }

  private static String client(Asked asked) {
    return asked instanceof Asked.Wired wired
        ? wired.client().protocol().id()
        : RequestOrigin.TYPED;
  }

  private boolean streamed() {
    return subject.asked() instanceof Asked.Wired wired
        ? wired.streams()
        : subject.plan().query().stream();
  }

  private static @Nullable String shown(@Nullable String name) {
    return name == null ? null : RouteQuery.shown(name);
  }
}
