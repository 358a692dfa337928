package dev.patchbay.transport.okhttp;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.HttpCall;
import dev.patchbay.transport.HttpReply;
import dev.patchbay.transport.PhaseWatch;
import dev.patchbay.transport.Transport;
import dev.patchbay.transport.TransportException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import okhttp3.Call;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * The transport on OkHttp. Calls run on the thread that sends them, platform or virtual; its one
 * own thread is {@code patchbay-timer}. A name that does not resolve is the one wait that cannot be
 * cancelled: the operating system's look-up has to return first. Thread-safe.
 */
public final class OkHttpTransport implements Transport {
  private final Clients clients;
  private final PhaseTimer timer = new PhaseTimer();
  private final AtomicBoolean closed = new AtomicBoolean();

  private OkHttpTransport(Clients clients) {
    this.clients = clients;
  }

  /** A transport with a client of its own, which ends with it. */
  public static OkHttpTransport create() {
    OkHttpOnClassPath.log();
    return new OkHttpTransport(Clients.own());
  }

  /**
   * A transport that shares the connection pool, dispatcher, TLS and interceptors of a caller's
   * client, which is never closed from here. Its time limits, redirects, retries, authenticator,
   * cookies and cache do not apply.
   */
  public static OkHttpTransport sharing(OkHttpClient client) {
    OkHttpOnClassPath.log();
    return new OkHttpTransport(Clients.sharing(client));
  }

  /**
   * A transport for addresses that others name: it connects to allowed ones alone, whatever a name
   * resolves to when, and never by a proxy of the machine's. To one that may not be asked it is as
   * to a name that does not exist: the cause of the exception is an {@link
   * java.net.UnknownHostException}.
   *
   * @param allowed asked for each address before it is connected to; must be thread-safe
   */
  public static OkHttpTransport only(Predicate<InetAddress> allowed) {
    return within(new Reach(allowed, Dns.SYSTEM));
  }

  static OkHttpTransport within(Reach reach) {
    return new OkHttpTransport(Clients.within(reach));
  }

  @Override
  public HttpReply send(HttpCall call, CallScope scope, PhaseWatch watch) {
    if (closed.get()) {
      throw new TransportException(
          FailureKind.CLOSED, FailurePhase.PLANNING, "The transport is closed");
    }
    HttpUrl url = Requests.url(call);
    String where = url.host() + ":" + url.port();
    CallClock clock = new CallClock(call.limits(), watch, where);
    Call http = client(call).newCall(Requests.of(call, url, clock));
    clock.start(http);
    OpenCall open = new OpenCall(http, scope, watch, clock, where, timer);
    try {
      return new OkHttpReply(open, execute(open));
    } catch (RuntimeException | Error e) {
      open.end();
      throw e;
    }
  }

  private OkHttpClient client(HttpCall call) {
    try {
      return clients.through(call.proxy());
    } catch (IllegalArgumentException e) {
      throw Requests.misconfigured(String.valueOf(e.getMessage()));
    }
  }

  private static Response execute(OpenCall open) {
    try {
      return open.http().execute();
    } catch (IOException e) {
      throw open.beforeHead(e);
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw senseless(open, e);
    }
  }

  /** OkHttp checks some heads, such as a negative status, by exceptions meant for programmers. */
  private static TransportException senseless(OpenCall open, RuntimeException cause) {
    return new TransportException(
        FailureKind.SERVER_ERROR,
        FailurePhase.BEFORE_OUTPUT,
        "The answer is no HTTP (" + cause.getClass().getSimpleName() + ")",
        open.where(),
        cause);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      timer.close();
      clients.close();
    }
  }
}
