package dev.patchbay.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.squareup.moshi.JsonWriter;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.json.Json;
import dev.patchbay.json.RawJson;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.provider.Provider;
import dev.patchbay.provider.ProviderTable;
import dev.patchbay.provider.Rows;
import dev.patchbay.secret.Secret;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Endpoint;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.anthropic.AnthropicCodec;
import dev.patchbay.wire.openai.OpenAiCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What goes out to each provider for one and the same request: URL, headers, body, and what was
 * lost on the way. Run with {@code -Dpatchbay.expected.write=true} to write what is sent; then read
 * it against the vendor's reference.
 */
class RequestShapeTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "requests");
  private static final boolean WRITE = Boolean.getBoolean("patchbay.expected.write");
  private static final String AZURE = "https://res.openai.azure.com";
  private static final Map<Protocol, Codec> CODECS =
      Map.of(
          Protocol.OPENAI_CHAT, new OpenAiCodec(),
          Protocol.ANTHROPIC_MESSAGES, new AnthropicCodec());

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "openai, openai, gpt-4o",
    "openai-reasoning, openai, gpt-5.1",
    "anthropic-sonnet-4-5, anthropic, claude-sonnet-4-5",
    "anthropic-opus-5, anthropic, claude-opus-5",
    "groq, groq, openai/gpt-oss-120b",
    "together, together, meta-llama/Llama-3.3-70B-Instruct-Turbo",
    "openrouter, openrouter, anthropic/claude-sonnet-4.5",
    "azure, azure, gpt-4o",
    "azure-classic, azure, gpt-4o",
    "mistral, mistral, mistral-large-latest",
    "perplexity, perplexity, sonar-pro",
    "ollama, ollama, llama3.2",
    "deepseek, deepseek, deepseek-chat",
    "xai, xai, grok-4.3",
    "zai, zai, glm-4.6",
    "custom, custom, my-model"
  })
  void sendsEachProviderWhatItTakes(String file, String id, String model) throws IOException {
    String sent = sent(provider(file, id), model);
    Path golden = GOLDEN.resolve(file + ".json");
    if (WRITE) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, sent + "\n");
    }
    assertEquals(Files.readString(golden).strip(), sent);
  }

  private static Provider provider(String file, String id) {
    if (id.equals("custom")) {
      return Rows.custom("lab", "https://lab.test/v1", List.of());
    }
    Provider row = Rows.row(id);
    String version = file.equals("azure-classic") ? "2024-10-21" : null;
    return id.equals("azure")
        ? Rows.with(row, Map.of(Protocol.OPENAI_CHAT, AZURE), Map.of(), List.of(), version)
        : row;
  }

  private static String sent(Provider provider, String model) {
    ProviderTable table = Rows.table(provider);
    TargetProfile target = TargetProfiles.of(table, provider, table.card(provider, model), null);
    Protocol protocol = provider.protocols().keySet().iterator().next();
    Codec codec = codec(protocol);
    Endpoint endpoint = codec.endpoint(target, true);
    ChatRequest request =
        target.has(Quirk.NO_TOOLS) ? RichRequest.plain() : RichRequest.withTools();
    Encoded encoded = codec.encodeRequest(request, target, true);
    String url = new Endpoints(Catalogue.load()).url(provider, protocol, model, endpoint);
    Map<String, String> headers =
        Headers.of(provider, protocol, endpoint, Map.of(), Secret.of("sk-test"));
    return Json.write(
        writer -> {
          writer.setIndent("  ");
          writer.beginObject();
          writer.name("url").value(url);
          texts(writer, "headers", headers);
          texts(writer, "renamed", encoded.undo().renamed());
          writer.name("losses").beginArray();
          for (Loss loss : encoded.losses()) {
            writer.value(loss.toString());
          }
          writer.endArray();
          writer.name("body");
          Json.raw(writer, RawJson.of(new String(encoded.body(), StandardCharsets.UTF_8)));
          writer.endObject();
        });
  }

  private static Codec codec(Protocol protocol) {
    Codec codec = CODECS.get(protocol);
    if (codec == null) {
      throw new IllegalArgumentException("No codec speaks " + protocol.id());
    }
    return codec;
  }

  private static void texts(JsonWriter writer, String name, Map<String, String> texts)
      throws IOException {
    writer.name(name).beginObject();
    for (Map.Entry<String, String> text : new TreeMap<>(texts).entrySet()) {
      writer.name(text.getKey()).value(text.getValue());
    }
    writer.endObject();
  }
}
