package dev.patchbay.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.squareup.moshi.JsonReader;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.Usage;
import dev.patchbay.json.Json;
import dev.patchbay.server.RunningAdapter;
import dev.patchbay.testing.Reply;
import dev.patchbay.testing.ScriptedProvider;
import dev.patchbay.wire.Protocol;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code POST /v1/responses/compact} before upstreams of every protocol, and what it is good for.
 */
final class CompactionOverHttpTest {
  private static final String COMPACT = "/v1/responses/compact";

  private static final String CONVERSATION =
      json(
          """
          [{'role':'user','content':'Plan a trip to Oslo.'},
           {'type':'reasoning','id':'rs_1','summary':[]},
           {'type':'function_call','call_id':'call_1','name':'find_hotel','arguments':'{}'},
           {'type':'function_call_output','call_id':'call_1','output':'Hotel Munch is free'},
           {'type':'message','role':'assistant',
            'content':[{'type':'output_text','text':'I booked it.','annotations':[]}]},
           {'role':'user','content':[{'type':'input_text','text':'And the train?'}]}]""");

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static String asked(String model, String input) {
    return json("{'model':'" + model + "','instructions':'Be brief.','input':") + input + "}";
  }

  private static Map<?, ?> read(String body) {
    return (Map<?, ?>) Json.read(body, JsonReader::readJsonValue);
  }

  private static List<Map<?, ?>> output(String body) {
    List<Map<?, ?>> items = new ArrayList<>();
    ((List<?>) read(body).get("output")).forEach(item -> items.add((Map<?, ?>) item));
    return items;
  }

  /** The output, as the text of a JSON array without its end. */
  private static String outputText(String body) {
    return body.substring(body.indexOf("\"output\":") + 9, body.indexOf("],\"usage\""));
  }

