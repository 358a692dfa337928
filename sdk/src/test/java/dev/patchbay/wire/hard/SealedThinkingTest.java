package dev.patchbay.wire.hard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatUnfold;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Issuer;
import dev.patchbay.chat.Message;
import dev.patchbay.chat.Opaque;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.chat.StopReason;
import dev.patchbay.json.JsonFields;
import dev.patchbay.planner.Queries;
import dev.patchbay.wire.OpaqueTag;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.WireRequest;
import dev.patchbay.wire.hard.Hop.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only its issuer can read goes through clients of every protocol and back to it alone. */
final class SealedThinkingTest {
  private static final String SECRET = "gAAAAABh-_seal==";
  private static final String THOUGHT = "Let me see.\n\nYes.";

  static Stream<Arguments> otherProtocols() {
    return Stream.of(Hop.values())
        .flatMap(
            client ->
                Stream.of(Hop.ANTHROPIC, Hop.RESPONSES, Hop.CHAT)
                    .filter(issuer -> issuer != client)
                    .map(issuer -> Arguments.of(client, issuer)));
  }

  private static Issuer issuer(Hop hop) {
    return hop.issuer().in(hop.protocol().id());
  }

  private static ChatResponse answer(Part... parts) {
    ChatResponse empty =
        Hop.CHAT.answer(
            "{'id':'c','object':'chat.completion','created':1,'model':'m','choices':[{'index':0,"
                + "'message':{'role':'assistant','content':'x'},'finish_reason':'stop'}]}");
    Message.Assistant said = new Message.Assistant(List.of(parts));
    return empty.withChoices(List.of(new Choice(0, said, StopReason.END, null, JsonFields.NONE)));
  }

  /** What the client sends next, when it was given an answer and sends it back as it came. */
  private static ChatRequest sentBack(Hop client, Sent told) {
    String json = told.json();
    String turn =
        switch (client) {
          case CHAT ->
              "{'model':'m','messages':[{'role':'user','content':'q'},"
                  + inside(json, "\"message\":")
                  + ",{'role':'user','content':'on'}]}";
          case RESPONSES ->
              "{'model':'m','input':[{'role':'user','content':'q'},"
                  + bare(inside(json, "\"output\":"))
                  + ",{'role':'user','content':'on'}]}";
          case ANTHROPIC ->
              "{'model':'m','max_tokens':99,'messages':[{'role':'user','content':'q'},"
                  + "{'role':'assistant','content':"
                  + inside(json, "\"content\":")
                  + "},{'role':'user','content':'on'}]}";
          case GEMINI ->
              "{'contents':[{'role':'user','parts':[{'text':'q'}]},"
                  + inside(json, "\"content\":")
                  + ",{'role':'user','parts':[{'text':'on'}]}]}";
        };
    return client.request(turn);
  }

  private static String bare(String array) {
    return array.substring(1, array.length() - 1);
  }

  /** The value after a name, up to its end. */
  private static String inside(String json, String name) {
    int from = json.indexOf(name) + name.length();
    int depth = 0;
    boolean quoted = false;
    for (int i = from; i < json.length(); i++) {
      char c = json.charAt(i);
      if (quoted) {
        i += c == '\\' ? 1 : 0;
        quoted = c != '"';
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      }
      if (depth == 0 && !quoted) {
        return json.substring(from, i + 1);
      }
    }
    throw new IllegalArgumentException(name);
  }

  /** What the client sends next, when it was streamed the answer. */
  private static ChatRequest streamedAndSentBack(Hop client, ChatResponse answer) {
    ChatResponse seen =
        client.folded(
            client.frames(ChatUnfold.events(answer)), Issuer.client(client.protocol().id()));
    return sentBack(client, client.told(seen));
  }

  private static List<Part> thinking(ChatRequest request) {
    return request.messages().stream()
        .flatMap(message -> message.parts().stream())
        .filter(part -> part instanceof Part.Thinking || part instanceof Part.OpaqueThinking)
        .map(SealedThinkingTest::bare)
        .toList();
  }

