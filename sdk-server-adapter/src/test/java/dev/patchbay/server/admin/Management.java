package dev.patchbay.server.admin;

import dev.patchbay.json.JsonTree;
import dev.patchbay.json.RawJson;
import dev.patchbay.server.Adapter;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Call;
import dev.patchbay.server.setup.ServerConfig;
import dev.patchbay.server.setup.Setup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An adapter without a socket, and its management. */
final class Management implements AutoCloseable {
  private final Adapter adapter;

  private Management(Adapter adapter) {
    this.adapter = adapter;
  }

  static Management of(Map<String, Object> tree) {
    return new Management(Adapter.open(Setup.of(ServerConfig.DEFAULT, tree)));
  }

  static Management of(Adapter adapter) {
    return new Management(adapter);
  }

  Adapter adapter() {
    return adapter;
  }

  /** What came back; fields are reached by their names, elements of lists by their numbers. */
  record Reply(int status, String text) {
    @Nullable Object at(Object... path) {
      Object at = JsonTree.of(RawJson.of(text)).value();
      for (Object step : path) {
        at = at instanceof List<?> list ? list.get((Integer) step) : ((Map<?, ?>) at).get(step);
      }
      return at;
    }

    String said(Object... path) {
      return at(path) instanceof BigDecimal number
          ? number.toPlainString()
          : String.valueOf(at(path));
    }
  }

  Reply get(String path) {
    return send("GET", path, "");
  }

  Reply post(String path, String json) {
    return send("POST", path, json);
  }

  Reply send(String method, String path, String json) {
    try {
      Call call = Call.local(method, path, Map.of(), json.getBytes(StandardCharsets.UTF_8));
      Answer.Whole answer = (Answer.Whole) adapter.answer(call);
      return new Reply(answer.status(), answer.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    adapter.close();
  }
}