  private static HttpResponse<String> compacted(Played played) {
    HttpResponse<String> answer = played.adapter.post(COMPACT, asked("some-model", CONVERSATION));
    assertEquals(200, answer.statusCode(), answer.body());
    return answer;
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void keepsWhatTheUserSaidAndOneItemForTheRest(Protocol upstream) {
    ScriptedProvider lab =
        ExchangeOverHttpTest.provider(upstream)
            .reply(Reply.text("Oslo, Hotel Munch.").withUsage(Usage.of(100, 20)));
    try (Played played = Played.of(lab)) {
      HttpResponse<String> answer = compacted(played);

      Map<?, ?> body = read(answer.body());
      assertEquals("response.compaction", body.get("object"));
      assertTrue(String.valueOf(body.get("id")).startsWith("resp_"), answer.body());
      assertTrue(body.get("created_at") instanceof Double, answer.body());
      assertEquals(120.0, ((Map<?, ?>) body.get("usage")).get("total_tokens"));
      List<Map<?, ?>> output = output(answer.body());
      assertEquals(3, output.size(), answer.body());
      for (Map<?, ?> said : output.subList(0, 2)) {
        assertEquals("message", said.get("type"));
        assertEquals("user", said.get("role"));
        assertEquals("completed", said.get("status"));
        assertEquals("message", said.get("type"));
        assertTrue(String.valueOf(said.get("content")).startsWith("[{type=input_text"));
        assertTrue(String.valueOf(said.get("id")).startsWith("msg_"), answer.body());
      }
      assertTrue(output.get(0).toString().contains("Plan a trip to Oslo."), answer.body());
      assertTrue(output.get(1).toString().contains("And the train?"), answer.body());
      assertEquals("compaction", output.get(2).get("type"));
      assertTrue(String.valueOf(output.get(2).get("id")).startsWith("cmp_"), answer.body());
      assertFalse(answer.body().contains("Munch"), answer.body());
      assertEquals("lab", ExchangeOverHttpTest.header(answer, "x-patchbay-provider"));
      assertEquals("1", ExchangeOverHttpTest.header(answer, "x-patchbay-attempts"));
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void asksTheModelForASummaryWithoutItsTools(Protocol upstream) {
    ScriptedProvider lab = ExchangeOverHttpTest.provider(upstream).reply(Reply.text("Oslo."));
    try (Played played = Played.of(lab)) {
      String tools = json(",'tools':[{'type':'function','name':'find_hotel','parameters':{}}]}");
      String body = asked("some-model", CONVERSATION);
      HttpResponse<String> answer =
          played.adapter.post("/responses/compact", body.substring(0, body.length() - 1) + tools);

      assertEquals(200, answer.statusCode(), answer.body());
      ChatRequest told = lab.lastRequest();
      List<Message> messages = told.messages();
      assertEquals(List.of(), told.tools());
      assertTrue(messages.get(messages.size() - 1).text().contains("summary"), told.toString());
      String all = lab.calls().get(0).body();
      assertTrue(all.contains("Be brief."), all);
      assertTrue(all.contains("find_hotel"), all);
      assertTrue(all.contains("Hotel Munch is free"), all);
      assertTrue(
          messages.stream().noneMatch(message -> message instanceof Message.Tool), told.toString());
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void theNextTurnIsToldTheSummary(Protocol upstream) {
    ScriptedProvider lab =
        ExchangeOverHttpTest.provider(upstream)
            .reply(Reply.text("The hotel is Munch."), Reply.text("By train."));
    try (Played played = Played.of(lab)) {
      String items = outputText(compacted(played).body());
      for (boolean stream : Played.both()) {
        String next = items + json(",{'role':'user','content':'Go on.'}]");
        String body = json("{'model':'some-model','stream':" + stream + ",'input':") + next + "}";

        HttpResponse<String> answer = played.adapter.post("/v1/responses", body);

        assertEquals(200, answer.statusCode(), answer.body());
        String told = lab.lastRequest().messages().toString();
        assertTrue(told.contains("The hotel is Munch."), told);
        assertTrue(told.indexOf("And the train?") < told.indexOf("The hotel is Munch."), told);
        assertTrue(told.indexOf("The hotel is Munch.") < told.indexOf("Go on."), told);
        assertFalse(told.contains("compaction"), told);
      }
      HttpResponse<String> count =
          played.adapter.post(
              "/responses/input_tokens", json("{'model':'some-model','input':") + items + "]}");
      assertEquals(200, count.statusCode(), count.body());
    }
  }

  @Test
  void whatWasCompactedCanBeCompactedAgain() {
    ScriptedProvider lab =
        ScriptedProvider.anthropic("lab")
            .reply(Reply.text("First summary."), Reply.text("Second summary."));
    try (Played played = Played.of(lab)) {
      String items = outputText(compacted(played).body());
      String more = items + json(",{'role':'user','content':'And then?'}]");

      HttpResponse<String> again = played.adapter.post(COMPACT, asked("some-model", more));

      assertTrue(lab.lastRequest().messages().toString().contains("First summary."));
      List<Map<?, ?>> output = output(again.body());
      assertEquals(4, output.size(), again.body());
      assertEquals("compaction", output.get(3).get("type"));
      assertFalse(again.body().contains("told here in short"), again.body());
    }
  }

  @Test
  void refusesAnItemThatWasChanged() {
    try (Played played = Played.of(ScriptedProvider.anthropic("lab"))) {
      String items = outputText(compacted(played).body());
      int at = items.lastIndexOf('"') - 12;
      char other = items.charAt(at) == 'A' ? 'B' : 'A';
      String changed = items.substring(0, at) + other + items.substring(at + 1) + "]";

      for (String path : List.of("/v1/responses", COMPACT)) {
        HttpResponse<String> answer = played.adapter.post(path, asked("some-model", changed));

        assertEquals(400, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("compaction item cannot be opened"), answer.body());
        assertTrue(answer.body().contains("it was changed"), answer.body());
        assertEquals("0", ExchangeOverHttpTest.header(answer, "x-patchbay-attempts"));
      }
    }
  }

  @Test
  void anotherTenantsItemDoesNotOpen() {
    try (Played played = Played.of(ScriptedProvider.openai("lab"))) {
      String items = outputText(compacted(played).body()) + "]";
      String key = played.key("{\"name\": \"stranger\"}");

      HttpResponse<String> answer =
          played.adapter.post(
              "/v1/responses", asked("some-model", items), "Authorization", "Bearer " + key);

      assertEquals(400, answer.statusCode(), answer.body());
      assertTrue(answer.body().contains("made for somebody else"), answer.body());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/responses", COMPACT})
  void anotherIssuersItemGoesNowhereElse(String path) {
    String input =
        json(
            "[{'type':'compaction','id':'cmp_1','encrypted_content':'gAAAAABpM0Yj'},"
                + "{'role':'user','content':'Go on.'}]");
    ScriptedProvider lab = ScriptedProvider.anthropic("lab");
    try (Played played = Played.of(lab)) {
      HttpResponse<String> answer = played.adapter.post(path, asked("some-model", input));

      assertEquals(400, answer.statusCode(), answer.body());
      assertTrue(answer.body().contains("only its issuer can read"), answer.body());
      assertEquals(List.of(), lab.calls());
    }
  }

  @Test
  void anotherIssuersItemPassesWhereItMayHaveComeFrom() {
    String input = json("[{'type':'compaction','id':'cmp_1','encrypted_content':'gAAAAABpM0Yj'}]");
    ScriptedProvider other = ScriptedProvider.anthropic("other");
    ScriptedProvider lab = ScriptedProvider.responses("lab");
    Map<String, Object> mapping =
        Map.of("mappings", Map.of("fast", List.of("other:one", "lab:two")));
    try (Played played = Played.of(mapping, Pulse.Timing.DEFAULT, other, lab)) {
      HttpResponse<String> answer = played.adapter.post("/v1/responses", asked("fast", input));

      assertEquals(200, answer.statusCode(), answer.body());
      assertEquals("lab", ExchangeOverHttpTest.header(answer, "x-patchbay-provider"));
      assertTrue(lab.calls().get(0).body().contains("gAAAAABpM0Yj"));
    }
  }

  @Test
  void goesOnFromAnAnswerThatWasKept() {
    ScriptedProvider lab =
        ScriptedProvider.gemini("lab").reply(Reply.text("In Oslo."), Reply.text("A summary."));
    try (Played played = Played.of(lab)) {
      String first = json("{'model':'some-model','input':'Where is Munch?'}");
      Object id = read(played.adapter.post("/v1/responses", first).body()).get("id");

      HttpResponse<String> answer =
          played.adapter.post(
              COMPACT, json("{'model':'some-model','previous_response_id':'" + id + "'}"));

      assertEquals(200, answer.statusCode(), answer.body());
      assertTrue(lab.lastRequest().messages().toString().contains("In Oslo."));
      List<Map<?, ?>> output = output(answer.body());
      assertTrue(output.get(0).toString().contains("Where is Munch?"), answer.body());
      assertEquals("compaction", output.get(1).get("type"));
      HttpResponse<String> unknown =
          played.adapter.post(
              COMPACT, json("{'model':'some-model','previous_response_id':'resp_none'}"));
      assertEquals(404, unknown.statusCode(), unknown.body());
    }
  }

  @Test
  void isNoTurnOfAConversation() {
    try (Played played = Played.of(ScriptedProvider.openai("lab"))) {
      HttpResponse<String> answer =
          played.adapter.post(
              COMPACT, asked("some-model", CONVERSATION), "X-Conversation-Id", "trip");

      assertEquals(200, answer.statusCode(), answer.body());
      HttpResponse<String> kept = played.adapter.get("/v1/conversations/trip");
      assertFalse(kept.body().contains("Oslo"), kept.body());
    }
  }

  @Test
  void isNotStreamed() {
    try (Played played = Played.of(ScriptedProvider.openai("lab"))) {
      HttpResponse<String> answer =
          played.adapter.post(COMPACT, json("{'model':'some-model','stream':true,'input':'Hi'}"));

      assertEquals(400, answer.statusCode(), answer.body());
      assertTrue(answer.body().contains("a compaction is not streamed"), answer.body());
    }
  }

  @Test
  void whoSummarizesNothingIsFollowedByTheNext() {
    ScriptedProvider lab = ScriptedProvider.openai("lab").reply(Reply.text(" "));
    ScriptedProvider spare = ScriptedProvider.anthropic("spare").reply(Reply.text("A summary."));
    Map<String, Object> mapping =
        Map.of("mappings", Map.of("fast", List.of("lab:one", "spare:two")));
    try (Played played = Played.of(mapping, Pulse.Timing.DEFAULT, lab, spare)) {
      HttpResponse<String> answer = played.adapter.post(COMPACT, asked("fast", CONVERSATION));

      assertEquals(200, answer.statusCode(), answer.body());
      assertEquals("spare", ExchangeOverHttpTest.header(answer, "x-patchbay-provider"));
    }
  }

  @Test
  void isAccountedAsAnyRequest() {
    ScriptedProvider lab =
        ScriptedProvider.anthropic("lab")
            .reply(Reply.text("A summary.").withUsage(Usage.of(100, 20)));
    Map<String, Object> priced =
        Map.of(
            "prices",
            List.of(Map.of("provider", "lab", "model", "*", "input", "1", "output", "10")));
    try (Played played = Played.of(priced, Pulse.Timing.DEFAULT, lab)) {
      assertEquals("0.0003", ExchangeOverHttpTest.header(compacted(played), "x-patchbay-cost-usd"));

      Map<?, ?> total = (Map<?, ?>) read(played.adapter.get("/usage").body()).get("total");
      assertEquals(1.0, total.get("requests"));
      assertEquals("0.0003", total.get("cost_usd"));
    }
  }

  @Test
  void aKeyMayCompactWithItsModelsOnly() {
    try (Played played = Played.of(ScriptedProvider.openai("lab"))) {
      String key = played.key("{\"name\": \"one\", \"allowed_models\": [\"other\"]}");

      HttpResponse<String> answer =
          played.adapter.post(COMPACT, asked("some-model", CONVERSATION), "x-api-key", key);

      assertEquals(403, answer.statusCode(), answer.body());
    }
  }

  /** Who has the endpoint is asked there, in the client's own bytes, and is told back as it is. */
  @Test
  void passesToAProviderThatCompactsByItself() throws Exception {
    String compaction =
        json(
            "{'id':'resp_7','object':'response.compaction','created_at':1764967971,'output':"
                + "[{'id':'msg_0','type':'message','status':'completed','role':'user','content':"
                + "[{'type':'input_text','text':'Plan a trip to Oslo.'}]},"
                + "{'id':'cmp_1','type':'compaction','encrypted_content':'gAAAAABpM0Yj=='}],"
                + "'usage':{'input_tokens':139,'input_tokens_details':{'cached_tokens':0},"
                + "'output_tokens':438,'output_tokens_details':{'reasoning_tokens':64},"
                + "'total_tokens':577}}");
    try (MockWebServer vendor = new MockWebServer()) {
      vendor.enqueue(whole(compaction));
      vendor.enqueue(whole(compaction));
      vendor.start();
      try (RunningAdapter adapter = RunningAdapter.of(openai(vendor))) {
        String body = asked("gpt-5.1-codex-max", CONVERSATION);
        HttpResponse<String> answer = adapter.post(COMPACT, body);

        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(compaction, answer.body());
        RecordedRequest told = vendor.takeRequest();
        assertEquals("/v1/responses/compact", told.getUrl().encodedPath());
        assertEquals(body, told.getBody().utf8());
        assertEquals("application/json", told.getHeaders().get("Accept"));
        Map<?, ?> total = (Map<?, ?>) read(adapter.get("/usage").body()).get("total");
        assertEquals(139.0, total.get("input_tokens"));
        assertEquals(438.0, total.get("output_tokens"));

        String with = body.substring(0, body.length() - 1) + json(",'max_output_tokens':9}");
        HttpResponse<String> again =
            adapter.post(COMPACT, with.replace("gpt-5.1-codex-max", "openai:gpt-5.1-codex-max"));
        assertEquals(output(compaction), output(again.body()));
        assertEquals("gpt-5.1-codex-max", read(vendor.takeRequest().getBody().utf8()).get("model"));
      }
    }
  }

  @Test
  void whatIsOursIsOpenedBeforeAProviderCompactsItAnew() throws Exception {
    try (MockWebServer vendor = new MockWebServer()) {
      vendor.enqueue(
          whole(
              json(
                  "{'id':'resp_7','object':'response.compaction','created_at':1,'output':"
                      + "[{'id':'cmp_1','type':'compaction','encrypted_content':'gAA'}],"
                      + "'usage':{'input_tokens':1,'output_tokens':1,'total_tokens':2}}")));
      vendor.start();
      ScriptedProvider lab = ScriptedProvider.openai("lab").reply(Reply.text("The hotel."));
      try (Played played = Played.of(openai(vendor), Pulse.Timing.DEFAULT, lab)) {
        String items = outputText(compacted(played).body()) + "]";

        HttpResponse<String> answer =
            played.adapter.post(COMPACT, asked("gpt-5.1-codex-max", items));

        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("gAA", output(answer.body()).get(0).get("encrypted_content"));
        Map<?, ?> told = read(vendor.takeRequest().getBody().utf8());
        assertTrue(String.valueOf(told.get("input")).contains("The hotel."), told.toString());
        assertNull(told.get("tools"));
        assertNull(told.get("store"));
      }
    }
  }

  /** As Codex asks where it takes the server for OpenAI's own: it wants one item, and no other. */
  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aTriggerMakesTheAnswerOneItem(Protocol upstream) {
    ScriptedProvider lab =
        ExchangeOverHttpTest.provider(upstream)
            .reply(Reply.text("The hotel is Munch.").withUsage(Usage.of(100, 20)));
    try (Played played = Played.of(lab)) {
      for (boolean stream : Played.both()) {
        String items =
            CONVERSATION.substring(0, CONVERSATION.length() - 1)
                + json(",{'type':'compaction_trigger'}]");
        String body = json("{'model':'some-model','stream':" + stream + ",'input':") + items + "}";

        HttpResponse<String> answer = played.adapter.post("/v1/responses", body);

        assertEquals(200, answer.statusCode(), answer.body());
        assertTrue(lab.lastRequest().messages().toString().contains("Write a summary"));
        assertFalse(answer.body().contains("Munch"), answer.body());
        ChatResponse read = Client.RESPONSES.read(answer.body(), stream);
        assertEquals(1, read.message().parts().size(), answer.body());
        assertEquals(Usage.of(100, 20).outputTotal(), read.usage().outputTotal());
        Part.Unknown item = (Part.Unknown) read.message().parts().get(0);
        assertEquals("compaction", item.type());
        if (stream) {
          assertTrue(answer.body().contains("response.output_item.done"), answer.body());
          assertTrue(Client.RESPONSES.finished(answer.body()), answer.body());
        }
        String next = "[" + item.raw().text() + json(",{'role':'user','content':'Go on.'}]");
        played.adapter.post("/v1/responses", asked("some-model", next));
        assertTrue(lab.lastRequest().messages().toString().contains("The hotel is Munch."));
      }
    }
  }

  @Test
  void aTriggerPassesToAProviderThatKnowsIt() throws Exception {
    String answered =
        json(
            "{'id':'resp_7','object':'response','status':'completed','model':'gpt-5.1-codex-max',"
                + "'output':[{'id':'cmp_1','type':'compaction','encrypted_content':'gAA'}],"
                + "'usage':{'input_tokens':1,'output_tokens':1,'total_tokens':2}}");
    try (MockWebServer vendor = new MockWebServer()) {
      vendor.enqueue(whole(answered));
      vendor.start();
      try (RunningAdapter adapter = RunningAdapter.of(openai(vendor))) {
        String input = json("[{'role':'user','content':'Hi'},{'type':'compaction_trigger'}]");
        String body =
            json("{'model':'gpt-5.1-codex-max','stream':false,'max_output_tokens':99,'input':")
                + input
                + "}";
        HttpResponse<String> answer = adapter.post("/v1/responses", body);

        assertEquals(answered, answer.body());
        RecordedRequest told = vendor.takeRequest();
        assertEquals("/v1/responses", told.getUrl().encodedPath());
        assertTrue(told.getBody().utf8().contains("compaction_trigger"));
      }
    }
  }

  private static MockResponse whole(String body) {
    return new MockResponse.Builder()
        .code(200)
        .addHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  private static Map<String, Object> openai(MockWebServer vendor) {
    return Map.of(
        "providers",
        Map.of(
            "openai",
            Map.of(
                "base-url",
                vendor.url("/v1").toString(),
                "accounts",
                List.of(Map.of("name", "main", "api-key", "k")))));
  }
}
