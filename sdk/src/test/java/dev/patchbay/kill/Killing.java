package dev.patchbay.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One process from its start to its kill, and what it told until then. One thread uses it. */
final class Killing {
  /** As the kernel ends it: 128 and the number of the signal. */
  private static final int BY_SIGKILL = 128 + 9;

  private static final long LONG_AGO = TimeUnit.SECONDS.toNanos(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Requests with an attempt, and when that was heard of. */
  final Map<String, Long> begun = new ConcurrentHashMap<>();

  /** Requests whose end the caller has seen, with the number of the question. */
  final Map<String, Question> ended = new ConcurrentHashMap<>();

  private final FailPoint point;
  private final Process process;
  private final Thread hearing;
  private final CountDownLatch reached = new CountDownLatch(1);
  private volatile long slowSince;
  private long killedAt;

  Killing(String databaseUrl, String upstreamUrl, FailPoint point) {
    this.point = point;
    this.process = start(List.of(databaseUrl, upstreamUrl, point.name()));
    this.hearing = new Thread(this::hear, "observer");
    hearing.setDaemon(true);
    hearing.start();
  }

  private static Process start(List<String> arguments) {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new java.util.ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(
        List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"));
    command.addAll(List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"));
    command.addAll(List.of("-cp", classPath, Victim.class.getName()));
    command.addAll(arguments);
    try {
      return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void hear() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      String line = lines.readLine();
      while (line != null) {
        heard(line.split(" "));
        line = lines.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void heard(String[] words) {
    switch (words[0]) {
      case "begun" -> {
        long now = System.nanoTime();
        begun.put(words[1], now);
        if (words[2].equals(Question.SLOW_MODEL)) {
          slowSince = now;
        }
      }
      case "ended" -> ended.put(words[1], new Question(Integer.parseInt(words[2])));
      case "reached" -> reached.countDown();
      default -> throw new AssertionError("heard " + String.join(" ", words));
    }
  }

  /**
   * Waits until enough was answered and the slow answer has stood for a while, sets the trap, and
   * kills what is in it.
   *
   * @param pause between the trap and the kill
   */
  void run(int answers, Duration pause) throws IOException, InterruptedException {
    try {
      await(answers + " answers", () -> ended.size() >= answers);
      await("the slow answer", () -> slowSince != 0 && isOld(slowSince, System.nanoTime()));
      process.getOutputStream().write('!');
      process.getOutputStream().flush();
      assertTrue(reached.await(PATIENCE.toSeconds(), TimeUnit.SECONDS), "not reached: " + point);
      Thread.sleep(pause.toMillis());
    } finally {
      killedAt = System.nanoTime();
      // By its handle: the process itself would close its output, and what it told last be lost.
      process.toHandle().destroyForcibly();
    }
    assertEquals(BY_SIGKILL, process.waitFor(), "it was to be killed");
    hearing.join();
  }

  private void await(String what, BooleanSupplier holds) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      assertTrue(process.isAlive(), "it ended by itself");
      assertTrue(System.nanoTime() < until, "still waiting for " + what);
      Thread.sleep(5);
    }
  }

  private static boolean isOld(long since, long now) {
    return now - since > LONG_AGO + LONG_AGO / 10;
  }

  /** Requests that had begun a second or more before the kill. */
  List<String> longBegun() {
    return begun.entrySet().stream()
        .filter(entry -> killedAt - entry.getValue() >= LONG_AGO)
        .map(Map.Entry::getKey)
        .toList();
  }
}
