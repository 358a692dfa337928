package dev.patchbay.server.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Whether the port is free, or this server's own already. */
final class PortLook {
  private static final String SUBJECT = "port";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private PortLook() {}

  static Finding at(String host, int port) {
    if (port == 0) {
      return Finding.ok(SUBJECT, "any free one");
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return Finding.ok(SUBJECT, port + " is free");
    } catch (IOException e) {
      return taken(host, port, String.valueOf(e.getMessage()));
    }
  }

  private static Finding taken(String host, int port, String why) {
    boolean any = host.equals("0.0.0.0") || host.equals("::");
    if (isOurs(any ? "127.0.0.1" : host, port)) {
      return Finding.ok(SUBJECT, "a server of ours listens on " + port);
    }
    return Finding.problem(
        SUBJECT,
        port
            + " on "
            + host
            + " can't be had ("
            + why
            + "): stop what listens there (ss -ltnp shows it), or choose another with --port");
  }

  private static boolean isOurs(String host, int port) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + "/health"))
              .timeout(PATIENCE)
              .build();
      HttpResponse<String> answer =
          HttpClient.newBuilder()
              .connectTimeout(PATIENCE)
              .build()
              .send(request, BodyHandlers.ofString());
      return answer.statusCode() == 200 && answer.body().contains("\"status\"");
    } catch (IOException | IllegalArgumentException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
