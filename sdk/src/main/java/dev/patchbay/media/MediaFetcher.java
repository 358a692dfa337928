package dev.patchbay.media;

import dev.patchbay.chat.MediaSource;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.HttpCall;
import dev.patchbay.transport.HttpReply;
import dev.patchbay.transport.PhaseWatch;
import dev.patchbay.transport.TimeLimits;
import dev.patchbay.transport.Transport;
import dev.patchbay.transport.TransportException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import okhttp3.HttpUrl;

/**
 * Fetches media from where a client says, within bounds. It sends nothing but the address itself:
 * no credential, no cookie, no header of the client's. Each redirect is looked at as the address
 * was. Thread-safe.
 */
public final class MediaFetcher {
  /** The same for a host that is unknown: names of a network are not to be guessed here. */
  static final String NOT_PUBLIC = "its host is unknown or not on the public internet";

  static final Bounds BOUNDS = new Bounds(20 << 20, Duration.ofSeconds(10));

  private static final int MOST_REDIRECTS = 3;
  private static final byte[] NO_BODY = {};

  /**
   * What one item may take.
   *
   * @param bytes most it may have, unpacked
   * @param time until all of it is there, redirects included
   */
  record Bounds(long bytes, Duration time) {}

  private final Transport transport;
  private final Bounds bounds;

  /**
   * A fetcher that asks by a transport of its own, which it closes.
   *
   * @param transport connects to addresses that {@link PublicAddresses#mayBeAsked} only, and by no
   *     proxy
   */
  public MediaFetcher(Transport transport) {
    this(transport, BOUNDS);
  }

  MediaFetcher(Transport transport, Bounds bounds) {
    this.transport = transport;
    this.bounds = bounds;
  }

  /** What is fetched for one request. */
  public Downloads downloads(MediaFetch policy) {
    return policy == MediaFetch.NEVER ? Downloads.NONE : new Downloads(this);
  }

  /** Ends what is still being fetched, and closes idle connections. */
  public void close() {
    transport.close();
  }

  /**
   * Fetches one item, on this thread.
   *
   * @param room most bytes that are left for it
   * @param scope by which it can be stopped
   * @throws MediaException if it can't be had, or is not of the kind
   * @throws TransportException if the caller cancelled, or the router was closed
   */
  MediaSource fetch(String address, MediaKind kind, long room, CallScope scope) {
    long end = System.nanoTime() + bounds.time().toNanos();
    HttpUrl url = MediaUrl.of(address);
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      try (HttpReply reply = transport.send(call(url, kind, end), scope, new PhaseWatch())) {
        if (!isRedirect(reply.status())) {
          return kind.source(body(reply, room), reply.headers().getOrDefault("content-type", ""));
        }
        url = MediaUrl.next(url, reply.headers().get("location"));
      } catch (TransportException e) {
        throw told(e);
      }
    }
    throw new MediaException("its host redirects more than " + MOST_REDIRECTS + " times");
  }

  private HttpCall call(HttpUrl url, MediaKind kind, long end) {
    Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
    return new HttpCall(
        "GET",
        url.toString(),
        Map.of("Accept", kind.accept(), "User-Agent", "patchbay"),
        NO_BODY,
        null,
        new TimeLimits(left, left, left, left));
  }

  private static boolean isRedirect(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  private byte[] body(HttpReply reply, long room) {
    if (reply.status() != 200) {
      throw new MediaException("its host answers with status " + reply.status());
    }
    long most = Math.min(bounds.bytes(), room);
    try {
      if (length(reply) <= most) {
        return reply.body(most);
      }
    } catch (TransportException e) {
      if (e.kind() != FailureKind.SERVER_ERROR) {
        throw e;
      }
    }
    throw new MediaException(
        most < bounds.bytes()
            ? "all that the request names are more than "
                + (Downloads.MOST_BYTES >> 20)
                + " MB together"
            : "it is larger than " + (bounds.bytes() >> 20) + " MB");
  }

  /** As declared; 0 if that is no number. */
  private static long length(HttpReply reply) {
    String declared = reply.headers().getOrDefault("content-length", "");
    return declared.matches("\\d{1,18}") ? Long.parseLong(declared) : 0;
  }

  /** The caller's own end stays what it is; the rest is told without any address. */
  private RuntimeException told(TransportException e) {
    return switch (e.kind()) {
      case CANCELLED, DEADLINE, CLOSED -> e;
      case TIMEOUT ->
          new MediaException("it did not come within " + bounds.time().toSeconds() + " s");
      case CUT -> new MediaException("the connection broke off in the middle of it");
      default ->
          new MediaException(
              e.getCause() instanceof UnknownHostException
                  ? NOT_PUBLIC
                  : "its host could not be reached");
    };
  }
}
