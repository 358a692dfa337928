package dev.patchbay.attempt;

import dev.patchbay.chat.ChatFold;
import dev.patchbay.cost.Consumption;
import dev.patchbay.event.RouteEvent;
import dev.patchbay.event.RouteListener;
import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.failure.Verdict;
import dev.patchbay.lease.Lease;
import dev.patchbay.lease.Leases;
import dev.patchbay.price.Cost;
import dev.patchbay.price.ModelPrice;
import dev.patchbay.route.Candidate;
import dev.patchbay.route.Target;
import dev.patchbay.tokens.PromptTokens;
import dev.patchbay.trace.AttemptRecord;
import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.HttpReply;
import dev.patchbay.transport.PhaseWatch;
import dev.patchbay.transport.Transport;
import dev.patchbay.transport.TransportException;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.UntranslatableException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs attempts. Thread-safe; each attempt runs on the thread that asks for it. */
public final class AttemptRunner {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptRunner.class);

  private final Transport transport;
  private final Map<Protocol, Codec> codecs;
  private final Leases leases;
  private final RouteListener listener;
  private final Clock clock;
  private final ThoughtSignatures signatures;

  /** A runner over its parts; it owns none of them. */
  public AttemptRunner(
      Transport transport,
      Map<Protocol, Codec> codecs,
      Leases leases,
      RouteListener listener,
      Clock clock) {
    this.transport = transport;
    this.codecs = Map.copyOf(codecs);
    this.leases = leases;
    this.listener = listener;
    this.clock = clock;
    this.signatures = new ThoughtSignatures(clock);
  }

  /**
   * The right to try a candidate now; empty if its account has no place.
   *
   * @param again true to try it once more in the same request: what it has just failed with does
   *     not count
   */
  public Optional<Lease> lease(Candidate candidate, boolean again) {
    return again ? leases.acquireAgain(candidate) : leases.acquire(candidate);
  }

  /**
   * Tries a candidate once, and closes the lease.
   *
   * @param lease of the spec's candidate
   * @param sink takes the output as it comes; throws nothing
   * @param scope by which the attempt can be stopped
   */
  public Outcome run(AttemptSpec spec, Lease lease, OutputSink sink, CallScope scope) {
    return new Try(spec, sink, scope, lease).run();
  }

  /** One attempt while it runs. */
  private final class Try {
    private final AttemptSpec spec;
    private final OutputSink sink;
    private final CallScope scope;
    private final Lease lease;
    private final Target target;
    private final FailureReader failures;
    private final PhaseWatch watch = new PhaseWatch();
    private final Instant startedAt = clock.instant();
    private final long startedNanos = System.nanoTime();
    private @Nullable ReplyRead read;

    Try(AttemptSpec spec, OutputSink sink, CallScope scope, Lease lease) {
      this.spec = spec;
      this.sink = sink;
      this.scope = scope;
      this.lease = lease;
      this.target = spec.candidate().target();
      this.failures = new FailureReader(spec.candidate(), clock);
    }

    Outcome run() {
      listener.on(
          new RouteEvent.AttemptStarted(
              startedAt, spec.requestId(), spec.number(), alias(), target.model()));
      boolean closed = false;
      try {
        Failure failure = attempt();
        close(failure);
        closed = true;
        return ended(failure);
      } finally {
        if (!closed) {
          lease.ignored();
        }
      }
    }

    private Outcome ended(@Nullable Failure failure) {
      Consumption consumed = consumed(failure);
      Outcome outcome = outcome(record(failure, consumed), consumed);
      listener.on(new RouteEvent.AttemptEnded(clock.instant(), spec.requestId(), outcome.record()));
      return outcome;
    }

    private Outcome outcome(AttemptRecord record, @Nullable Consumption consumed) {
      ReplyRead come = read;
      if (come == null) {
        return new Outcome(
            record, null, new ChatFold().response(), List.of(), List.of(), Map.of(), null);
      }
      if (record.served()) {
        signatures.keep(spec.query().tenant(), come.response);
      }
      List<Output> last = record.served() ? come.last : List.of();
      return new Outcome(
          record, consumed, come.response, come.losses, last, come.headers, come.body);
    }

    private @Nullable Failure attempt() {
      try {
        exchange();
        return null;
      } catch (AttemptFailedException e) {
        return e.failure();
      } catch (TransportException e) {
        return failures.of(e);
      } catch (UntranslatableException e) {
        return failures.of(
            FailureKind.INVALID_REQUEST, FailurePhase.PLANNING, String.valueOf(e.getMessage()));
      } catch (RuntimeException e) {
        return unforeseen(e);
      }
    }

    /** A slip of ours, or of an interceptor of the caller's: the next candidate may do without. */
    private Failure unforeseen(RuntimeException e) {
      LOG.error("An attempt at {} ended in an unforeseen way", spec.candidate().label(), e);
      return failures.of(
          FailureKind.SERVER_ERROR,
          watch.begun() ? FailurePhase.DURING_OUTPUT : FailurePhase.BEFORE_OUTPUT,
          "The attempt ended in an unforeseen way: " + e.getClass().getSimpleName(),
          e.getMessage());
    }

    private void exchange() {
      Codec codec = codecs.get(target.protocol());
      if (codec == null) {
        throw new IllegalStateException("No codec speaks " + target.protocol().id());
      }
      Prepared prepared = Prepared.of(spec, codec, codecs.values(), signatures, scope);
      read = new ReplyRead(spec, prepared.codec(), prepared, sink, watch, failures);
      try (HttpReply reply = transport.send(prepared.call(), scope, watch)) {
        read.read(reply);
      }
    }

    private void close(@Nullable Failure failure) {
      if (failure == null) {
        lease.succeeded(firstToken());
        leases.pin(spec.query(), spec.candidate());
      } else if (failure.kind() == FailureKind.CANCELLED
          || failure.kind() == FailureKind.DEADLINE
          || failure.phase() == FailurePhase.PLANNING) {
        lease.ignored();
      } else {
        lease.dropped(failure);
      }
    }

    private AttemptRecord record(@Nullable Failure failure, @Nullable Consumption consumed) {
      Cost cost = consumed == null ? null : consumed.cost();
      return new AttemptRecord(
          spec.number(),
          target.provider().id(),
          alias(),
          target.model(),
          target.protocol().id(),
          startedAt,
          Duration.ofNanos(System.nanoTime() - startedNanos),
          firstToken(),
          failure,
          consumed == null ? BigDecimal.ZERO : cost == null ? null : cost.usd());
    }

    private @Nullable Duration firstToken() {
      Long nanos = watch.toFirstOutputNanos();
      return nanos == null ? null : Duration.ofNanos(nanos);
    }

    /** Null if it failed and nothing came of it: then nothing is billed. */
    private @Nullable Consumption consumed(@Nullable Failure failure) {
      ReplyRead come = read;
      boolean anything =
          failure == null
              || watch.begun()
              || wasLeft(failure)
              || (come != null && (come.response.usage() != null || come.bodyBroke));
      return come == null || !anything
          ? null
          : Consumption.of(come.response, come.usageIsLast, target.model(), price(), this::prompt);
    }

    /** A provider that has the request works on it, and may charge for it, when nobody waits. */
    private boolean wasLeft(Failure failure) {
      return failure.kind().verdict() == Verdict.STOP
          && failure.phase() != FailurePhase.PLANNING
          && watch.isConnected();
    }

    /** A price may have changed between the plan and the attempt. */
    private @Nullable ModelPrice price() {
      ModelPrice planned = target.card().price();
      return planned != null && planned.holds(startedAt)
          ? planned
          : spec.providers().card(target.provider(), target.model(), startedAt).price();
    }

    private long prompt() {
      try {
        return PromptTokens.count(spec.asked().request(), target.model()).tokens();
      } catch (RuntimeException e) {
        // Mostly a request that cannot be decoded: what routing saw of it must do.
        return spec.query().estimatedTokens();
      }
    }

    private String alias() {
      return spec.candidate().account().alias();
    }
  }
}
