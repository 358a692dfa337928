package dev.patchbay.wire.compaction;

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
import dev.patchbay.wire.Portable;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.StreamDecoder;
import dev.patchbay.wire.StreamEncoder;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.TokenCounting;
import dev.patchbay.wire.WireRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A codec that says some things otherwise than the one in it. */
abstract class CodecAround implements Codec {
  final Codec codec;

  CodecAround(Codec codec) {
    this.codec = codec;
  }

  @Override
  public Protocol protocol() {
    return codec.protocol();
  }

  @Override
  public Endpoint endpoint(TargetProfile target, boolean stream) {
    return codec.endpoint(target, stream);
  }

  @Override
  public ChatRequest decodeRequest(byte[] body) {
    return codec.decodeRequest(body);
  }

  @Override
  public boolean wantsStream(byte[] body) {
    return codec.wantsStream(body);
  }

  @Override
  public boolean wantsUsage(byte[] body) {
    return codec.wantsUsage(body);
  }

  @Override
  public Glance glance(WireRequest request) {
    return codec.glance(request);
  }

  @Override
  public Encoded encodeRequest(ChatRequest request, TargetProfile target, boolean stream) {
    return codec.encodeRequest(request, target, stream);
  }

  @Override
  public boolean reaches(Part part, TargetProfile target) {
    return codec.reaches(part, target);
  }

  @Override
  public Portable portable(ChatRequest request) {
    return codec.portable(request);
  }

  @Override
  public Optional<Encoded> splice(Glance glance, TargetProfile target, boolean stream) {
    return codec.splice(glance, target, stream);
  }

  @Override
  public ChatResponse decodeResponse(byte[] body, Issuer issuer) {
    return codec.decodeResponse(body, issuer);
  }

  @Override
  public JsonFields echo(Glance glance) {
    return codec.echo(glance);
  }

  @Override
  public Encoded encodeResponse(ChatResponse response, ClientView client) {
    return codec.encodeResponse(response, client);
  }

  @Override
  public StreamDecoder decodeStream(Issuer issuer) {
    return codec.decodeStream(issuer);
  }

  @Override
  public StreamEncoder encodeStream(ClientView client) {
    return codec.encodeStream(client);
  }

  @Override
  public Optional<SseFrame> terminator() {
    return codec.terminator();
  }

  @Override
  public void failForwarded(
      List<ChatEvent> shown,
      SseFrame last,
      ClientView client,
      Failure failure,
      Consumer<SseFrame> out) {
    codec.failForwarded(shown, last, client, failure, out);
  }

  @Override
  public ErrorSignal decodeError(int status, Map<String, String> headers, byte[] body) {
    return codec.decodeError(status, headers, body);
  }

  @Override
  public boolean isError(byte[] body) {
    return codec.isError(body);
  }

  @Override
  public Optional<TokenCounting> counting() {
    return codec.counting();
  }

  @Override
  public ModelListing models() {
    return codec.models();
  }

  @Override
  public EncodedError encodeError(Failure failure) {
    return codec.encodeError(failure);
  }
}
