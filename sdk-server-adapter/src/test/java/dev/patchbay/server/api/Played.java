package dev.patchbay.server.api;

import com.squareup.moshi.JsonReader;
import dev.patchbay.RouterBuilder;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.json.Json;
import dev.patchbay.server.RunningAdapter;
import dev.patchbay.testing.FakeUpstream;
import dev.patchbay.testing.ScriptedProvider;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A server before providers that are played. */
final class Played implements AutoCloseable {
  private final FakeUpstream upstream;
  final RunningAdapter adapter;

  private Played(FakeUpstream upstream, RunningAdapter adapter) {
    this.upstream = upstream;
    this.adapter = adapter;
  }

  static Played of(ScriptedProvider... providers) {
    return of(Map.of(), Pulse.Timing.DEFAULT, providers);
  }

  /** With further configuration and a pulse of its own. */
  static Played of(Map<String, Object> more, Pulse.Timing pulse, ScriptedProvider... providers) {
    return of(more, providers, tree -> RunningAdapter.of(tree, pulse));
  }

  /** With further configuration, and other parts of its router. */
  static Played of(
      Map<String, Object> more, UnaryOperator<RouterBuilder> parts, ScriptedProvider... providers) {
    return of(more, providers, tree -> RunningAdapter.of(tree, parts));
  }

  private static Played of(
      Map<String, Object> more,
      ScriptedProvider[] providers,
      Function<Map<String, Object>, RunningAdapter> start) {
    FakeUpstream upstream = FakeUpstream.of(providers);
    Map<String, Object> rows = new LinkedHashMap<>();
    if (more.get("providers") instanceof Map<?, ?> others) {
      others.forEach((id, row) -> rows.put(String.valueOf(id), row));
    }
    for (ScriptedProvider provider : providers) {
      rows.put(provider.name(), row(upstream, provider));
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("retry", Map.of("attempts", 1));
    tree.putAll(more);
    tree.put("providers", rows);
    return new Played(upstream, start.apply(tree));
  }

  private static Map<String, Object> row(FakeUpstream upstream, ScriptedProvider provider) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("protocol", provider.protocol().id());
    row.put("base-url", upstream.baseUrl(provider.name()));
    row.put(
        "accounts",
        provider.keys().entrySet().stream()
            .map(key -> Map.of("name", key.getKey(), "api-key", key.getValue().reveal()))
            .toList());
    return row;
  }

  /** A pulse that beats at once and often. */
  static Pulse.Timing quick() {
    return new Pulse.Timing(Duration.ofMillis(60), Duration.ofMillis(30));
  }

  HttpResponse<String> ask(Client client, boolean stream, String... headers) {
    return ask(client, ChatRequest.of("some-model", "Hi"), stream, headers);
  }

  HttpResponse<String> ask(Client client, ChatRequest request, boolean stream, String... headers) {
    return adapter.post(
        client.path(request.model(), stream), client.body(request, stream), headers);
  }

  /** The text of a key that is made for a client; from the first one on keys are asked for. */
  String key(String json) {
    HttpResponse<String> made = adapter.post("/admin/api-keys", json);
    Object read = Json.read(made.body(), JsonReader::readJsonValue);
    return String.valueOf(((Map<?, ?>) read).get("key"));
  }

  String baseUrl(ScriptedProvider provider) {
    return upstream.baseUrl(provider.name());
  }

  static List<Boolean> both() {
    return List.of(false, true);
  }

  @Override
  public void close() {
    adapter.close();
    upstream.close();
  }
}
