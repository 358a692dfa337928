package dev.patchbay.inquiry;

import dev.patchbay.account.Account;
import dev.patchbay.endpoint.Endpoints;
import dev.patchbay.endpoint.Headers;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.failure.FailureTable;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.provider.Provider;
import dev.patchbay.transport.CallScope;
import dev.patchbay.transport.HttpCall;
import dev.patchbay.transport.HttpReply;
import dev.patchbay.transport.PhaseWatch;
import dev.patchbay.transport.TimeLimits;
import dev.patchbay.transport.Transport;
import dev.patchbay.transport.TransportException;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Endpoint;
import dev.patchbay.wire.Protocol;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends one question, once, and takes the whole answer. Thread-safe. */
public final class Inquiries {
  /** OpenRouter's list of models, the longest known, has about 1 MB. */
  private static final long LONGEST_ANSWER = 16L << 20;

  private static final long LONGEST_ERROR = 64L << 10;

  /** Counts and lists come at once or are not worth waiting for. */
  private static final TimeLimits LIMITS =
      new TimeLimits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(15));

  private final Transport transport;
  private final Map<Protocol, Codec> codecs;
  private final Clock clock;

  /** Asks over a transport it does not own. */
  public Inquiries(Transport transport, Map<Protocol, Codec> codecs, Clock clock) {
    this.transport = transport;
    this.codecs = Map.copyOf(codecs);
    this.clock = clock;
  }

  /** The codec of a protocol, if there is one. */
  Optional<Codec> codec(Protocol protocol) {
    return Optional.ofNullable(codecs.get(protocol));
  }

  /**
   * The body of the answer.
   *
   * @param model for providers that want it in the path; empty for none
   * @param body what is posted; null to get
   * @throws InquiryException if there is none, saying why without any word of the upstream's
   */
  byte[] ask(
      Catalogue catalogue,
      Provider provider,
      Account account,
      Codec codec,
      String model,
      Endpoint endpoint,
      byte @Nullable [] body) {
    Map<String, String> headers =
        new LinkedHashMap<>(
            Headers.of(provider, codec.protocol(), endpoint, Map.of(), account.apiKey()));
    headers.put("Accept", "application/json");
    if (body != null) {
      headers.put("Content-Type", "application/json");
    }
    try {
      HttpCall call =
          new HttpCall(
              body == null ? "GET" : "POST",
              new Endpoints(catalogue).url(provider, codec.protocol(), model, endpoint),
              headers,
              body == null ? new byte[0] : body,
              provider.proxy(),
              LIMITS);
      return send(call, codec);
    } catch (TransportException e) {
      throw new InquiryException(e.kind(), 0, e.kind() + " before an answer came");
    } catch (IllegalArgumentException e) {
      throw new InquiryException(FailureKind.MISCONFIGURED, 0, "its base URL is incomplete");
    }
  }

  private byte[] send(HttpCall call, Codec codec) {
    try (HttpReply reply = transport.send(call, new CallScope(), new PhaseWatch())) {
      if (reply.status() >= 200 && reply.status() < 300) {
        return reply.body(LONGEST_ANSWER);
      }
      FailureKind kind =
          FailureTable.classify(
                  codec.decodeError(reply.status(), reply.headers(), reply.head(LONGEST_ERROR)),
                  FailurePhase.BEFORE_OUTPUT,
                  clock.instant())
              .kind();
      throw new InquiryException(kind, reply.status(), kind + ", status " + reply.status());
    }
  }
}