  private static Part bare(Part part) {
    return part instanceof Part.Thinking thinking
        ? new Part.Thinking(thinking.text(), thinking.signature())
        : new Part.OpaqueThinking(((Part.OpaqueThinking) part).data());
  }

  @ParameterizedTest
  @HardCase(27)
  @MethodSource("otherProtocols")
  void aSignatureComesBackThroughAClientOfAnotherProtocolWithItsIssuer(Hop client, Hop issuer) {
    Part signed = new Part.Thinking(THOUGHT, new Opaque(SECRET, issuer(issuer)));
    ChatResponse answer = answer(signed, new Part.Text("42"));

    Sent told = client.told(answer);
    ChatRequest whole = sentBack(client, told);

    assertFalse(told.json().contains(SECRET));
    assertEquals(List.of(signed), thinking(whole));
    assertEquals(List.of(signed), thinking(streamedAndSentBack(client, answer)));
  }

  @ParameterizedTest
  @HardCase(27)
  @HardCase(28)
  @MethodSource("otherProtocols")
  void encryptedThinkingComesBackThroughAClientOfAnotherProtocol(Hop client, Hop issuer) {
    Part secret = new Part.OpaqueThinking(new Opaque(SECRET, issuer(issuer)));
    ChatResponse answer = answer(secret, new Part.Text("42"));

    assertEquals(List.of(secret), thinking(sentBack(client, client.told(answer))));
    assertEquals(List.of(secret), thinking(streamedAndSentBack(client, answer)));
  }

  @ParameterizedTest
  @HardCase(27)
  @EnumSource
  void aClientOfTheIssuersProtocolIsShownTheValueAsItIs(Hop client) {
    Part signed = new Part.Thinking(THOUGHT, new Opaque(SECRET, issuer(client)));
    Part asPart =
        new Part.Thinking(
            THOUGHT, null, PartInfo.NONE.withSignature(new Opaque(SECRET, issuer(client))));

    Sent told = client.told(answer(client == Hop.GEMINI ? asPart : signed, new Part.Text("42")));

    assertTrue(told.json().contains(SECRET), told::json);
  }

  @Test
  @HardCase(22)
  @HardCase(27)
  void sealedThinkingGoesBackToTheProviderAndModelThatIssuedItAlone() {
    Part signed = new Part.Thinking(THOUGHT, new Opaque(SECRET, issuer(Hop.RESPONSES)));
    ChatRequest back =
        sentBack(Hop.ANTHROPIC, Hop.ANTHROPIC.told(answer(signed, new Part.Text("42"))));

    Sent own = Hop.RESPONSES.sent(back);
    Sent otherModel = Hop.RESPONSES.sent(back, TargetProfile.plain("openai-responses", "m-2"));
    Sent otherProvider = Hop.RESPONSES.sent(back, TargetProfile.plain("azure", Hop.MODEL));
    Sent anthropic = Hop.ANTHROPIC.sent(back);

    assertEquals(SECRET, own.text("input", 1, "encrypted_content"));
    assertTrue(own.losses().isEmpty(), () -> "" + own.losses());
    for (Sent other : List.of(otherModel, otherProvider, anthropic)) {
      assertFalse(other.json().contains(SECRET));
      assertFalse(other.json().contains("cGF0Y2hiYXkx"));
      assertFalse(other.json().contains("Let me see"));
      assertEquals(List.of("thinking"), other.losses());
      assertTrue(other.json().contains("42"));
    }
  }

