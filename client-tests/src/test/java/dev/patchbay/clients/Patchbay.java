package dev.patchbay.clients;

import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.anthropic.AnthropicCodec;
import dev.patchbay.wire.gemini.GeminiCodec;
import dev.patchbay.wire.openai.OpenAiCodec;
import dev.patchbay.wire.responses.ResponsesCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A running server, and the providers it has, all with one upstream: for each protocol one that
 * answers, {@code openai-chat} and so on, and one to be refused by, since a refused account cools
 * until it is reset. Thread-safe.
 */
final class Patchbay implements AutoCloseable {
  /** One for each protocol. */
  static final List<Codec> CODECS =
      List.of(new OpenAiCodec(), new ResponsesCodec(), new AnthropicCodec(), new GeminiCodec());

  private static final String REFUSING = "-refusing";

  private final FakeUpstream upstream = new FakeUpstream();
  private final ServerProcess server;

  Patchbay() {
    try {
      Path folder = Files.createTempDirectory("patchbay-clients");
      server = ServerProcess.start(folder, yaml(), Management.ENVIRONMENT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String yaml() {
    StringBuilder yaml = new StringBuilder("database: {url: memory}\n");
    yaml.append("retry: {attempts: 1}\n").append("providers:\n");
    for (Codec codec : CODECS) {
      Protocol protocol = codec.protocol();
      provider(yaml, protocol, protocol.id(), upstream.url(), "[" + Served.MODEL + "]");
      provider(yaml, protocol, protocol.id() + REFUSING, upstream.url(), "[]");
    }
    return yaml.toString();
  }

  private static void provider(
      StringBuilder yaml, Protocol protocol, String id, String url, String models) {
    yaml.append("  ").append(id).append(":\n");
    yaml.append("    protocol: ").append(protocol.id()).append('\n');
    yaml.append("    base-url: ").append(url).append('\n');
    yaml.append("    models: ").append(models).append('\n');
    yaml.append("    accounts: [{name: a, api-key: upstream-secret}]\n");
  }

  String url() {
    return server.url();
  }

  /** The upstream of all providers. */
  FakeUpstream upstream() {
    return upstream;
  }

  /** What a client says to be answered by one provider. */
  static Map<String, String> pin(String provider) {
    return Map.of("X-Patchbay-Provider", provider);
  }

  /** A provider of a protocol that has not been refused since. */
  String unused(Codec codec) {
    String provider = codec.protocol().id() + REFUSING;
    new Management(server.url()).post("/accounts/" + provider + "/a/reset", "{}");
    return provider;
  }

  @Override
  public void close() {
    server.close();
    upstream.close();
  }
}
