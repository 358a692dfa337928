package dev.patchbay.clients;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The packaged server as a process of its own: what users start, and away from the OkHttp of the
 * clients. Its log is in {@code server.log} of its folder. Thread-safe.
 */
final class ServerProcess implements AutoCloseable {
  private static final String SAYS = "patchbay listening on ";

  private final Process process;
  private final String url;

  private ServerProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** The jar; loud about its absence, since these tests would say nothing without it. */
  static Path jar() {
    Path jar = Path.of("..", "sdk-server-adapter", "target", "patchbay-server.jar");
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(
          "No server to test at "
              + jar
              + ": run './mvnw verify', or first './mvnw -pl sdk,sdk-server-adapter -DskipTests"
              + " package'");
    }
    return jar.toAbsolutePath().normalize();
  }

  /**
   * Starts it in a folder, with a configuration file written there and some environment, and waits
   * until it listens.
   */
  static ServerProcess start(Path folder, String yaml, Map<String, String> environment) {
    try {
      Path config = Files.writeString(folder.resolve("patchbay.yaml"), yaml);
      Path log = folder.resolve("server.log");
      ProcessBuilder builder =
          new ProcessBuilder(command(config))
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
      // What the machine has of keys and settings must not decide what is tested.
      builder.environment().keySet().removeIf(name -> !name.equals("PATH") && !name.equals("HOME"));
      builder.environment().putAll(environment);
      return listening(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(Path config) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-jar", jar().toString(), "serve", "--port", "0"));
    command.addAll(List.of("--config", config.toString()));
    return command;
  }

  private static ServerProcess listening(Process process, Path log) throws IOException {
    CompletableFuture<String> said = new CompletableFuture<>();
    Thread reader = new Thread(() -> read(process, said), "server-output");
    reader.setDaemon(true);
    reader.start();
    try {
      return new ServerProcess(process, said.get(60, TimeUnit.SECONDS));
    } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new IllegalStateException("The server did not start: " + Files.readString(log), e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** To the end of its output: a pipe nobody reads would stop it. */
  private static void read(Process process, CompletableFuture<String> said) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        if (line.startsWith(SAYS)) {
          said.complete(line.substring(SAYS.length()).strip());
        }
      }
      said.completeExceptionally(new IllegalStateException("it ended"));
    } catch (IOException e) {
      said.completeExceptionally(e);
    }
  }

  String url() {
    return url;
  }

  /** As {@code kill -9}: it can do nothing more. */
  void kill() {
    process.destroyForcibly();
    await();
  }

  /** Lets it end by itself. */
  @Override
  public void close() {
    process.destroy();
    await();
  }

  private void await() {
    try {
      if (!process.waitFor(40, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("The server did not end within 40 s");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
