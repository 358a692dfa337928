package dev.patchbay.server.jetty;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.SocketFactory;

/** Over HTTP/1.1: leaves by closing its connection. */
record VisitorOfOne(Socket socket) implements Visitor {
  static VisitorOfOne ask(URI url, String json) throws IOException {
    SocketFactory factory =
        url.getScheme().equals("https")
            ? Listener.context().getSocketFactory()
            : SocketFactory.getDefault();
    Socket socket = factory.createSocket(url.getHost(), url.getPort());
    socket.setSoTimeout(30_000);
    Http.send(
        socket,
        "POST "
            + url.getPath()
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
            + json.getBytes(StandardCharsets.UTF_8).length
            + "\r\n\r\n"
            + json);
    return new VisitorOfOne(socket);
  }

  @Override
  public void await(String text) throws IOException {
    Http.until(socket, text);
  }

  @Override
  public long leave() throws IOException {
    long left = System.nanoTime();
    socket.close();
    return left;
  }
}
