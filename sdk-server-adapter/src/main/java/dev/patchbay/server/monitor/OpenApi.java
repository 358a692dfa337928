package dev.patchbay.server.monitor;

import dev.patchbay.server.http.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The description of every route, an OpenAPI document: it is part of the program, and tells no more
 * than that to whoever may use any of them. Immutable.
 */
final class OpenApi {
  private static final String RESOURCE = "openapi.json";

  private final Answer.Whole answer;

  private OpenApi(Answer.Whole answer) {
    this.answer = answer;
  }

  static OpenApi load() {
    try (InputStream in = OpenApi.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is not in the jar");
      }
      return new OpenApi(
          new Answer.Whole(200, Map.of("content-type", "application/json"), in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Answer answer() {
    return answer;
  }
}
