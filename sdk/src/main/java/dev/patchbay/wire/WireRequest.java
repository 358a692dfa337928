package dev.patchbay.wire;

import dev.patchbay.chat.CallOptions;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A client's request in its own protocol and bytes, and what whoever received it knows besides.
 * Immutable but for the body, which nobody changes.
 *
 * @param protocol what the client speaks
 * @param model the model, where the address says it and not the body (Gemini); null to take the
 *     body's
 * @param stream whether the client wants a stream, where the address says it and not the body
 *     (Gemini); null to take the body's word
 * @param headers what the client sent, names in lower case, of a repeated one all values joined by
 *     a comma; only those the target's catalogue row lets through go upstream, so credentials and
 *     cookies may be among them
 * @param body the body as it came
 * @param options how it is to be routed; nothing of it goes upstream
 * @param allowedModels globs of the models the caller may use; empty for all
 * @param compaction true if not an answer is asked for but the conversation in short, as by {@code
 *     POST /v1/responses/compact} (OpenAI Responses only)
 */
public record WireRequest(
    Protocol protocol,
    @Nullable String model,
    @Nullable Boolean stream,
    Map<String, String> headers,
    byte[] body,
    CallOptions options,
    List<String> allowedModels,
    boolean compaction) {

  public WireRequest {
    if (compaction && protocol != Protocol.OPENAI_RESPONSES) {
      throw new IllegalArgumentException("Nobody can ask for a compaction in " + protocol.id());
    }
    Map<String, String> lower = new TreeMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    headers = Collections.unmodifiableMap(lower);
    allowedModels = List.copyOf(allowedModels);
  }

  /** A request of which everything stands in the body. */
  public static WireRequest of(Protocol protocol, byte[] body) {
    return builder(protocol, body).build();
  }

  /** Starts a request. */
  public static Builder builder(Protocol protocol, byte[] body) {
    return new Builder(protocol, body);
  }

  /** A builder holding this request's values. */
  public Builder toBuilder() {
    return new Builder(protocol, body)
        .model(model).stream(stream)
            .headers(headers)
            .options(options)
            .allowedModels(allowedModels)
            .compaction(compaction);
  }

  /** Neither values of headers nor anything of the body: both may hold secrets. */
  @Override
  public String toString() {
    return "WireRequest["
        + protocol.id()
        + ", "
        + body.length
        + " bytes, headers "
        + headers.keySet()
        + "]";
  }

  /** Builds a {@link WireRequest}. One thread. */
  public static final class Builder {
    private final Protocol protocol;
    private final byte[] body;
    private @Nullable String model;
    private @Nullable Boolean stream;
    private Map<String, String> headers = Map.of();
    private CallOptions options = CallOptions.DEFAULT;
    private List<String> allowedModels = List.of();
    private boolean compaction;

    private Builder(Protocol protocol, byte[] body) {
      this.protocol = protocol;
      this.body = body;
    }

    /** The model the address names. */
    public Builder model(@Nullable String value) {
      model = value;
      return this;
    }

    /** Whether the address asks for a stream. */
    public Builder stream(@Nullable Boolean value) {
      stream = value;
      return this;
    }

    /** Replaces the headers; names in any case. */
    public Builder headers(Map<String, String> value) {
      headers = value;
      return this;
    }

    public Builder options(CallOptions value) {
      options = value;
      return this;
    }

    /** Globs of the models the caller may use; empty for all. */
    public Builder allowedModels(List<String> value) {
      allowedModels = value;
      return this;
    }

    /** Asks for the conversation in short instead of an answer; see {@link WireRequest}. */
    public Builder compaction(boolean value) {
      compaction = value;
      return this;
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException if it asks for a compaction in another protocol than OpenAI
     *     Responses
     */
    public WireRequest build() {
      return new WireRequest(
          protocol, model, stream, headers, body, options, allowedModels, compaction);
    }
  }
}
