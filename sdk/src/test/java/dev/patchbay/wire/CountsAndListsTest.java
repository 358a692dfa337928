package dev.patchbay.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Tool;
import dev.patchbay.json.BadJsonException;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.anthropic.AnthropicCodec;
import dev.patchbay.wire.gemini.GeminiCodec;
import dev.patchbay.wire.openai.OpenAiCodec;
import dev.patchbay.wire.responses.ResponsesCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What codecs say besides answers: counts of tokens and lists of models. */
class CountsAndListsTest {
  private static final TargetProfile TARGET = TargetProfile.plain("p", "m-1");

  static List<Codec> codecs() {
    return List.of(
        new OpenAiCodec(), new ResponsesCodec(), new AnthropicCodec(), new GeminiCodec());
  }

  static List<Codec> counting() {
    return codecs().stream().filter(codec -> codec.counting().isPresent()).toList();
  }

  private static Codec codec(String protocol) {
    return codecs().stream()
        .filter(codec -> codec.protocol().id().equals(protocol))
        .findFirst()
        .orElseThrow();
  }

  private static byte[] utf8(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic-messages, count-tokens.json",
    "gemini, count-tokens.json",
    "openai-responses, input-tokens-count.json"
  })
  void theSampledCountIsRead(String protocol, String sample) {
    TokenCounting counting = codec(protocol).counting().orElseThrow();
    byte[] body = new Fixture(protocol, sample).bytes();
    assertEquals(27, counting.decodeResponse(body));
    assertEquals(27, counting.decodeResponse(counting.encodeResponse(27)));
  }

  @Test
  void whatAClientIsToldHasTheSamplesForm() {
    assertEquals("{\"input_tokens\":27}", encoded(codec("anthropic-messages")));
    assertEquals("{\"totalTokens\":27}", encoded(codec("gemini")));
    assertEquals(
        "{\"object\":\"response.input_tokens\",\"input_tokens\":27}",
        encoded(codec("openai-responses")));
    assertEquals(Optional.empty(), codec("openai-chat").counting());
  }

  private static String encoded(Codec codec) {
    byte[] body = codec.counting().orElseThrow().encodeResponse(27);
    return new String(body, StandardCharsets.UTF_8);
  }

  private static ChatRequest request() {
    return ChatRequest.builder()
        .model("m-1")
        .maxOutputTokens(900)
        .temperature(0.5)
        .system("Be brief")
        .user("Hello")
        .tool(new Tool.Function("find", "Finds it", RawJson.of("{\"type\":\"object\"}")))
        .build();
  }

  @ParameterizedTest
  @MethodSource("counting")
  void aQuestionHasSystemTextAndToolsButNotWhatShapesTheAnswer(Codec codec) {
    TokenCounting counting = codec.counting().orElseThrow();
    byte[] body = counting.encodeRequest(request(), TARGET).body();
    String text = new String(body, StandardCharsets.UTF_8);
    assertTrue(text.contains("Be brief") && text.contains("find") && text.contains("m-1"), text);
    if (codec.protocol() != Protocol.GEMINI) {
      assertFalse(text.contains("max") || text.contains("temperature"), text);
    }
    ChatRequest again = counting.decodeRequest(body);
    assertEquals(1, again.tools().size());
    assertEquals("Hello", again.messages().get(again.messages().size() - 1).text());
    assertTrue(again.messages().get(0) instanceof Message.System);
  }

  @Test
  void questionsGoWhereEachProtocolHasThem() {
    assertEquals("messages/count_tokens", path(codec("anthropic-messages")));
    assertEquals("models/m-1:countTokens", path(codec("gemini")));
    assertEquals("responses/input_tokens", path(codec("openai-responses")));
  }

  private static String path(Codec codec) {
    return codec.counting().orElseThrow().endpoint(TARGET).path();
  }

  @Test
  void geminisContentsAloneAreAQuestionToo() {
    ChatRequest request =
        codec("gemini")
            .counting()
            .orElseThrow()
            .decodeRequest(utf8("{'contents':[{'role':'user','parts':[{'text':'Hi'}]}]}"));
    assertEquals("Hi", request.messages().get(0).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "{'input_tokens':-1,'totalTokens':-1}",
        "{'input_tokens':null}",
        "{'input_tokens':'many','totalTokens':{}}",
        "<html>",
        "{'input_tokens':1e99,'totalTokens':1e99}"
      })
  void aCountThatIsNoneIsRefused(String body) {
    for (Codec codec : counting()) {
      TokenCounting counting = codec.counting().orElseThrow();
      assertThrows(BadJsonException.class, () -> counting.decodeResponse(utf8(body)));
    }
  }

  @Test
  void theSampledListsAreRead() {
    assertEquals(
        List.of(
            new ListedModel(
                "gpt-5.4", null, null, null, Instant.ofEpochSecond(1_780_000_000L), "system"),
            new ListedModel(
                "gpt-5.4-mini", null, null, null, Instant.ofEpochSecond(1_780_000_001L), "system")),
        sampled("openai-chat").models());
    ModelPage claude = sampled("anthropic-messages");
    assertEquals(
        List.of(
            new ListedModel(
                "claude-sonnet-5-5",
                "Claude Sonnet 5.5",
                1_000_000,
                128_000,
                Instant.parse("2026-09-01T00:00:00Z"),
                null)),
        claude.models());
    assertNull(claude.next());
    ModelPage gemini = sampled("gemini");
    assertEquals(
        List.of(
            new ListedModel("gemini-3.5-flash", "Gemini 3.5 Flash", 1_048_576, 65_536, null, null)),
        gemini.models());
    assertEquals("tok2", gemini.next());
    assertTrue(codec("gemini").models().endpoint("tok2").path().endsWith("&pageToken=tok2"));
  }

  private static ModelPage sampled(String protocol) {
    return codec(protocol).models().decode(new Fixture(protocol, "models-list.json").bytes());
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void aListForAClientIsReadBackAsItWas(Codec codec) {
    ModelListing listing = codec.models();
    List<ListedModel> models =
        List.of(
            new ListedModel("groq/llama-3.3", null, 128_000, 8_192, Instant.EPOCH, null),
            ListedModel.named("a:b"));
    ModelPage page = listing.decode(listing.encode(models));
    assertEquals(
        List.of("groq/llama-3.3", "a:b"), page.models().stream().map(ListedModel::id).toList());
    assertEquals(128_000, page.models().get(0).contextWindow());
    assertEquals(8_192, page.models().get(0).maxOutput());
    assertNull(page.next());
    assertTrue(
        new String(listing.encodeOne(models.get(1)), StandardCharsets.UTF_8).contains("a:b"));
    assertEquals(List.of(), listing.decode(listing.encode(List.of())).models());
  }

  @Test
  void claudesClientsFindBothWaysToTellPages() {
    String list =
        new String(codec("anthropic-messages").models().encode(List.of()), StandardCharsets.UTF_8);
    assertEquals(
        "{\"data\":[],\"has_more\":false,\"first_id\":null,\"last_id\":null,\"next_page\":null}",
        list);
  }

  /** OpenRouter's, Groq's, vLLM's and Together's own fields; what does not chat is left out. */
  @Test
  void limitsAreReadUnderTheNamesOfOthers() {
    ModelListing listing = codec("openai-chat").models();
    assertEquals(
        "[a 1000 200, b 2000 null, c 3000 null]",
        listing
            .decode(
                utf8(
                    "[{'id':'a','context_window':1000,'max_completion_tokens':200},"
                        + "{'id':'b','context_length':2000.0,'pricing':{'prompt':'0'}},"
                        + "{'id':'c','max_model_len':'3000'},{'id':'e','type':'embedding'},"
                        + "{'id':'text-embedding-3-large'},{'id':'gpt-image-1'}]"))
            .models()
            .stream()
            .map(one -> one.id() + " " + one.contextWindow() + " " + one.maxOutput())
            .toList()
            .toString());
  }

  @Test
  void anOddEntryDoesNotCostTheList() {
    String odd =
        "[1,null,[],{},{'id':7.5e400},{'id':''},{'name':'models/'},{'id':null},"
            + "{'id':'ok','name':'models/ok','created':1e999,'created_at':'soon',"
            + "'context_length':-3,'inputTokenLimit':1e30,'max_tokens':[{}],'type':{}}]";
    for (Codec codec : codecs()) {
      byte[] body = utf8("{'data':" + odd + ",'models':" + odd + ",'has_more':null}");
      List<ListedModel> models = codec.models().decode(body).models();
      ListedModel last = models.get(models.size() - 1);
      assertEquals("ok", last.id());
      assertNull(last.contextWindow());
      assertNull(last.created());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "null", "7", "{'data':{}}", "{'data':7,'models':7}", "<html>"})
  void whatIsNoListIsRefused(String body) {
    for (Codec codec : codecs()) {
      assertThrows(BadJsonException.class, () -> codec.models().decode(utf8(body)));
    }
  }

  @Test
  void aHugeListIsCut() {
    String many = "{\"id\":\"a\",\"name\":\"models/a\"},".repeat(ModelListing.MOST + 500);
    byte[] body = utf8("{'data':[" + many + "{}],'models':[" + many + "{}]}");
    for (Codec codec : codecs()) {
      assertEquals(ModelListing.MOST, codec.models().decode(body).models().size());
    }
  }

  @Test
  void mutatedListsNeverFailOtherwiseThanAsBadJson() {
    SplittableRandom random = new SplittableRandom(9);
    for (Codec codec : codecs()) {
      String protocol =
          codec.protocol() == Protocol.OPENAI_RESPONSES ? "openai-chat" : codec.protocol().id();
      byte[] sample = new Fixture(protocol, "models-list.json").bytes();
      for (int i = 0; i < 5_000; i++) {
        byte[] mutant = sample.clone();
        for (int j = 0; j < 3; j++) {
          mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(128);
        }
        try {
          codec.models().decode(mutant);
        } catch (BadJsonException e) {
          assertFalse(String.valueOf(e.getMessage()).isEmpty());
        }
      }
    }
  }
}