  @ParameterizedTest
  @HardCase(27)
  @EnumSource
  void aTaggedValueNobodyCanReadIsDroppedAndDeclared(Hop target) {
    ChatRequest broken =
        Hop.ANTHROPIC.request(
            "{'model':'m','max_tokens':99,'messages':[{'role':'user','content':'q'},"
                + "{'role':'assistant','content':[{'type':'thinking','thinking':'hm',"
                + "'signature':'cGF0Y2hiYXkxAAAA'},{'type':'text','text':'42'}]},"
                + "{'role':'user','content':'on'}]}");
    Sent sent = target.sent(broken, Quirk.REASONING_DETAILS_BACK);

    assertFalse(sent.json().contains("cGF0Y2hiYXkx"));
    assertTrue(sent.losses().contains("thinking"));
  }

  @Test
  @HardCase(27)
  void bytesWithSealedThinkingOfOthersAreNotForwardedAndRoutingFollowsTheIssuer() {
    Part signed = new Part.Thinking(THOUGHT, new Opaque(SECRET, issuer(Hop.RESPONSES)));
    Sent told = Hop.ANTHROPIC.told(answer(signed, new Part.Text("42")));
    String turn =
        "{'model':'m','max_tokens':99,'messages':[{'role':'user','content':'q'},"
            + "{'role':'assistant','content':"
            + inside(told.json(), "\"content\":")
            + "},{'role':'user','content':'on'}]}";
    WireRequest request = WireRequest.builder(Hop.ANTHROPIC.protocol(), Hop.bytes(turn)).build();
    var glance = Hop.ANTHROPIC.codec.glance(request);

    assertEquals(issuer(Hop.RESPONSES), glance.issuer());
    assertEquals(issuer(Hop.RESPONSES), Queries.of(request, glance).softPin());
    assertTrue(Hop.ANTHROPIC.codec.splice(glance, Hop.ANTHROPIC.target(), false).isEmpty());
  }

  @ParameterizedTest
  @HardCase(27)
  @ValueSource(ints = {0, 1, 2, 3, 5, 7, 11, 12, 13, 1000})
  void routingFindsTheIssuerWhereverItStands(int after) {
    Part signed = new Part.Thinking(THOUGHT, new Opaque(SECRET, issuer(Hop.RESPONSES)));
    Sent told = Hop.ANTHROPIC.told(answer(signed));
    String turn =
        "{'model':'m','max_tokens':99,'messages':[{'role':'user','content':'cGF0Y2hi'},"
            + "{'role':'assistant','content':"
            + inside(told.json(), "\"content\":")
            + "},{'role':'user','content':'"
            + "cGF0Y2hiYXkx".repeat(after).substring(0, after)
            + "'}]}";
    WireRequest request = WireRequest.builder(Hop.ANTHROPIC.protocol(), Hop.bytes(turn)).build();

    if (after < 12) {
      assertEquals(issuer(Hop.RESPONSES), Hop.ANTHROPIC.codec.glance(request).issuer());
    } else {
      assertEquals(Issuer.UNKNOWN, Hop.ANTHROPIC.codec.glance(request).issuer());
    }
  }

  @Test
  @HardCase(27)
  void bytesWithoutSealedThinkingAreForwardedAndNobodyIsPreferred() {
    WireRequest request =
        WireRequest.builder(
                Hop.ANTHROPIC.protocol(),
                Hop.bytes(
                    "{'model':'m','max_tokens':99,'messages':[{'role':'user','content':'q'}]}"))
            .build();
    var glance = Hop.ANTHROPIC.codec.glance(request);

    assertNull(glance.issuer());
    assertTrue(Hop.ANTHROPIC.codec.splice(glance, Hop.ANTHROPIC.target(), false).isPresent());
  }

  @Test
  @HardCase(28)
  void redactedThinkingKeepsItsPlaceAndShowsNothingInChat() {
    Part redacted = new Part.OpaqueThinking(new Opaque(SECRET, issuer(Hop.ANTHROPIC)));
    Part signed = new Part.Thinking("seen", new Opaque("s2", issuer(Hop.ANTHROPIC)));
    List<Part> parts = new ArrayList<>(List.of(redacted, signed, new Part.Text("42")));
    Message.Assistant said = new Message.Assistant(parts);
    ChatRequest request =
        ChatRequest.builder().model("m").user("q").message(said).user("on").build();

    assertEquals(
        List.of("redacted_thinking", "thinking", "text"),
        Hop.ANTHROPIC.sent(request).each("type", "messages", 1, "content"));
    Sent told = Hop.CHAT.told(answer(redacted, new Part.Text("42")));
    assertNull(told.at("choices", 0, "message", "reasoning_content"));
    assertEquals("42", told.text("choices", 0, "message", "content"));
  }

