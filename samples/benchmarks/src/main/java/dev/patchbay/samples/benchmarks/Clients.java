package dev.patchbay.samples.benchmarks;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.patchbay.Router;
import dev.patchbay.config.ProviderConfig;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One of each client, all at the same stand-in for a provider. */
@State(Scope.Benchmark)
public class Clients {
  static final String MODEL = "gpt-4o-mini";
  static final String CLAUDE = "claude-haiku-4-5";
  static final String QUESTION = "What is a patch bay?";
  private static final String KEY = "sk-no-key-at-all-0123456789";

  private final Upstream upstream = Upstream.start();
  final OkHttpClient okHttp = new OkHttpClient();

  final Router router =
      Router.builder().provider(provider("openai")).provider(provider("anthropic")).build();

  final OpenAIClient openAi =
      OpenAIOkHttpClient.builder().baseUrl(upstream.url() + "/v1").apiKey(KEY).build();

  final AnthropicClient anthropic =
      AnthropicOkHttpClient.builder().baseUrl(upstream.url()).apiKey(KEY).build();

  final OpenAiChatModel langChain =
      OpenAiChatModel.builder()
          .baseUrl(upstream.url() + "/v1")
          .apiKey(KEY)
          .modelName(MODEL)
          .build();

  final OpenAiStreamingChatModel langChainStream =
      OpenAiStreamingChatModel.builder()
          .baseUrl(upstream.url() + "/v1")
          .apiKey(KEY)
          .modelName(MODEL)
          .build();

  /**
   * Asked for whole answers it asks for whole answers, as the others do, also of models that think.
   */
  private ProviderConfig provider(String id) {
    return ProviderConfig.of(id)
        .baseUrl(upstream.url() + "/v1")
        .apiKey(KEY)
        .upstreamStream("never")
        .build();
  }

  /** The call without any SDK. */
  Request plain(boolean stream) {
    String body =
        "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\""
            + QUESTION
            + "\"}],\"stream\":"
            + stream
            + "}";
    return new Request.Builder()
        .url(upstream.url() + "/v1/chat/completions")
        .header("Authorization", "Bearer " + KEY)
        .post(RequestBody.create(body, MediaType.get("application/json")))
        .build();
  }

  @TearDown
  public void close() {
    router.close();
    openAi.close();
    anthropic.close();
    okHttp.dispatcher().executorService().shutdown();
    okHttp.connectionPool().evictAll();
    upstream.close();
  }
}
