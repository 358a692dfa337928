package dev.patchbay.clients;

import dev.patchbay.wire.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A running server that asks for keys, before a {@link ModelUpstream}: for each protocol a provider
 * that answers, {@code openai-chat} and so on, and for each client one to be refused by, {@code
 * openai-chat-for-gemini}, since a refused account cools until it is reset. Thread-safe.
 */
final class PlayedServer implements AutoCloseable {
  /** Who has providers of its own to be refused by. */
  static final List<String> CLIENTS = List.of("openai", "responses", "anthropic", "gemini");

  private final ModelUpstream upstream = new ModelUpstream();
  private final ServerProcess server;
  private final Management management;
  private final String key;

  PlayedServer() {
    try {
      Path folder = Files.createTempDirectory("patchbay-played");
      server = ServerProcess.start(folder, yaml(), Management.ENVIRONMENT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    management = new Management(server.url());
    String made = management.post("/admin/api-keys", "{'name': 'client'}");
    key = Seen.parsed(made).get("key").asText();
  }

  private String yaml() {
    StringBuilder yaml = new StringBuilder("database: {url: memory}\n");
    yaml.append("retry: {attempts: 1}\n").append("providers:\n");
    for (Codec codec : Patchbay.CODECS) {
      String protocol = codec.protocol().id();
      provider(yaml, protocol, protocol);
      CLIENTS.forEach(client -> provider(yaml, protocol, protocol + "-for-" + client));
    }
    return yaml.toString();
  }

  private void provider(StringBuilder yaml, String protocol, String id) {
    yaml.append("  ").append(id).append(":\n");
    yaml.append("    protocol: ").append(protocol).append('\n');
    yaml.append("    base-url: ").append(upstream.url()).append('\n');
    yaml.append("    models: [").append(Served.MODEL).append("]\n");
    yaml.append("    accounts: [{name: a, api-key: upstream-secret}]\n");
  }

  String url() {
    return server.url();
  }

  /** The key clients are let in with. */
  String key() {
    return key;
  }

  ModelUpstream upstream() {
    return upstream;
  }

  /** Makes the account of a provider fit to be asked again. */
  void reset(String provider) {
    management.post("/accounts/" + provider + "/a/reset", "{}");
  }

  @Override
  public void close() {
    server.close();
    upstream.close();
  }
}
