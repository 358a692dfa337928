package dev.patchbay.wire;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Part;
import dev.patchbay.failure.ErrorSignal;
import dev.patchbay.failure.Failure;
import dev.patchbay.json.JsonFields;
import dev.patchbay.transport.SseFrame;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One protocol, in four directions, buffered and streamed. Siblings have the same files with the
 * same order of methods. Stateless and thread-safe; the stream halves are one thread's each. Bodies
 * are foreign: whatever is in them, only {@link dev.patchbay.json.BadJsonException} leaves.
 */
public interface Codec {
  /** The protocol it speaks. */
  Protocol protocol();

  /** Where a request for the target goes. */
  Endpoint endpoint(TargetProfile target, boolean stream);

  /** A client's request. Its {@code stream} flag is not part of it: see {@link #wantsStream}. */
  ChatRequest decodeRequest(byte[] body);

  /** True if a client's request asks for a stream. */
  boolean wantsStream(byte[] body);

  /**
   * True if the stream a client asks for is to end with usage; protocols that do not leave that to
   * the client always say it.
   */
  default boolean wantsUsage(byte[] body) {
    return true;
  }

  /**
   * What routing needs to know of a client's request; the same as of {@link #decodeRequest}'s value
   * is known. It is fast, and forgives what it does not need.
   */
  Glance glance(WireRequest request);

  /**
   * A request for an upstream; a stream is asked to report its usage.
   *
   * @throws UntranslatableException if it has something that cannot be carried nor left out
   */
  Encoded encodeRequest(ChatRequest request, TargetProfile target, boolean stream);

  /**
   * True if the target gets at media of this kind at an address by itself; else only their bytes
   * can be sent to it.
   */
  default boolean reaches(Part part, TargetProfile target) {
    return !target.has(Quirk.NO_URL_MEDIA);
  }

  /**
   * A request for a target of another protocol, in words that one has too: what this protocol alone
   * says in a form of its own is brought into the common one.
   *
   * @throws UntranslatableException if that can't be read
   */
  default Portable portable(ChatRequest request) {
    return Portable.as(request);
  }

  /**
   * A client's own bytes for a target of this protocol, changed only where the target must have it
   * otherwise: the model, how it streams, the fields it is known to refuse.
   *
   * @param glance what {@link #glance} saw of the request: it is not read again
   * @return empty if more would have to change, as what other protocols' issuers sealed: decode the
   *     request then, and encode it
   */
  Optional<Encoded> splice(Glance glance, TargetProfile target, boolean stream);

  /** As {@link #splice(Glance, TargetProfile, boolean)}, of a request not looked at yet. */
  default Optional<Encoded> splice(WireRequest request, TargetProfile target, boolean stream) {
    return splice(glance(request), target, stream);
  }

  /**
   * An upstream's whole answer, of status 200.
   *
   * @param issuer who its opaque values belong to
   */
  ChatResponse decodeResponse(byte[] body, Issuer issuer);

  /**
   * What of a client's request its answer repeats, verbatim; nothing in most protocols.
   *
   * @param glance what {@link #glance} saw of the request
   */
  default JsonFields echo(Glance glance) {
    return JsonFields.NONE;
  }

  /** A whole answer for a client. */
  Encoded encodeResponse(ChatResponse response, ClientView client);

  /** Decodes one upstream stream. */
  StreamDecoder decodeStream(Issuer issuer);

  /** Encodes one stream for a client. */
  StreamEncoder encodeStream(ClientView client);

  /**
   * The frame every stream of the protocol ends with, whatever was said in it; empty if the last
   * frame of an answer is its end.
   */
  default Optional<SseFrame> terminator() {
    return Optional.empty();
  }

  /**
   * The error of a stream whose frames so far were not of this codec's making but forwarded.
   *
   * @param shown what they said, in order
   * @param last the last of them
   */
  default void failForwarded(
      List<ChatEvent> shown,
      SseFrame last,
      ClientView client,
      Failure failure,
      Consumer<SseFrame> out) {
    StreamEncoder encoder = encodeStream(client);
    shown.forEach(event -> encoder.encode(event, frame -> {}));
    encoder.fail(failure, out);
  }

  /**
   * What an upstream's refusal says: an error status, or a 200 whose body {@link #isError}. Never
   * throws: a body that is no error of the protocol gives a signal that says so.
   *
   * @param headers names in lower case
   */
  ErrorSignal decodeError(int status, Map<String, String> headers, byte[] body);

  /** True if the body of a 200 is an error in disguise, or no answer of the protocol at all. */
  boolean isError(byte[] body);

  /** How it counts the tokens of a prompt; empty if the protocol has no way to. */
  Optional<TokenCounting> counting();

  /** How it lists models. */
  ModelListing models();

  /** A failure for a client, by the protocol's statuses and words. */
  EncodedError encodeError(Failure failure);
}
