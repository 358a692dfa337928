package dev.patchbay.server.jetty;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** HTTP/1.1 byte for byte. */
final class Http {
  private Http() {}

  static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** What comes until these characters have, with them. */
  static String until(Socket socket, String end) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder seen = new StringBuilder();
    while (seen.indexOf(end) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("ended after " + seen);
      }
      seen.append((char) next);
    }
    return seen.toString();
  }

  /** What comes until the connection ends, in whatever way. */
  static String rest(Socket socket) {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(seen);
    } catch (IOException e) {
      seen.writeBytes(("[" + e.getMessage() + "]").getBytes(StandardCharsets.ISO_8859_1));
    }
    return seen.toString(StandardCharsets.UTF_8);
  }

  /** The answer to one request, after which the connection is to be closed. */
  static String exchange(Listener listener, String request) throws IOException {
    try (Socket socket = listener.plain()) {
      send(socket, request);
      return rest(socket);
    }
  }
}
