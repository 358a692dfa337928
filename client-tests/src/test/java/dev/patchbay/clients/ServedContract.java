package dev.patchbay.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.failure.Failure;
import dev.patchbay.failure.FailureKind;
import dev.patchbay.failure.FailurePhase;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.Protocol;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every vendor's client sees through the running server of what upstreams of all four
 * protocols say. A sibling names its client, and what that client cannot do.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(PatchbayExtension.class)
abstract class ServedContract {
  private static final Pattern WRAPPED =
      Pattern.compile(
          Base64.getEncoder().encodeToString("patchbay1".getBytes(StandardCharsets.US_ASCII))
              + "[A-Za-z0-9+/]+=*");

  private static final Set<FailureKind> CREDENTIALS =
      Set.of(FailureKind.AUTHENTICATION, FailureKind.PERMISSION);

  private final Map<String, Client> clients = new HashMap<>();
  private Patchbay patchbay;

  /** A client of the server; one that validates refuses whatever its vendor's documents lack. */
  abstract Client client(String url, boolean validating, Map<String, String> headers);

  /** The protocol it speaks. */
  private Protocol protocol() {
    return codec().protocol();
  }

  abstract Codec codec();

  /** What the client cannot read whatever we do, each with the reason. */
  Map<String, String> unreadable() {
    return Map.of();
  }

  /** The exception, status, type and code by which the client tells an upstream's failure. */
  abstract Map<FailureKind, Client.Refused> refusals();

  /** How the client tells that the server's own credentials were refused. */
  abstract Client.Refused badGateway();

  @BeforeAll
  void open(Patchbay running) {
    patchbay = running;
  }

  @AfterAll
  void close() {
    clients.values().forEach(Client::close);
  }

  List<Upstreamed> answers() {
    return foreign(Upstreamed.all(false));
  }

  List<Upstreamed> streams() {
    return foreign(Upstreamed.all(true));
  }

  List<Upstreamed> own() {
    return Stream.of(false, true)
        .flatMap(stream -> Upstreamed.all(stream).stream())
        .filter(each -> each.codec().protocol() == protocol())
        .toList();
  }

  private List<Upstreamed> foreign(List<Upstreamed> all) {
    return all.stream()
        .filter(each -> each.codec().protocol() != protocol())
        .filter(each -> !unreadable().containsKey(each.name()))
        .toList();
  }

  Set<FailureKind> failures() {
    return refusals().keySet();
  }

  private Client asking(Upstreamed said) {
    return clients.computeIfAbsent(
        said.codec().protocol().id(),
        provider -> client(patchbay.url(), true, Patchbay.pin(provider)));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void readsWhatAnUpstreamOfAnotherProtocolSaid(Upstreamed upstream) {
    patchbay.upstream().serve(upstream.reply());
    Client client = asking(upstream);
    assertEquals(plain(client.expected(upstream.said(), false)), plain(client.whole()));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void readsWhatAnUpstreamOfAnotherProtocolStreamed(Upstreamed upstream) {
    patchbay.upstream().serve(upstream.reply());
    Client client = asking(upstream);
    assertEquals(plain(client.expected(upstream.said(), true)), plain(client.streamed()));
  }

  /** What a provider says in a dialect of its own reaches the client as if nobody stood between. */
  @ParameterizedTest
  @MethodSource("own")
  void readsWhatAnUpstreamOfItsOwnProtocolSaidAsFromItself(Upstreamed upstream) {
    patchbay.upstream().serve(upstream.reply());
    String through = outcome(asking(upstream), upstream.stream());
    Client straight =
        clients.computeIfAbsent("", none -> client(patchbay.upstream().url(), true, Map.of()));
    assertEquals(outcome(straight, upstream.stream()), through);
  }

  private String outcome(Client client, boolean stream) {
    try {
      return plain(stream ? client.streamed() : client.whole()).replaceFirst("model .*", "model");
    } catch (RuntimeException e) {
      return "thrown: " + e.getClass().getName() + ": " + e.getMessage();
    }
  }

  /** Without what the server gives names of its own: it wraps what only one provider can read. */
  String plain(Seen seen) {
    return WRAPPED.matcher(seen.toString()).replaceAll(ServedContract::unwrapped);
  }

  private static String unwrapped(MatchResult wrapped) {
    String[] lines = decoded(wrapped.group()).split("\n");
    return Matcher.quoteReplacement(lines[lines.length - 1]);
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void tellsAnUpstreamsFailureByItsStatusTypeAndCode(FailureKind kind) {
    List<String> wrong = new ArrayList<>();
    for (Codec upstream : Patchbay.CODECS) {
      Client.Refused told = refusal(kind, upstream, false);
      if (!said(expected(kind)).equals(said(told))) {
        wrong.add(upstream.protocol().id() + ": " + told);
      }
    }
    Client.Refused streamed = refusal(kind, codec(), true);
    if (!said(expected(kind)).equals(said(streamed))) {
      wrong.add("streamed: " + streamed);
    }
    assertEquals(List.of(), wrong, () -> "not " + said(expected(kind)));
  }

  /** A refusal of our credentials upstream is nothing the client's own could cure. */
  private Client.Refused expected(FailureKind kind) {
    return CREDENTIALS.contains(kind) ? badGateway() : refusals().get(kind);
  }

  /** A 404 that names no model is taken for that of a wrong address. */
  private static String message(FailureKind kind) {
    return kind == FailureKind.MODEL_NOT_FOUND ? "It broke. model: model-x not found" : "It broke.";
  }

  /** Codes are the upstream's own where ours has none, and what is over needs no waiting. */
  private static String said(Client.Refused refused) {
    return refused.exception() + " " + refused.status() + " " + refused.type();
  }

  private Client.Refused refusal(FailureKind kind, Codec upstream, boolean stream) {
    Failure failure =
        Failure.builder(kind, FailurePhase.CONNECTING, message(kind))
            .retryAfter(Duration.ofSeconds(7))
            .build();
    patchbay.upstream().serve(Served.error(upstream, failure));
    String provider = patchbay.unused(upstream);
    try (Client client = client(patchbay.url(), true, Patchbay.pin(provider))) {
      RuntimeException thrown =
          assertThrows(RuntimeException.class, stream ? client::streamed : client::whole);
      Client.Refused told = client.refused(thrown);
      assertNotNull(told, thrown::toString);
      assertTrue(told.message().contains("It broke."), told.message());
      assertEquals(1, patchbay.upstream().calls(), "a client must not repeat what we repeated");
      return told;
    }
  }
}
