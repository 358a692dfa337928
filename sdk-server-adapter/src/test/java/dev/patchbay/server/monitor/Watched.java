package dev.patchbay.server.monitor;

import dev.patchbay.json.Json;
import dev.patchbay.server.Adapter;
import dev.patchbay.server.RunningAdapter;
import dev.patchbay.testing.FakeUpstream;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A server before played providers, and the questions of those who watch it. */
public final class Watched implements AutoCloseable {
  private final FakeUpstream upstream;
  public final RunningAdapter adapter;

  private Watched(FakeUpstream upstream, RunningAdapter adapter) {
    this.upstream = upstream;
    this.adapter = adapter;
  }

  /** One provider {@code lab} that answers {@code Hello you}. */
  public static Watched greeting() {
    return of(Map.of(), ScriptedProvider.openai("lab").reply(Reply.text("Hello you")));
  }

  public static Watched of(Map<String, Object> more, ScriptedProvider... providers) {
    FakeUpstream upstream = FakeUpstream.of(providers);
    Map<String, Object> rows = new LinkedHashMap<>();
    for (ScriptedProvider provider : providers) {
      rows.put(provider.name(), row(upstream, provider, rows.size()));
    }
    Map<String, Object> tree = new LinkedHashMap<>(Map.of("retry", Map.of("attempts", 1)));
    tree.putAll(more);
    tree.put("providers", rows);
    return new Watched(upstream, RunningAdapter.of(tree));
  }

  private static Map<String, Object> row(
      FakeUpstream upstream, ScriptedProvider provider, int priority) {
    return Map.of(
        "protocol",
        provider.protocol().id(),
        "base-url",
        upstream.baseUrl(provider.name()),
        "priority",
        priority,
        "accounts",
        provider.keys().entrySet().stream()
            .map(key -> Map.of("name", key.getKey(), "api-key", key.getValue().reveal()))
            .toList());
  }

  /** A client's question, by the model it asks for. */
  public HttpResponse<String> ask(String model) {
    return adapter.post(
        "/v1/chat/completions",
        "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
  }

  /** Looks for alerts now. */
  public void look() {
    Adapter server = adapter.server().adapter();
    server.alerts().look(server.router());
  }

  /** The answer of a management route as a tree. */
  public Map<String, Object> tree(String path) {
    HttpResponse<String> answer = adapter.get(path);
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
    }
    Object value = Json.read(answer.body(), reader -> reader.readJsonValue());
    return tree(value);
  }

  @SuppressWarnings("unchecked")
  public static Map<String, Object> tree(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  public static List<Map<String, Object>> rows(Object value) {
    return (List<Map<String, Object>>) value;
  }

  @Override
  public void close() {
    adapter.close();
    upstream.close();
  }
}
