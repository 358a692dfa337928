package dev.patchbay.wire.gemini;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Part;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.failure.Failure;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Speaks Gemini generateContent. Stateless and thread-safe. */
public final class GeminiCodec implements Codec {
  private static final String MODELS = "models/";

  /** How a name begins that is a resource's already. */
  private static final Pattern COLLECTION =
      Pattern.compile("(models|tunedModels|publishers|projects)/");

  @Override
  public Protocol protocol() {
    return Protocol.GEMINI;
  }

  /**
   * The base URL ends in {@code /v1beta}, as {@code
   * https://generativelanguage.googleapis.com/v1beta}. A model that names its own collection, as
   * {@code tunedModels/m}, is taken as it is.
   */
  @Override
  public Endpoint endpoint(TargetProfile target, boolean stream) {
    if (target.has(Quirk.CODE_ASSIST_ENVELOPE)) {
      return Envelope.endpoint(stream);
    }
    String verb = stream ? ":streamGenerateContent?alt=sse" : ":generateContent";
    return new Endpoint(resource(target) + verb, Map.of());
  }

  /** The path of a model, below the base URL. */
  static String resource(TargetProfile target) {
    return URLEncoder.encode(name(target), StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%2F", "/")
        .replace("%3A", ":");
  }

  /** The full name of a model. */
  static String name(TargetProfile target) {
    String model = target.model();
    return COLLECTION.matcher(model).lookingAt() ? model : MODELS + model;
  }

  /** The model stands in the path: it is empty unless the body says it too. */
  @Override
  public ChatRequest decodeRequest(byte[] body) {
    return OpaqueTag.own(RequestDecoder.decode(body));
  }

  /** The path says it, never the body. */
  @Override
  public boolean wantsStream(byte[] body) {
    return false;
  }

  @Override
  public Glance glance(WireRequest request) {
    return RequestGlance.of(request);
  }

  @Override
  public Encoded encodeRequest(ChatRequest request, TargetProfile target, boolean stream) {
    return RequestEncoder.encode(request, target);
  }

  @Override
  public boolean reaches(Part part, TargetProfile target) {
    return Codec.super.reaches(part, target) || MediaParts.isReached(part);
  }

  @Override
  public Optional<Encoded> splice(Glance glance, TargetProfile target, boolean stream) {
    return glance.issuer() == null ? RequestSplicer.splice(glance, target) : Optional.empty();
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
