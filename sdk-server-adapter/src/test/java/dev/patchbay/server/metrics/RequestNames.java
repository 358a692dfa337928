package dev.patchbay.server.metrics;

import java.util.List;
import java.util.stream.IntStream;

/** Names of models that do not exist. */
final class RequestNames {
  private RequestNames() {}

  static List<String> invented(int count) {
    return IntStream.range(0, count).mapToObj(i -> "invented-" + i).toList();
  }
}
