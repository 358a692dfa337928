package dev.patchbay.attempt;

import dev.patchbay.account.Account;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Issuer;
import dev.patchbay.endpoint.Endpoints;
import dev.patchbay.endpoint.Headers;
import dev.patchbay.endpoint.TargetProfiles;
import dev.patchbay.media.MediaException;
import dev.patchbay.provider.Provider;
import dev.patchbay.route.Target;
import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.HttpCall;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Endpoint;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.Portable;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.Undo;
import dev.patchbay.wire.UntranslatableException;
import dev.patchbay.wire.compaction.Compactions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call ready to be sent: encoded and signed. Pure, but for media that have to be fetched first.
 *
 * @param codec reads the answer
 * @param undo what has to be undone in the answer
 * @param forwards true if the answer goes to the client as it comes
 * @param replyHeaders patterns of the answer's headers that may go to the client
 */
record Prepared(
    Codec codec,
    HttpCall call,
    Issuer issuer,
    List<Loss> losses,
    Undo undo,
    boolean forwards,
    List<String> replyHeaders) {
  static Prepared of(
      AttemptSpec spec,
      Codec spoken,
      Collection<Codec> codecs,
      ThoughtSignatures signatures,
      CallScope scope) {
    Target target = spec.candidate().target();
    Account account = spec.candidate().account();
    Provider provider = target.provider();
    TargetProfile profile =
        spec.asked().within(TargetProfiles.of(spec.providers(), provider, target.card(), null));
    Codec codec = Compactions.asking(spec.asked().compaction(), spoken, profile.quirks());
    Endpoint endpoint = codec.endpoint(profile, spec.stream());
    Optional<Encoded> spliced = spec.asked().splice(codec, profile, spec.stream());
    Encoded encoded =
        spliced.orElseGet(
            () ->
                encoded(
                    codec,
                    codecs,
                    whole(spec, codec, profile, signatures, scope),
                    profile,
                    spec.stream()));
    List<Loss> losses = new ArrayList<>(spec.asked().losses());
    losses.addAll(encoded.losses());
    Map<String, String> passed =
        Headers.passed(
            spec.providers().passHeaders(provider, target.protocol()),
            spec.asked().headers(target.protocol()));
    passed.forEach(Prepared::refuseUnprintable);
    Map<String, String> headers =
        new LinkedHashMap<>(
            Headers.of(provider, target.protocol(), endpoint, passed, account.apiKey()));
    headers.put("Content-Type", "application/json");
    headers.put("Accept", spec.stream() ? "text/event-stream" : "application/json");
    HttpCall call =
        new HttpCall(
            "POST",
            new Endpoints(spec.providers().catalogue())
                .url(provider, target.protocol(), target.model(), endpoint),
            headers,
            encoded.body(),
            provider.proxy(),
            spec.limits());
    return new Prepared(
        codec,
        call,
        profile.issuer().in(target.protocol().id()),
        losses,
        encoded.undo(),
        spliced.isPresent(),
        spec.providers().replyHeaders(provider, target.protocol()));
  }

  /** The request with the bytes of what the target can't fetch itself. */
  private static ChatRequest whole(
      AttemptSpec spec,
      Codec codec,
      TargetProfile profile,
      ThoughtSignatures signatures,
      CallScope scope) {
    ChatRequest request = request(spec, signatures);
    try {
      return spec.media().inlined(request, part -> codec.reaches(part, profile), scope);
    } catch (MediaException e) {
      throw new UntranslatableException(
          "media-url",
          spec.asked().place(e.url()).orElse(e.place())
              + ": "
              + e.getMessage()
              + ". "
              + profile.model()
              + " takes no address there: name another one, or send the bytes themselves");
    }
  }

  /** A request that is nobody's own here, in common words and then in the target's. */
  private static Encoded encoded(
      Codec codec,
      Collection<Codec> codecs,
      ChatRequest asked,
      TargetProfile profile,
      boolean stream) {
    ChatRequest request = asked;
    List<Loss> losses = new ArrayList<>();
    Undo undo = Undo.NONE;
    for (Codec other : codecs) {
      if (other.protocol() != codec.protocol()) {
        Portable portable = other.portable(request);
        request = portable.request();
        losses.addAll(portable.losses());
        undo = portable.undo().after(undo);
      }
    }
    Encoded encoded = codec.encodeRequest(request, profile, stream);
    losses.addAll(encoded.losses());
    return new Encoded(encoded.body(), losses, encoded.undo().after(undo));
  }

  /** Only Gemini signs calls, and clients of other protocols cannot carry that. */
  private static ChatRequest request(AttemptSpec spec, ThoughtSignatures signatures) {
    ChatRequest request = spec.asked().request();
    Compactions.refuseSealed(request, spec.candidate().target().protocol());
    return spec.candidate().target().protocol() == Protocol.GEMINI
        ? signatures.restored(spec.query().tenant(), request)
        : request;
  }

  private static void refuseUnprintable(String name, String value) {
    if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c <= '~'))) {
      throw new UntranslatableException(
          "headers", "headers." + name + ": has a line end or a letter that no header may have");
    }
  }

  /** Those of the answer's headers that may go to the client. */
  Map<String, String> backTo(Map<String, String> headers) {
    return Headers.passed(replyHeaders, headers);
  }
}
