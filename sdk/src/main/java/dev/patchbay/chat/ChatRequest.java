package dev.patchbay.chat;

import dev.patchbay.json.JsonFields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A chat request in the words of no protocol. Immutable; made by {@link #builder()}.
 *
 * @param model the model as the caller types it: a name, an alias, or {@code provider:name}; empty
 *     for the configured default model
 * @param messages the conversation so far, at least one message unless a conversation supplies them
 * @param tools the tools the model may call
 * @param toolChoice whether it must; null leaves it to the provider
 * @param parallelToolCalls whether it may call several at once; null leaves it to the provider
 * @param maxOutputTokens limit of the answer's tokens, reasoning included, at least 0; null for the
 *     model's default
 * @param sampling how it draws its words
 * @param stop texts that end the answer
 * @param responseFormat the form of the answer; null for any text
 * @param reasoning how much it thinks; null leaves it to the provider
 * @param choices how many answers, at least 1
 * @param user an id of the end user for the provider's abuse checks; null for none
 * @param metadata labels kept by the provider
 * @param serviceTier the tier asked for, in the protocol's word; null for the default
 * @param cacheKey OpenAI's {@code prompt_cache_key}; null for none
 * @param store whether the provider is to keep the answer; null leaves it to the provider
 * @param extras unknown fields by the id of the protocol they belong to; sent only in that protocol
 * @param options how it is to be routed
 */
public record ChatRequest(
    String model,
    List<Message> messages,
    List<Tool> tools,
    @Nullable ToolChoice toolChoice,
    @Nullable Boolean parallelToolCalls,
    @Nullable Integer maxOutputTokens,
    Sampling sampling,
    List<String> stop,
    @Nullable ResponseFormat responseFormat,
    @Nullable Reasoning reasoning,
    int choices,
    @Nullable String user,
    Map<String, String> metadata,
    @Nullable String serviceTier,
    @Nullable String cacheKey,
    @Nullable Boolean store,
    Map<String, JsonFields> extras,
    CallOptions options) {

  public ChatRequest {
    Objects.requireNonNull(model, "model");
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    stop = List.copyOf(stop);
    metadata = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    Map<String, JsonFields> owned = new LinkedHashMap<>();
    extras.forEach((protocol, fields) -> owned.put(protocol, fields.as(protocol)));
    extras = Map.copyOf(owned);
    if (maxOutputTokens != null && maxOutputTokens < 0) {
      throw new IllegalArgumentException("maxOutputTokens must be at least 0: " + maxOutputTokens);
    }
    if (choices < 1) {
      throw new IllegalArgumentException("choices must be at least 1: " + choices);
    }
  }

  /** A request of one user message. */
  public static ChatRequest of(String model, String userText) {
    return builder().model(model).user(userText).build();
  }

  /** An empty builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder holding this request's values. */
  public Builder toBuilder() {
    Builder copy = new Builder();
    copy.model = model;
    copy.messages = new ArrayList<>(messages);
    copy.tools = new ArrayList<>(tools);
    copy.toolChoice = toolChoice;
    copy.parallelToolCalls = parallelToolCalls;
    copy.maxOutputTokens = maxOutputTokens;
    copy.sampling = sampling;
    copy.stop = new ArrayList<>(stop);
    copy.responseFormat = responseFormat;
    copy.reasoning = reasoning;
    copy.choices = choices;
    copy.user = user;
    copy.metadata = new LinkedHashMap<>(metadata);
    copy.serviceTier = serviceTier;
    copy.cacheKey = cacheKey;
    copy.store = store;
    copy.extras = new LinkedHashMap<>(extras);
    copy.options(options);
    return copy;
  }

  /** The unknown fields of a protocol. */
  public JsonFields extrasOf(String protocol) {
    return extras.getOrDefault(protocol, JsonFields.NONE);
  }

  /** Builds a {@link ChatRequest}. One thread. Each plain verb sets or adds; later ones win. */
  public static final class Builder {
    private String model = "";
    private List<Message> messages = new ArrayList<>();
    private List<Tool> tools = new ArrayList<>();
    private @Nullable ToolChoice toolChoice;
    private @Nullable Boolean parallelToolCalls;
    private @Nullable Integer maxOutputTokens;
    private Sampling sampling = Sampling.DEFAULT;
    private List<String> stop = new ArrayList<>();
    private @Nullable ResponseFormat responseFormat;
    private @Nullable Reasoning reasoning;
    private int choices = 1;
    private @Nullable String user;
    private Map<String, String> metadata = new LinkedHashMap<>();
    private @Nullable String serviceTier;
    private @Nullable String cacheKey;
    private @Nullable Boolean store;
    private Map<String, JsonFields> extras = new LinkedHashMap<>();
    private CallOptions options = CallOptions.DEFAULT;

    private Builder() {}

    public Builder model(String value) {
      model = value;
      return this;
    }

    /** Adds a system message. */
    public Builder system(String text) {
      return message(Message.system(text));
    }

    /** Adds a user message. */
    public Builder user(String text) {
      return message(Message.user(text));
    }

    /** Adds an answer of the model, as part of the history. */
    public Builder assistant(String text) {
      return message(Message.assistant(text));
    }

    /** Adds a message. */
    public Builder message(Message value) {
      messages.add(value);
      return this;
    }

    /** Replaces all messages. */
    public Builder messages(List<Message> values) {
      messages = new ArrayList<>(values);
      return this;
    }

    /** Adds a tool. */
    public Builder tool(Tool value) {
      tools.add(value);
      return this;
    }

    /** Replaces all tools. */
    public Builder tools(List<Tool> values) {
      tools = new ArrayList<>(values);
      return this;
    }

    public Builder toolChoice(@Nullable ToolChoice value) {
      toolChoice = value;
      return this;
    }

    public Builder parallelToolCalls(@Nullable Boolean value) {
      parallelToolCalls = value;
      return this;
    }

    public Builder maxOutputTokens(@Nullable Integer value) {
      maxOutputTokens = value;
      return this;
    }

    public Builder temperature(double value) {
      return sampling(
          new Sampling(
              value,
              sampling.topP(),
              sampling.topK(),
              sampling.seed(),
              sampling.presencePenalty(),
              sampling.frequencyPenalty()));
    }

    public Builder sampling(Sampling value) {
      sampling = value;
      return this;
    }

    /** Replaces all stop texts. */
    public Builder stop(List<String> values) {
      stop = new ArrayList<>(values);
      return this;
    }

    public Builder responseFormat(@Nullable ResponseFormat value) {
      responseFormat = value;
      return this;
    }

    public Builder reasoning(@Nullable Reasoning value) {
      reasoning = value;
      return this;
    }

    public Builder choices(int value) {
      choices = value;
      return this;
    }

    /** Names the end user. */
    public Builder endUser(@Nullable String value) {
      user = value;
      return this;
    }

    /** Replaces all metadata. */
    public Builder metadata(Map<String, String> values) {
      metadata = new LinkedHashMap<>(values);
      return this;
    }

    public Builder serviceTier(@Nullable String value) {
      serviceTier = value;
      return this;
    }

    public Builder cacheKey(@Nullable String value) {
      cacheKey = value;
      return this;
    }

    public Builder store(@Nullable Boolean value) {
      store = value;
      return this;
    }

    /** Sets the unknown fields of a protocol; none removes them. */
    public Builder extras(String protocol, JsonFields value) {
      if (value.isEmpty()) {
        extras.remove(protocol);
      } else {
        extras.put(protocol, value);
      }
      return this;
    }

    /** Keeps requests of one key at one account, as long as it is well. */
    public Builder session(String key) {
      return options(options.toBuilder().sessionKey(key).build());
    }

    /** The longest the whole call may take, all attempts included; positive. */
    public Builder deadline(Duration value) {
      return options(options.toBuilder().deadline(value).build());
    }

    /** What happens when a stream breaks after output was shown. */
    public Builder resume(ResumePolicy value) {
      return options(options.toBuilder().resume(value).build());
    }

    /** Replaces all routing options. */
    public Builder options(CallOptions value) {
      options = value;
      return this;
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException if the tool choice names a tool that is not there
     */
    public ChatRequest build() {
      if (toolChoice instanceof ToolChoice.Named named
          && tools.stream().noneMatch(tool -> tool.name().equals(named.name()))) {
        throw new IllegalArgumentException(
            "toolChoice names the tool '" + named.name() + "', which is not among tools");
      }
      return new ChatRequest(
          model,
          messages,
          tools,
          toolChoice,
          parallelToolCalls,
          maxOutputTokens,
          sampling,
          stop,
          responseFormat,
          reasoning,
          choices,
          user,
          metadata,
          serviceTier,
          cacheKey,
          store,
          extras,
          options);
    }
  }
}
