package dev.patchbay.wire.responses;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Part;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.failure.Failure;
import dev.patchbay.json.JsonFields;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.ClientView;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.EncodedError;
import dev.patchbay.wire.Endpoint;
import dev.patchbay.wire.Glance;
import dev.patchbay.wire.ModelListing;
import dev.patchbay.wire.OpaqueTag;
import dev.patchbay.wire.Portable;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.StreamDecoder;
import dev.patchbay.wire.StreamEncoder;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.TokenCounting;
import dev.patchbay.wire.WireRequest;
import dev.patchbay.wire.oai.ModelList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Speaks OpenAI Responses. Stateless and thread-safe. */
public final class ResponsesCodec implements Codec {
  @Override
  public Protocol protocol() {
    return Protocol.OPENAI_RESPONSES;
  }

  /**
   * The base URL ends in {@code /v1}, as {@code https://api.openai.com/v1}. Azure has no deployment
   * in this path: the body's model names it.
   */
  @Override
  public Endpoint endpoint(TargetProfile target, boolean stream) {
    return new Endpoint("responses", Map.of());
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

  /** Sounds have no address here. */
  @Override
  public boolean reaches(Part part, TargetProfile target) {
    return !(part instanceof Part.Audio) && Codec.super.reaches(part, target);
  }

  @Override
  public Portable portable(ChatRequest request) {
    return PortableTools.portable(request);
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
  public JsonFields echo(Glance glance) {
    return Echo.of(glance.body());
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

  /** Events are numbered without a gap. */
  @Override
  public void failForwarded(
      List<ChatEvent> shown,
      SseFrame last,
      ClientView client,
      Failure failure,
      Consumer<SseFrame> out) {
    StreamWriter writer = new StreamWriter(client);
    shown.forEach(event -> writer.encode(event, frame -> {}));
    writer.continueAfter(last);
    writer.fail(failure, out);
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