  @Test
  @HardCase(26)
  void aThoughtSignatureOnATextGoesBackOnTheSameText() {
    ChatRequest request =
        Hop.GEMINI.request(
            "{'contents':[{'role':'user','parts':[{'text':'q'}]},{'role':'model','parts':["
                + "{'text':'one'},{'text':'two','thoughtSignature':'c2ln'},{'text':'three'}]},"
                + "{'role':'user','parts':[{'text':'on'}]}]}");
    Sent sent = Hop.GEMINI.sent(request);

    assertEquals(
        List.of("null", "c2ln", "null"), sent.each("thoughtSignature", "contents", 1, "parts"));
    assertFalse(Hop.ANTHROPIC.sent(request).json().contains("c2ln"));
  }

  @Test
  @HardCase(26)
  void aThoughtSignatureStreamedAloneComesBackAloneAndIsNotMergedWithText() {
    ChatResponse seen =
        Hop.GEMINI.answer(
            "{'responseId':'r','modelVersion':'m','candidates':[{'index':0,'finishReason':'STOP',"
                + "'content':{'role':'model','parts':[{'text':'42'},"
                + "{'text':'','thoughtSignature':'c2ln'}]}}]}");
    ChatRequest back =
        ChatRequest.builder().model("m").user("q").message(seen.message()).user("on").build();
    Sent sent = Hop.GEMINI.sent(back);

    assertEquals(List.of("42", ""), sent.each("text", "contents", 1, "parts"));
    assertEquals("c2ln", sent.text("contents", 1, "parts", 1, "thoughtSignature"));
  }

  @Test
  @HardCase(25)
  void theFirstCallOfAStepThatLostItsSignatureCarriesTheWordThatSkipsTheCheck() {
    ChatRequest request =
        Hop.CHAT.request(
            "{'model':'m','messages':[{'role':'user','content':'q'},{'role':'assistant',"
                + "'tool_calls':[{'id':'a','type':'function','function':{'name':'f','arguments':'{}'}},"
                + "{'id':'b','type':'function','function':{'name':'g','arguments':'{}'}}]},"
                + "{'role':'tool','tool_call_id':'a','content':'1'},"
                + "{'role':'tool','tool_call_id':'b','content':'2'}]}");
    Sent sent = Hop.GEMINI.sent(request);

    assertEquals(
        List.of("skip_thought_signature_validator", "null"),
        sent.each("thoughtSignature", "contents", 1, "parts"));
    assertTrue(sent.losses().contains("thought-signature"));
  }

  @Test
  void aTagIsBase64InBothAlphabets() {
    Part signed = new Part.Thinking("ü?>~", new Opaque("ÿ?~>", issuer(Hop.CHAT)));
    ChatResponse shown = OpaqueTag.shown(answer(signed), Hop.GEMINI.protocol().id());
    String tag = ((Part.Thinking) shown.message().parts().get(0)).signature().value();
    String urlSafe = tag.replace('+', '-').replace('/', '_').replace("=", "");
    Message.Assistant said =
        new Message.Assistant(
            List.of(
                new Part.Thinking(
                    "ü?>~", new Opaque(urlSafe, Issuer.client(Hop.GEMINI.protocol().id())))));

    ChatRequest back =
        OpaqueTag.own(ChatRequest.builder().model("m").user("q").message(said).build());

    assertTrue(java.util.Base64.getDecoder().decode(tag).length > 0);
    assertEquals(List.of(signed), thinking(back));
  }
}
