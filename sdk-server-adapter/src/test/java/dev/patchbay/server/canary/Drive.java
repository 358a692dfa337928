package dev.patchbay.server.canary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.squareup.moshi.JsonReader;
import dev.patchbay.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Uses a server in every way there is, and looks at each answer, head and body. One thread. */
final class Drive {
  private static final List<String> FAILING =
      List.of("broken", "400", "401", "403", "404", "429", "500");

  private final URI server;
  private final Canaries canaries;
  private final Echo echo;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private String key = Secrets.WRONG;
  private String keyId = "";
  private int served;

  Drive(URI server, Echo echo, Canaries canaries) {
    this.server = server;
    this.echo = echo;
    this.canaries = canaries;
  }

  /** How many questions were answered with 200. */
  int served() {
    return served;
  }

  /** The client's key. */
  String key() {
    return key;
  }

  HttpResponse<String> send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      String where = method + " " + path.replaceAll("\\?.*", "") + " " + answer.statusCode();
      canaries.look(where, answer.headers().map() + "\n" + answer.body());
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> admin(String method, String path, String body) {
    return send(method, path, body, "Authorization", "Bearer " + Secrets.ADMIN);
  }

  private void admin(int status, String method, String path, String body) {
    HttpResponse<String> answer = admin(method, path, body);
    assertEquals(status, answer.statusCode(), () -> method + " " + path + ": " + answer.body());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(String json) {
    return (Map<String, Object>) Json.read(json, JsonReader::readJsonValue);
  }

  /** Makes the client's key: the one answer that may say it, so nobody looks at that. */
  void makeKey() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/admin/api-keys"))
            .header("Authorization", "Bearer " + Secrets.ADMIN)
            .POST(BodyPublishers.ofString("{\"name\": \"client\"}"))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    assertEquals(201, answer.statusCode(), answer.body());
    Map<String, Object> made = object(answer.body());
    key = String.valueOf(made.get("key"));
    keyId = String.valueOf(made.get("id"));
    // Its first characters may be shown, to tell keys apart by.
    canaries.add("the client's key", key.substring(10, 26));
  }

  /** Gives it credentials at run time, and some that it can't use. */
  void manage() {
    String address = echo.url(Echo.STORED) + "?token=" + Secrets.STORED_QUERY;
    admin(
        201,
        "POST",
        "/admin/providers",
        "{\"id\": \"stored\", \"protocol\": \"openai-chat\", \"base_url\": \"%s\", \"api_key\": \"%s\", \"headers\": {\"X-Tenant\": \"%s\"}}"
            .formatted(address, Secrets.STORED, Secrets.STORED_HEADER));
    admin(
        201,
        "POST",
        "/admin/providers",
        "{\"id\": \"proxied\", \"protocol\": \"openai-chat\", \"base_url\": \"http://127.0.0.1:1/v1\", \"api_key\": \"%s\", \"proxy\": \"http://user:%s@127.0.0.1:1\"}"
            .formatted(Secrets.STORED, Secrets.PROXY));
    admin(
        201,
        "POST",
        "/accounts",
        "{\"provider\": \"proxied\", \"name\": \"second\", \"api_key\": \"%s\"}"
            .formatted(Secrets.SECOND));
    for (String wrong :
        List.of(
            "\"api_key\": [\"" + Secrets.STORED + "\"]",
            "\"api_key\": {\"x\": \"" + Secrets.STORED + "\"}",
            "\"headers\": \"" + Secrets.STORED_HEADER + "\"",
            "\"headers\": {\"X\": [\"" + Secrets.STORED_HEADER + "\"]}",
            "\"base_url\": \"http://u:" + Secrets.PROXY + "@h h/\"",
            "\"base_url\": \"ftp://h/?token=" + Secrets.STORED_QUERY + "\"",
            "\"proxy\": \"nonsense " + Secrets.PROXY + "\"",
            "\"proxy\": \"ftp://u:" + Secrets.PROXY + "@h\"")) {
      admin(400, "PUT", "/admin/providers/stored", "{" + wrong + "}");
    }
    admin(400, "POST", "/admin/providers", "{\"api_key\": \"" + Secrets.STORED + "\",,}");
    admin(200, "PUT", "/admin/providers/stored", "{\"priority\": 7}");
    admin(200, "PATCH", "/accounts/proxied/second", "{\"api_key\": \"" + Secrets.SECOND + "\"}");
  }

