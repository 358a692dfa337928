package dev.patchbay.media;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.MediaSource;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.TransportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is fetched for one request, each address once however many candidates are tried, and kept as
 * long as the request. Thread-safe: one fetches, others wait for it.
 */
public final class Downloads {
  /** Fetches nothing: what a target can't fetch is left to its encoder, which refuses it. */
  public static final Downloads NONE = new Downloads(null);

  /** Of all items together, unpacked. */
  static final long MOST_BYTES = 50L << 20;

  static final int MOST_ITEMS = 10;

  /** For all items together. */
  static final Duration MOST_TIME = Duration.ofSeconds(30);

  private static final String DATA = "data:";

  private record Key(String url, MediaKind kind) {}

  /** What came of it: one of the two. */
  private record Kept(@Nullable MediaSource source, @Nullable MediaException fault) {}

  private final @Nullable MediaFetcher fetcher;
  private final ReentrantLock lock = new ReentrantLock();

  // under the lock
  private final Map<Key, Kept> kept = new HashMap<>();
  private long characters;
  private long nanos;

  Downloads(@Nullable MediaFetcher fetcher) {
    this.fetcher = fetcher;
  }

  /**
   * A request with the bytes of what users and tools show at addresses.
   *
   * @param reached true for a part whose address the target fetches itself
   * @param scope by which this can be stopped
   * @throws MediaException if something can't be had
   * @throws TransportException if the caller cancelled, or the router was closed
   */
  public ChatRequest inlined(ChatRequest request, Predicate<Part> reached, CallScope scope) {
    if (fetcher == null || request.messages().stream().allMatch(m -> stays(m, reached))) {
      return request;
    }
    lock.lock();
    try {
      List<Message> messages = new ArrayList<>();
      for (Message message : request.messages()) {
        String place = "messages[" + messages.size() + "].content";
        messages.add(
            stays(message, reached) ? message : inlined(fetcher, message, reached, place, scope));
      }
      return request.toBuilder().messages(messages).build();
    } finally {
      lock.unlock();
    }
  }

  private static boolean stays(Message message, Predicate<Part> reached) {
    boolean shows = message instanceof Message.User || message instanceof Message.Tool;
    return !shows || message.parts().stream().allMatch(part -> address(part, reached) == null);
  }

  /** The address to be fetched; null if there is none. */
  private static @Nullable String address(Part part, Predicate<Part> reached) {
    MediaSource source =
        part instanceof Part.Image image
            ? image.source()
            : part instanceof Part.Document document
                ? document.source()
                : part instanceof Part.Audio audio ? audio.source() : null;
    if (!(source instanceof MediaSource.Url there) || isData(there.url()) || reached.test(part)) {
      return null;
    }
    return there.url();
  }

  private static boolean isData(String url) {
    return url.regionMatches(true, 0, DATA, 0, DATA.length());
  }

  private Message inlined(
      MediaFetcher from, Message message, Predicate<Part> reached, String place, CallScope scope) {
    List<Part> parts = new ArrayList<>();
    for (Part part : message.parts()) {
      String url = address(part, reached);
      String path = place + "[" + parts.size() + "]";
      parts.add(url == null ? part : with(part, source(from, url, kind(part), path, scope)));
    }
    if (message instanceof Message.User user) {
      return new Message.User(parts, user.name(), user.extras());
    }
    Message.Tool result = (Message.Tool) message;
    return new Message.Tool(result.callId(), result.name(), parts, result.error(), result.info());
  }

  private static MediaKind kind(Part part) {
    return MediaKind.of(part).orElseThrow();
  }

  private static Part with(Part part, MediaSource source) {
    if (part instanceof Part.Image image) {
      return new Part.Image(source, image.detail(), image.info());
    }
    if (part instanceof Part.Document paper) {
      return new Part.Document(
          source, paper.title(), paper.context(), paper.citations(), paper.info());
    }
    Part.Audio audio = (Part.Audio) part;
    return new Part.Audio(source, audio.transcript(), audio.info());
  }

  private MediaSource source(
      MediaFetcher from, String url, MediaKind kind, String place, CallScope scope) {
    Key key = new Key(url, kind);
    Kept known = kept.get(key);
    if (known == null) {
      known = fetched(from, key, scope);
      kept.put(key, known);
    }
    if (known.source() == null) {
      MediaException fault = known.fault();
      throw (fault == null ? new MediaException("it is not there") : fault).of(url, place);
    }
    return known.source();
  }

  /** A caller's cancel is no result: another attempt of the request may still want it. */
  private Kept fetched(MediaFetcher from, Key key, CallScope scope) {
    if (scope.reason() != null) {
      throw new TransportException(
          scope.reason(), FailurePhase.PLANNING, "The request was ended by its caller");
    }
    long start = System.nanoTime();
    try {
      if (kept.size() >= MOST_ITEMS) {
        throw new MediaException("at most " + MOST_ITEMS + " addresses of a request are fetched");
      }
      if (nanos >= MOST_TIME.toNanos()) {
        throw new MediaException(
            "all that the request names did not come within " + MOST_TIME.toSeconds() + " s");
      }
      MediaSource source = from.fetch(key.url(), key.kind(), MOST_BYTES - bytes(), scope);
      characters += length(source);
      return new Kept(source, null);
    } catch (MediaException e) {
      return new Kept(null, e);
    } finally {
      nanos += System.nanoTime() - start;
    }
  }

  private long bytes() {
    return characters / 4 * 3;
  }

  private static long length(MediaSource source) {
    return source instanceof MediaSource.Base64 bytes
        ? bytes.data().length()
        : source instanceof MediaSource.PlainText plain ? plain.text().length() : 0;
  }
}
