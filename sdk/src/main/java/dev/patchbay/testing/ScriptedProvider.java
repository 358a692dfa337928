package dev.patchbay.testing;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.config.AccountConfig;
import dev.patchbay.config.ProviderConfig;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.secret.Secret;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.anthropic.AnthropicCodec;
import dev.patchbay.wire.gemini.GeminiCodec;
import dev.patchbay.wire.openai.OpenAiCodec;
import dev.patchbay.wire.responses.ResponsesCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A provider that answers by a script, in process ({@link ScriptedTransport}) or over real HTTP
 * ({@link FakeUpstream}), and remembers its calls; keys are never kept. It understands the protocol
 * of whatever path it is called on. Thread-safe: the script may be changed between calls.
 */
public final class ScriptedProvider {
  private static final Map<String, Codec> CODECS =
      Map.of(
          "chat/completions", new OpenAiCodec(),
          "responses", new ResponsesCodec(),
          "messages", new AnthropicCodec());

  private static final Codec GEMINI = new GeminiCodec();

  /** Of Gemini's paths, which name the model and say whether a stream is wanted. */
  private static final Pattern GENERATE =
      Pattern.compile(".*/models/(.+):(streamG|g)enerateContent");

  private final String name;
  private final Protocol protocol;
  private final Map<String, Secret> accounts = new LinkedHashMap<>();
  private final List<ProviderCall> calls = new ArrayList<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private volatile Function<ProviderCall, Reply> script = call -> Reply.text("Hello!");

  private ScriptedProvider(String name, Protocol protocol) {
    this.name = name;
    this.protocol = protocol;
    accounts("main");
  }

  /** A provider that speaks OpenAI Chat Completions and says "Hello!" until it is scripted. */
  public static ScriptedProvider openai(String name) {
    return new ScriptedProvider(name, Protocol.OPENAI_CHAT);
  }

  /** A provider that speaks OpenAI Responses and says "Hello!" until it is scripted. */
  public static ScriptedProvider responses(String name) {
    return new ScriptedProvider(name, Protocol.OPENAI_RESPONSES);
  }

  /** A provider that speaks Anthropic Messages and says "Hello!" until it is scripted. */
  public static ScriptedProvider anthropic(String name) {
    return new ScriptedProvider(name, Protocol.ANTHROPIC_MESSAGES);
  }

  /** A provider that speaks Gemini generateContent and says "Hello!" until it is scripted. */
  public static ScriptedProvider gemini(String name) {
    return new ScriptedProvider(name, Protocol.GEMINI);
  }

  /** Its replies, one for each call from now on; the last one is repeated. */
  public ScriptedProvider reply(Reply first, Reply... more) {
    List<Reply> replies = new ArrayList<>(List.of(first));
    replies.addAll(List.of(more));
    AtomicInteger next = new AtomicInteger();
    return script(call -> replies.get(next.getAndUpdate(i -> Math.min(i + 1, replies.size() - 1))));
  }

  /** Its replies as a function of the call. */
  public ScriptedProvider script(Function<ProviderCall, Reply> value) {
    script = value;
    return this;
  }

  /** The accounts it has, instead of {@code main}. */
  public ScriptedProvider accounts(String... names) {
    synchronized (accounts) {
      accounts.clear();
      for (String account : names) {
        accounts.put(account, Secret.of("test-key-" + name + "-" + account));
      }
    }
    return this;
  }

  /** The id it goes by. */
  public String name() {
    return name;
  }

  /** The protocol a router is to speak to it. */
  public Protocol protocol() {
    return protocol;
  }

  /** The key of each account, made up, in order. */
  public Map<String, Secret> keys() {
    synchronized (accounts) {
      return new LinkedHashMap<>(accounts);
    }
  }

  /**
   * The configuration of this provider for a router: its protocol and its accounts.
   *
   * @param baseUrl where it is served
   */
  public ProviderConfig.Builder config(String baseUrl) {
    ProviderConfig.Builder config = ProviderConfig.of(name).protocol(protocol).baseUrl(baseUrl);
    keys().forEach((account, key) -> config.account(AccountConfig.key(account, key.reveal())));
    return config;
  }

  /** The calls so far, in order. */
  public List<ProviderCall> calls() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }

  /**
   * The last call's request.
   *
   * @throws IllegalStateException if there was no call
   */
  public ChatRequest lastRequest() {
    synchronized (calls) {
      if (calls.isEmpty()) {
        throw new IllegalStateException("Provider " + name + " was not called");
      }
      return calls.get(calls.size() - 1).request();
    }
  }

  /**
   * Answers a call.
   *
   * @param path without the query
   * @param headers names in lower case
   */
  Staged serve(String path, Map<String, String> headers, byte[] body) {
    Codec codec = codec(path);
    if (codec == null) {
      return Stage.refused(
          FailureKind.MISCONFIGURED, Objects.requireNonNull(CODECS.get("chat/completions")));
    }
    try {
      ChatRequest request = codec.decodeRequest(body);
      boolean stream = codec.wantsStream(body);
      Matcher generate = GENERATE.matcher(path);
      if (generate.matches()) {
        request = request.toBuilder().model(generate.group(1)).build();
        stream = generate.group(2).equals("streamG");
      }
      ProviderCall call = call(stream, request, headers, body);
      boolean usage = codec.wantsUsage(body);
      return Stage.of(script.apply(call), codec, request, stream, usage, call.number());
    } catch (BadJsonException e) {
      return Stage.refused(FailureKind.INVALID_REQUEST, codec);
    }
  }

  private static @org.jspecify.annotations.Nullable Codec codec(String path) {
    if (GENERATE.matcher(path).matches()) {
      return GEMINI;
    }
    return CODECS.entrySet().stream()
        .filter(entry -> path.endsWith("/" + entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private ProviderCall call(
      boolean stream, ChatRequest request, Map<String, String> headers, byte[] body) {
    ProviderCall call =
        new ProviderCall(
            numbers.incrementAndGet(),
            ProviderCall.accountOf(headers, keys()),
            stream,
            request,
            new String(body, StandardCharsets.UTF_8),
            ProviderCall.withoutCredentials(headers));
    synchronized (calls) {
      calls.add(call);
    }
    return call;
  }
}
