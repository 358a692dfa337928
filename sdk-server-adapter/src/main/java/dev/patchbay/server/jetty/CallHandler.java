package dev.patchbay.server.jetty;

import dev.patchbay.server.http.Fault;
import java.io.IOException;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has every request answered, and what breaks cut. Thread-safe. */
final class CallHandler extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(CallHandler.class);

  private final Calls calls;
  private final long maxBody;
  private final Limits limits;
  private final Running running;
  private final Presence presence;
  private final AccessLog access;
  private final Refusals refusals;

  CallHandler(
      Calls calls,
      long maxBody,
      Limits limits,
      Running running,
      Presence presence,
      AccessLog access,
      Refusals refusals) {
    this.calls = calls;
    this.maxBody = maxBody;
    this.limits = limits;
    this.running = running;
    this.presence = presence;
    this.access = access;
    this.refusals = refusals;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    long began = System.nanoTime();
    Exchange exchange =
        new Exchange(request, response, new RequestBody(request, maxBody, limits.upload()));
    request.addFailureListener(broken -> exchange.leave());
    // Silence while it is thought about is no fault; of writes that get nowhere Jetty tells itself.
    request.addIdleTimeoutListener(idle -> false);
    Fault refused = running.enter(exchange);
    try {
      if (refused == null) {
        exchange.run(calls, presence);
      } else {
        exchange.refuse(refusals.tell(refused));
      }
      callback.succeeded();
    } catch (IOException | RuntimeException e) {
      broke(exchange, response, callback, e);
    } finally {
      // In this order: a server that stops has told of all it answered.
      access.tell(exchange, began);
      running.leave(exchange);
    }
    return true;
  }

  /** What was begun is cut, so that it never looks whole; else there is time for a fault. */
  private void broke(Exchange exchange, Response response, Callback callback, Exception broken) {
    // What an answer says when it was cancelled because the client left is no news.
    if (broken instanceof RuntimeException && !exchange.isGone()) {
      LOG.error("{} failed", exchange, broken);
    } else {
      LOG.debug("{} broke", exchange, broken);
    }
    if (response.isCommitted() || exchange.isGone()) {
      exchange.cut();
      callback.failed(new Cut(broken));
      return;
    }
    try {
      response.reset();
      exchange.refuse(
          refusals.tell(Fault.of(500, "internal_error", "The server failed; its log says why")));
      callback.succeeded();
    } catch (IOException e) {
      callback.failed(new Cut(e));
    }
  }

  /** Jetty needn't log it: it was. */
  private static final class Cut extends IOException implements QuietException {
    private static final long serialVersionUID = 1;

    Cut(Throwable cause) {
      super("The answer was cut", cause);
    }
  }
}
