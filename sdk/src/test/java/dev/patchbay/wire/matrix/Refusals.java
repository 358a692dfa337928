package dev.patchbay.wire.matrix;

import dev.patchbay.wire.matrix.Path.Answer;
import dev.patchbay.wire.matrix.Path.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a client is told of each kind of refusal an upstream has. */
final class Refusals {
  private Refusals() {}

  /** A line for each kind: status, words, how long to wait. */
  static List<String> told(Path path, Topic topic, Cell cell) {
    List<String> all = new ArrayList<>();
    byte[] request = topic.section("request", cell.client()).getBytes(StandardCharsets.UTF_8);
    for (String kind : topic.kinds("error", cell.target())) {
      String[] error = topic.section("error " + kind, cell.target()).split("\n", 3);
      Answer refusal = new Answer(Integer.parseInt(error[0]), headers(error[1]), error[2], "");
      Exchange exchange = path.call(cell, request, refusal);
      String said = Client.of(cell.client()).error(Trees.parse(exchange.got()));
      String wait = exchange.headers().get("retry-after");
      String until = wait == null ? "" : ", retry after " + wait;
      String words = kind.equals("context") ? ", " + message(exchange) : "";
      all.add(kind + ": " + exchange.status() + " " + said + until + words);
    }
    return all;
  }

  /** Clients look for words in it to know that the prompt was too long. */
  private static String message(Exchange exchange) {
    return Node.of("error", Trees.parse(exchange.got()).get("error")).text("message");
  }

  private static Map<String, String> headers(String line) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String header : line.isEmpty() ? new String[0] : line.split(";")) {
      headers.put(header.split("=")[0], header.split("=")[1]);
    }
    return headers;
  }
}
