package dev.patchbay.price;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatFold;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Usage;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.transport.SseFrame;
import dev.patchbay.wire.Codec;
import dev.patchbay.wire.StreamDecoder;
import dev.patchbay.wire.anthropic.AnthropicCodec;
import dev.patchbay.wire.gemini.GeminiCodec;
import dev.patchbay.wire.openai.OpenAiCodec;
import dev.patchbay.wire.responses.ResponsesCodec;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * What providers report, read by the codecs and priced, beside costs that were computed by another
 * program, term by term as the last column says. A usage of several reports is a stream of them;
 * {@code cut} streams have no end.
 */
class GoldenCostsTest {
  private static final Issuer ISSUER = Issuer.of("golden", "m");

  @ParameterizedTest(name = "{1}: {0}")
  @CsvFileSource(resources = "costs.csv", numLinesToSkip = 1)
  void costsAreExactToTheLastDigit(
      String name, String protocol, String way, String price, String usage, String usd) {
    Usage read = way.equals("body") ? body(protocol, usage) : stream(protocol, way, usage);
    assertNotNull(read, name);
    Cost cost = Pricing.cost(read, price(price));
    if (usd == null) {
      assertNull(cost, () -> String.valueOf(cost));
    } else {
      assertNotNull(cost);
      assertEquals(0, new BigDecimal(usd).compareTo(cost.usd()), () -> usd + " is not " + cost);
    }
  }

  private static ModelPrice price(String text) {
    if (text.indexOf('=') >= 0) {
      return stated(text);
    }
    int space = text.indexOf(' ');
    return Catalogue.load()
        .card(text.substring(0, space), text.substring(space + 1))
        .orElseThrow()
        .price();
  }

  private static ModelPrice stated(String text) {
    Map<String, BigDecimal> named = new HashMap<>();
    for (String pair : text.split(" ")) {
      String[] parts = pair.split("=");
      named.put(parts[0], new BigDecimal(parts[1]));
    }
    TokenPrices tokens =
        new TokenPrices(
            named.get("input"),
            named.get("output"),
            named.get("cacheRead"),
            named.get("cacheWrite5m"),
            named.get("cacheWrite1h"),
            named.get("cacheWrite"),
            named.get("reasoning"),
            named.get("audioInput"),
            named.get("audioOutput"));
    return new ModelPrice(
        tokens, List.of(), named.get("search"), named.get("request"), "override", "1");
  }

  private static Codec codec(String protocol) {
    return switch (protocol) {
      case "openai-chat" -> new OpenAiCodec();
      case "openai-responses" -> new ResponsesCodec();
      case "anthropic-messages" -> new AnthropicCodec();
      case "gemini" -> new GeminiCodec();
      default -> throw new IllegalArgumentException(protocol);
    };
  }

  private static Usage body(String protocol, String usage) {
    String body =
        switch (protocol) {
          case "openai-chat" ->
              """
              {"id":"c","object":"chat.completion","model":"m","choices":[{"index":0,"message":
              {"role":"assistant","content":"ok"},"finish_reason":"stop"}],"usage":%s}
              """;
          case "openai-responses" ->
              """
              {"id":"r","object":"response","status":"completed","model":"m","output":[{"type":
              "message","id":"i","role":"assistant","status":"completed","content":[{"type":
              "output_text","text":"ok","annotations":[]}]}],"usage":%s}
              """;
          case "anthropic-messages" ->
              """
              {"id":"a","type":"message","role":"assistant","model":"m","content":[{"type":"text",
              "text":"ok"}],"stop_reason":"end_turn","stop_sequence":null,"usage":%s}
              """;
          default ->
              """
              {"candidates":[{"content":{"role":"model","parts":[{"text":"ok"}]},"finishReason":
              "STOP","index":0}],"modelVersion":"m","usageMetadata":%s}
              """;
        };
    byte[] bytes = body.formatted(usage).getBytes(StandardCharsets.UTF_8);
    return codec(protocol).decodeResponse(bytes, ISSUER).usage();
  }

  private static Usage stream(String protocol, String way, String reports) {
    StreamDecoder decoder = codec(protocol).decodeStream(ISSUER);
    List<ChatEvent> events = new ArrayList<>();
    for (String data : frames(protocol, way, List.of(reports.split(" >> ")))) {
      decoder.decode(new SseFrame(event(data), data), events::add);
    }
    decoder.end(events::add);
    ChatFold fold = new ChatFold();
    events.forEach(fold::add);
    return fold.response().usage();
  }

  /** The name of the event is the type in its data, as two of the vendors have it. */
  private static String event(String data) {
    String type = "{\"type\":\"";
    return data.startsWith(type)
        ? data.substring(type.length(), data.indexOf('"', type.length()))
        : "";
  }

  private static List<String> frames(String protocol, String way, List<String> reports) {
    return switch (protocol) {
      case "openai-chat" -> chat(way, reports);
      case "openai-responses" -> responses(way, reports.get(0));
      case "anthropic-messages" -> anthropic(way, reports);
      default -> gemini(reports);
    };
  }

  private static List<String> chat(String way, List<String> reports) {
    List<String> frames = new ArrayList<>();
    String chunk =
        "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":";
    frames.add(chunk + "[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"ok\"}}]}");
    if (way.equals("stream")) {
      frames.add(chunk + "[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
    }
    reports.forEach(usage -> frames.add(chunk + "[],\"usage\":" + usage + "}"));
    if (way.equals("stream")) {
      frames.add("[DONE]");
    }
    return frames;
  }

  private static List<String> responses(String way, String usage) {
    String answer =
        "{\"id\":\"r\",\"object\":\"response\",\"model\":\"m\",\"output\":[],\"status\":\"%s\"%s}";
    String status = way.equals("stream") ? "completed" : way;
    String more =
        switch (way) {
          case "incomplete" -> ",\"incomplete_details\":{\"reason\":\"max_output_tokens\"}";
          case "failed" -> ",\"error\":{\"code\":\"server_error\",\"message\":\"no\"}";
          default -> "";
        };
    String begin = answer.formatted("in_progress", "");
    String end = answer.formatted(status, more + ",\"usage\":" + usage);
    return List.of(
        "{\"type\":\"response.created\",\"sequence_number\":0,\"response\":" + begin + "}",
        "{\"type\":\"response." + status + "\",\"sequence_number\":1,\"response\":" + end + "}");
  }

  private static List<String> anthropic(String way, List<String> reports) {
    List<String> frames = new ArrayList<>();
    frames.add(
        """
        {"type":"message_start","message":{"id":"a","type":"message","role":"assistant","model":
        "m","content":[],"stop_reason":null,"stop_sequence":null,"usage":%s}}
        """
            .formatted(reports.get(0)));
    frames.add(
        """
        {"type":"content_block_start","index":0,"content_block":{"type":"text","text":"ok"}}
        """);
    if (way.equals("stream")) {
      frames.add("{\"type\":\"content_block_stop\",\"index\":0}");
      frames.add(
          """
          {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":%s}
          """
              .formatted(reports.get(1)));
      frames.add("{\"type\":\"message_stop\"}");
    }
    return frames;
  }

  private static List<String> gemini(List<String> reports) {
    List<String> frames = new ArrayList<>();
    for (String usage : reports) {
      frames.add(
          """
          {"candidates":[{"content":{"role":"model","parts":[{"text":"ok"}]},"index":0}],
          "modelVersion":"m","usageMetadata":%s}
          """
              .formatted(usage));
    }
    return frames;
  }
}
