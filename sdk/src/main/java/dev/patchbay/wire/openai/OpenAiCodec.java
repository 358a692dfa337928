package dev.patchbay.wire.openai;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Part;
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
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.StreamDecoder;
import dev.patchbay.wire.StreamEncoder;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.TokenCounting;
import dev.patchbay.wire.WireRequest;
import dev.patchbay.wire.oai.ModelList;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Speaks OpenAI Chat Completions. Stateless and thread-safe. */
public final class OpenAiCodec implements Codec {
  /**
   * The version asked for in a deployment's path (Azure OpenAI, API version lifecycle: the last
   * dated version for general use).
   */
  private static final String AZURE_VERSION = "2024-10-21";

  @Override
  public Protocol protocol() {
    return Protocol.OPENAI_CHAT;
  }

  /**
   * The base URL ends in {@code /v1}, as {@code https://api.openai.com/v1}; that of Azure's
   * deployments in the host.
   */
  @Override
  public Endpoint endpoint(TargetProfile target, boolean stream) {
    if (!target.has(Quirk.AZURE_DEPLOYMENT_PATH)) {
      return new Endpoint("chat/completions", Map.of());
    }
    String deployment =
        URLEncoder.encode(target.model(), StandardCharsets.UTF_8).replace("+", "%20");
    return new Endpoint(
        "openai/deployments/" + deployment + "/chat/completions?api-version=" + AZURE_VERSION,
        Map.of());
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
  public boolean wantsUsage(byte[] body) {
    return RequestDecoder.wantsUsage(body);
  }

  @Override
  public Glance glance(WireRequest request) {
    return RequestGlance.of(request);
  }

  @Override
  public Encoded encodeRequest(ChatRequest request, TargetProfile target, boolean stream) {
    return RequestEncoder.encode(request, target, stream);
  }

  /** Images alone have an address here. */
  @Override
  public boolean reaches(Part part, TargetProfile target) {
    return part instanceof Part.Image && Codec.super.reaches(part, target);
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
    return Optional.of(StreamWriter.DONE);
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
    return Optional.empty();
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
