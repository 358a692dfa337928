package dev.patchbay.testing.replay;

import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.HttpCall;
import dev.patchbay.transport.HttpReply;
import dev.patchbay.transport.PhaseWatch;
import dev.patchbay.transport.Transport;
import dev.patchbay.transport.TransportException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends calls by another transport and writes each exchange into a file of a directory, in order.
 * Credentials are masked: headers by their names, a call's own key wherever it comes back, and
 * everything that looks like a key. What users wrote is kept: look at a recording before you share
 * it. Thread-safe.
 */
public final class RecordingTransport implements Transport {
  private final Transport real;
  private final Path directory;
  private final AtomicInteger number = new AtomicInteger();

  /**
   * Records into a directory, which is made if it is missing; files of earlier recordings of the
   * same number are replaced.
   *
   * @param real is closed with this one
   */
  public RecordingTransport(Transport real, Path directory) {
    this.real = real;
    this.directory = directory;
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public HttpReply send(HttpCall call, CallScope scope, PhaseWatch watch) {
    Masks masks = Masks.of(call);
    Recorder recorder = new Recorder(call, masks, this::write);
    try {
      return new RecordedReply(real.send(call, scope, watch), recorder);
    } catch (TransportException e) {
      recorder.broken(0, Map.of(), e);
      throw e;
    }
  }

  private void write(Recording recording) {
    String path = URI.create(recording.url()).getPath().replaceAll("[^A-Za-z0-9]+", "-");
    String name = String.format("%04d%s.json", number.incrementAndGet(), path);
    try {
      Files.writeString(directory.resolve(name), RecordingJson.write(recording));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    real.close();
  }
}
