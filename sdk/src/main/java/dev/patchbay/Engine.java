package dev.patchbay;

import dev.patchbay.books.Books;
import dev.patchbay.books.BudgetSignals;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.context.Contexts;
import dev.patchbay.conversation.ConversationStore;
import dev.patchbay.cost.report.LedgerArchive;
import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.inquiry.Discovery;
import dev.patchbay.inquiry.KeyChecks;
import dev.patchbay.inquiry.TokenCounts;
import dev.patchbay.lease.Leases;
import dev.patchbay.logbook.Logbook;
import dev.patchbay.media.MediaFetcher;
import dev.patchbay.route.Signals;
import dev.patchbay.store.Stores;
import dev.patchbay.stream.Workers;
import dev.patchbay.trace.RequestIds;
import dev.patchbay.transport.Transport;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.compaction.Compactions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The running parts of a router, as its builder put them together. Thread-safe. */
record Engine(
    InForce inForce,
    Leases leases,
    Dispatcher dispatcher,
    Books books,
    Contexts contexts,
    Compactions compactions,
    ConversationStore conversations,
    Stores stores,
    @Nullable LedgerArchive archive,
    Map<Protocol, Codec> codecs,
    Transport transport,
    MediaFetcher media,
    Workers workers,
    LiveCalls calls,
    RequestIds ids,
    TokenCounts counts,
    Discovery discovery,
    KeyChecks keyChecks,
    Logbook logbook,
    Clock clock,
    RandomGenerator random,
    Duration drain) {

  /** The configuration in force: read it once a request. */
  Active active() {
    return inForce.now();
  }

  /** What plans read. */
  Signals signals() {
    return new BudgetSignals(leases, books.spending());
  }

  void reconfigure(RouterConfig config) {
    if (calls.isRefusing()) {
      throw new IllegalStateException("The router is closed");
    }
    inForce.change(config, leases::succeed);
  }

  void close() {
    if (calls.refuseNew()) {
      calls.drain(drain);
      logbook.close();
      workers.close();
      books.close();
      transport.close();
      media.close();
      stores.close();
    }
  }
}