  /** Every client at every provider; then whatever a provider may say, to clients that speak it. */
  void ask() {
    List<String> providers = new ArrayList<>(Echo.CONFIGURED);
    providers.add(Echo.STORED);
    for (String provider : providers) {
      for (Question question : Question.values()) {
        ask(provider, "ok", question);
      }
      for (String model : FAILING) {
        ask(provider, model, Question.at(provider));
      }
    }
    ask("proxied", "ok", Question.CHAT);
  }

  private void ask(String provider, String model, Question question) {
    String name = provider + ":" + model;
    for (boolean stream : List.of(false, true)) {
      if (!model.equals("ok")) {
        reset(provider);
      }
      String body = question.body(name, Secrets.MARK + " " + key + " " + pasted(provider), stream);
      HttpResponse<String> answer =
          send("POST", question.path(name, stream), body, "x-api-key", key);
      served += answer.statusCode() == 200 ? 1 : 0;
    }
  }

  /** What a person pastes who debugs. */
  private static String pasted(String provider) {
    return Echo.CONFIGURED.contains(provider) ? Secrets.CONFIGURED : Secrets.STORED;
  }

  private void reset(String provider) {
    String account = Echo.CONFIGURED.contains(provider) ? "a" : "main";
    admin(200, "POST", "/accounts/" + provider + "/" + account + "/reset", "");
  }

  /** Everything that is read. */
  void look() {
    for (String path :
        List.of(
            "/v1/models",
            "/v1beta/models",
            "/v1/conversations",
            "/usage?group=provider,account,model,key",
            "/openapi.json")) {
      assertEquals(200, send("GET", path, "", "x-api-key", key).statusCode(), path);
      send("GET", path, "", "x-api-key", Secrets.WRONG);
      send("GET", path + (path.contains("?") ? "&" : "?") + "key=" + Secrets.WRONG, "");
      send("GET", path, "", "Authorization", "Bearer " + Secrets.SCRAPE);
    }
    for (String path :
        List.of(
            "/admin/providers",
            "/admin/providers/stored",
            "/admin/providers/openai",
            "/accounts",
            "/accounts/proxied/second",
            "/admin/api-keys",
            "/admin/api-keys/" + keyId,
            "/metrics",
            "/monitor",
            "/monitor/alerts",
            "/admin/maintenance/analyze")) {
      admin(200, "GET", path, "");
    }
    assertEquals(
        200, send("GET", "/metrics", "", "Authorization", "Bearer " + Secrets.SCRAPE).statusCode());
    explain();
    log();
  }

  private void explain() {
    String body = Question.CHAT.body("stored:ok", Secrets.MARK, false);
    HttpResponse<String> plan = send("POST", "/v1/route/explain", body, "x-api-key", key);
    assertTrue(plan.body().contains("stored"), plan.body());
    send(
        "POST",
        "/v1/messages/count_tokens",
        Question.CLAUDE.body("ok", "Hi", false),
        "x-api-key",
        key);
    send("POST", "/v1/messages", "{\"model\": \"" + Secrets.MARK, "x-api-key", key);
  }

  /** Each request of the log, with what was said. */
  private void log() {
    String next = "/monitor/requests?limit=500";
    while (next != null) {
      Map<String, Object> page = object(admin("GET", next, "").body());
      for (Object row : (List<?>) page.get("data")) {
        admin(200, "GET", "/monitor/requests/" + ((Map<?, ?>) row).get("id"), "");
      }
      Object cursor = page.get("next");
      next = cursor == null ? null : "/monitor/requests?limit=500&cursor=" + cursor;
    }
  }
}
