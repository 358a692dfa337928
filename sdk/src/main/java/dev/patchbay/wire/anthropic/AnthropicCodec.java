package dev.patchbay.wire.anthropic;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Issuer;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.failure.Failure;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.ClientView;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.EncodedError;
import dev.patchbay.wire.Endpoint;
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.ModelListing;
import dev.patchbay.wire.OpaqueTag;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.StreamDecoder;
import dev.patchbay.wire.StreamEncoder;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.TokenCounting;
import dev.patchbay.wire.WireRequest;
import java.util.Map;
import java.util.Optional;

/** Speaks Anthropic Messages. Stateless and thread-safe. */
public final class AnthropicCodec implements Codec {
  /**
   * The version that still takes temperature, top_p and top_k for the models that know them
   * (Anthropic, API versioning, read 2026-11-20).
   */
  static final String VERSION = "2023-06-01";

  @Override
  public Protocol protocol() {
    return Protocol.ANTHROPIC_MESSAGES;
  }

  /** The base URL ends in {@code /v1}, as {@code https://api.anthropic.com/v1}. */
  @Override
  public Endpoint endpoint(TargetProfile target, boolean stream) {
    return new Endpoint("messages", Map.of("anthropic-version", VERSION));
  }

  @Override
  public ChatRequest decodeRequest(byte[] body) {
    return OpaqueTag.own(RequestDecoder.decode(body));
  }

  @Override
  public boolean wantsStream(byte[] body) {
    return RequestDecoder.wantsStream(body);
  }

  @Override
  public Glance glance(WireRequest request) {
    return RequestGlance.of(request);
  }

  @Override
  public Encoded encodeRequest(ChatRequest request, TargetProfile target, boolean stream) {
    return RequestEncoder.encode(request, target, stream);
  }

  @Override
  public Optional<Encoded> splice(Glance glance, TargetProfile target, boolean stream) {
    return glance.issuer() == null
        ? RequestSplicer.splice(glance, target, stream)
        : Optional.empty();
  }

  @Override
  public ChatResponse decodeResponse(byte[] body, Issuer issuer) {
    return ResponseDecoder.decode(body, issuer);
  }

  @Override
  public Encoded encodeResponse(ChatResponse response, ClientView client) {
    return ResponseEncoder.encode(OpaqueTag.shown(response, Words.PROTOCOL), client);
  }

  @Override
  public StreamDecoder decodeStream(Issuer issuer) {
    return new StreamReader(issuer);
  }

  @Override
  public StreamEncoder encodeStream(ClientView client) {
    return new StreamWriter(client);
  }

  @Override
  public Optional<SseFrame> terminator() {
    return Optional.of(StreamWriter.STOP);
  }

  @Override
  public ErrorSignal decodeError(int status, Map<String, String> headers, byte[] body) {
    return Errors.decode(status, headers, body);
  }

  @Override
  public boolean isError(byte[] body) {
    return Errors.isError(body);
  }

  @Override
  public Optional<TokenCounting> counting() {
    return Optional.of(new TokenCounts());
  }

  @Override
  public ModelListing models() {
    return new ModelList();
  }

  @Override
  public EncodedError encodeError(Failure failure) {
    return Errors.encode(failure);
  }
}
