package dev.patchbay.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every vendor's client does at the running server, whatever protocol the upstream speaks. A
 * sibling names its client, and how that tells that it may not ask.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(PatchbayExtension.class)
abstract class WorkContract {
  private final Map<String, Work> work = new HashMap<>();
  private PlayedServer server;

  abstract Work work(String url, String key, Map<String, String> headers);

  /** How the client tells that its key is none: exception, status and type. */
  abstract String unauthorized();

  /** What it can have read of a stream that stands still. */
  String begun() {
    return "Once upon a time";
  }

  @BeforeAll
  void open(PlayedServer running) {
    server = running;
  }

  @AfterAll
  void close() {
    work.values().forEach(Work::close);
  }

  List<String> upstreams() {
    return Patchbay.CODECS.stream().map(codec -> codec.protocol().id()).toList();
  }

  private Work at(String provider) {
    return work.computeIfAbsent(
        provider, id -> work(server.url(), server.key(), Patchbay.pin(provider)));
  }

  @ParameterizedTest
  @MethodSource("upstreams")
  void callsAToolAndHasItsResultAnswered(String upstream) {
    List<String> cities = new ArrayList<>();
    String answer =
        at(upstream)
            .withTool(
                "How is the weather?",
                city -> {
                  cities.add(city);
                  return "4 °C in " + city;
                });
    assertEquals(List.of("Tromsø"), cities);
    assertEquals("It is 4 °C in Tromsø", answer);
  }

  @ParameterizedTest
  @MethodSource("upstreams")
  void makesAValueOfStructuredOutput(String upstream) {
    assertEquals(StructuredTest.tromso(), at(upstream).structured("Which city?"));
  }

  @ParameterizedTest
  @MethodSource("upstreams")
  void freesTheUpstreamWhenItLeavesAStream(String upstream) {
    String id = UUID.randomUUID().toString();
    assertEquals(begun(), at(upstream).beginning("hold " + id));
    assertTrue(server.upstream().left(id), "the upstream is still asked");
  }

  @Test
  void countsTokensAndMoreOfThemForMoreText() {
    Work any = at("openai-chat");
    OptionalLong few = any.count("Hi");
    if (few.isPresent()) {
      long many = any.count("Hi, how are you today? ".repeat(20)).orElseThrow();
      assertTrue(few.getAsLong() > 0 && few.getAsLong() < 20, few::toString);
      assertTrue(many > 80 && many < 300, () -> "" + many);
    }
  }

  @Test
  void listsTheModelsOfAllProviders() {
    List<String> models = at("openai-chat").models();
    for (String upstream : upstreams()) {
      String name = upstream + ":" + Served.MODEL;
      assertTrue(models.stream().anyMatch(model -> model.endsWith(name)), models::toString);
    }
  }

  @Test
  void isToldThatItsKeyIsNone() {
    try (Work stranger = work(server.url(), "nobody", Map.of())) {
      RuntimeException thrown =
          assertThrows(RuntimeException.class, () -> stranger.structured("Which city?"));
      Client.Refused refused = stranger.refused(thrown);
      assertNotNull(refused, thrown::toString);
      assertEquals(
          unauthorized(), refused.exception() + " " + refused.status() + " " + refused.type());
    }
  }
}
