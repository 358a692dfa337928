package dev.patchbay.testserver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A server whose script writes the bytes of each connection's only answer, in its own time: stalls,
 * resets and endless answers. A daemon thread for each connection.
 */
public final class RawServer implements AutoCloseable {
  /** Head of an event stream that ends with its connection. */
  public static final String STREAM_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

  /** Writes an answer; the connection is closed when it returns. */
  @FunctionalInterface
  public interface Script {
    void answer(Socket socket, OutputStream out) throws Exception;
  }

  private final ServerSocket server;
  private final Script script;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** Listens on a free port. */
  public RawServer(Script script) {
    this.script = script;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  /** {@code http://127.0.0.1:port}, without a path. */
  public String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** How many connections are open now. */
  public int connections() {
    return open.size();
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        daemon(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      readRequest(socket);
      OutputStream out = socket.getOutputStream();
      script.answer(socket, out);
    } catch (Exception e) {
      // The client left: what these tests are about.
    } finally {
      open.remove(socket);
    }
  }

  private static void readRequest(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    int length = 0;
    String line = in.readLine();
    while (line != null && !line.isEmpty()) {
      if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
      line = in.readLine();
    }
    for (int i = 0; i < length; i++) {
      if (in.read() < 0) {
        return;
      }
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
