package dev.patchbay.server.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** A client of one stream, which knows how long each chunk was under way. */
final class Reader {
  private static final String BODY =
      "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

  private Reader() {}

  /** Asks; the answer is not read yet. */
  static Socket ask(URI server) {
    try {
      Socket socket = new Socket(server.getHost(), server.getPort());
      socket.setSoTimeout(60_000);
      String request =
          "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
              + "Content-Type: application/json\r\nContent-Length: "
              + BODY.length()
              + "\r\n\r\n"
              + BODY;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a whole stream.
   *
   * @param micros counts the chunks by how many 10 µs they took; the last counts all longer ones
   * @return how many chunks came; -1 if the end is missing
   */
  static int read(URI server, AtomicIntegerArray micros) {
    int chunks = 0;
    boolean done = false;
    String said = "";
    try (Socket socket = ask(server);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int at = line.indexOf("at:");
        if (at > 0) {
          chunks++;
          long sent = Long.parseLong(line, at + 3, line.indexOf(':', at + 3), 10);
          long took = (System.nanoTime() - sent) / 10_000;
          micros.incrementAndGet((int) Math.max(0, Math.min(took, micros.length() - 1)));
        }
        said = line.isEmpty() ? said : line;
        done |= line.contains("[DONE]");
      }
    } catch (IOException | UncheckedIOException e) {
      System.getLogger(Reader.class.getName())
          .log(System.Logger.Level.WARNING, "after {0} chunks: {1}", chunks, e);
      return -1;
    }
    if (!done) {
      System.getLogger(Reader.class.getName())
          .log(System.Logger.Level.WARNING, "after {0} chunks: {1}", chunks, said);
    }
    return done ? chunks : -1;
  }
}
