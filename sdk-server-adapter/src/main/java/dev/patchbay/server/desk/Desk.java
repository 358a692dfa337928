package dev.patchbay.server.desk;

import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Answers what a command asks. One thread. */
public interface Desk extends AutoCloseable {
  /**
   * Asks a route and waits for the whole answer.
   *
   * @param path begins with a slash; its parts are encoded, see {@link Paths}
   * @param json the body; null for none
   * @throws DeskException if the answer is a fault, or none comes
   */
  Doc ask(String method, String path, Map<String, String> query, @Nullable String json);

  /** As {@link #ask(String, String, Map, String)}, without query or body. */
  default Doc ask(String method, String path) {
    return ask(method, path, Map.of(), null);
  }

  /** As {@link #ask(String, String, Map, String)}, without query. */
  default Doc ask(String method, String path, String json) {
    return ask(method, path, Map.of(), json);
  }

  /**
   * Takes the data of the events of a stream, one after the other, until it ends or the taker says
   * false.
   *
   * @throws DeskException if the answer is a fault, or the stream breaks
   */
  void follow(String path, Map<String, String> query, Predicate<Doc> taker);

  @Override
  void close();
}
