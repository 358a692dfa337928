package dev.patchbay.testing.replay;

import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.HttpCall;
import dev.patchbay.transport.HttpReply;
import dev.patchbay.transport.PhaseWatch;
import dev.patchbay.transport.Transport;
import dev.patchbay.transport.TransportException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Answers calls from the files of a {@link RecordingTransport}, at once: by method, path and a body
 * that is the same JSON, whatever the host and the key. Recordings of the same request are used in
 * order, the last one again and again. A call that was not recorded fails as MISCONFIGURED and
 * names the nearest recording. Thread-safe.
 */
public final class ReplayTransport implements Transport {
  private final List<Entry> entries;
  private final Set<Entry> used = new HashSet<>();

  private record Entry(String file, Recording recording) {}

  /**
   * Reads the recordings of a directory.
   *
   * @throws IllegalArgumentException if a file is no recording, or there is none
   */
  public ReplayTransport(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      entries =
          files
              .filter(file -> file.toString().endsWith(".json"))
              .sorted()
              .map(ReplayTransport::entry)
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("There is no recording in " + directory);
    }
  }

  private static Entry entry(Path file) {
    try {
      return new Entry(
          String.valueOf(file.getFileName()), RecordingJson.read(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (BadJsonException e) {
      throw new IllegalArgumentException(file + " is no recording: " + e.getMessage(), e);
    }
  }

  @Override
  public HttpReply send(HttpCall call, CallScope scope, PhaseWatch watch) {
    watch.sent();
    FailureKind reason = scope.reason();
    if (reason != null) {
      throw new TransportException(
          reason, FailurePhase.CONNECTING, "The request was cancelled by its caller");
    }
    Recording recording = find(call);
    if (recording.status() == 0 && recording.broken() != null) {
      throw recording.broken().exception();
    }
    watch.connected();
    return new ReplayedReply(recording, scope);
  }

  private synchronized Recording find(HttpCall call) {
    String body = Masks.of(call).text(new String(call.body(), StandardCharsets.UTF_8));
    List<Entry> matches =
        entries.stream()
            .filter(entry -> sameTarget(entry.recording(), call))
            .filter(entry -> Masks.same(entry.recording().body(), body))
            .toList();
    if (matches.isEmpty()) {
      throw new TransportException(
          FailureKind.MISCONFIGURED, FailurePhase.CONNECTING, unknown(call, body));
    }
    Entry entry =
        matches.stream()
            .filter(match -> !used.contains(match))
            .findFirst()
            .orElse(matches.get(matches.size() - 1));
    used.add(entry);
    return entry.recording();
  }

  private static boolean sameTarget(Recording recording, HttpCall call) {
    return recording.method().equals(call.method())
        && path(recording.url()).equals(path(call.url()));
  }

  private static String path(String url) {
    return URI.create(url).getPath();
  }

  private String unknown(HttpCall call, String body) {
    Entry nearest =
        entries.stream()
            .max(Comparator.comparingInt(entry -> likeness(entry.recording(), call, body)))
            .orElseThrow();
    int at = common(nearest.recording().body(), body);
    return "No recording of "
        + call.method()
        + " "
        + path(call.url())
        + " has this body; the nearest is "
        + nearest.file()
        + ", which differs from character "
        + at
        + ": recorded '"
        + excerpt(nearest.recording().body(), at)
        + "', asked '"
        + excerpt(body, at)
        + "'. Record it anew";
  }

  private static int likeness(Recording recording, HttpCall call, String body) {
    return (sameTarget(recording, call) ? 1 << 24 : 0) + common(recording.body(), body);
  }

  private static int common(String one, String other) {
    int length = Math.min(one.length(), other.length());
    int at = 0;
    while (at < length && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return at;
  }

  private static String excerpt(String text, int at) {
    int from = Math.max(0, at - 20);
    return text.substring(Math.min(from, text.length()), Math.min(text.length(), at + 40));
  }

  @Override
  public void close() {}
}
