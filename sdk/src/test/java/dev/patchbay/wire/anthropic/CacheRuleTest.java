package dev.patchbay.wire.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.Issuer;
import dev.patchbay.json.JsonTree;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.CacheRule;
import dev.patchbay.wire.CacheRule.Marks;
import dev.patchbay.wire.CacheRule.Ttl;
import dev.patchbay.wire.Encoded;
import dev.patchbay.wire.Loss;
import dev.patchbay.wire.Protocol;
import dev.patchbay.wire.Quirk;
import dev.patchbay.wire.TargetProfile;
import dev.patchbay.wire.WireRequest;
import dev.patchbay.wire.openai.OpenAiCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cache marks as the configuration wants them, in a client's own bytes and encoded anew. */
final class CacheRuleTest {
  private static final CacheRule AUTO = new CacheRule(Ttl.KEEP, Marks.AUTO);
  private static final String TOOLS =
      "'tools':[{'name':'f','input_schema':{'type':'object'}},{'name':'g','input_schema':{'type':'object'}}],";
  private static final String TURNS =
      "{'role':'user','content':'one'},{'role':'assistant','content':'two'},"
          + "{'role':'user','content':'three'},{'role':'assistant','content':'four'},"
          + "{'role':'user','content':[{'type':'text','text':'five'},{'type':'text','text':'six'}]}";

  private static TargetProfile target(CacheRule rule, Quirk... quirks) {
    return new TargetProfile(
        "claude", Issuer.of("lab", "claude"), Set.of(quirks), null, null, null, rule);
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static String request(String fields, String messages) {
    return "{'model':'claude','max_tokens':9," + fields + "'messages':[" + messages + "]}";
  }

  /** The same request passed on and encoded anew: both must end with the same marks. */
  private static Encoded sent(String json, CacheRule rule) {
    TargetProfile target = target(rule);
    Encoded spliced =
        Wire.CODEC
            .splice(WireRequest.of(Protocol.ANTHROPIC_MESSAGES, bytes(json)), target, false)
            .orElseThrow();
    Encoded encoded =
        Wire.CODEC.encodeRequest(Wire.CODEC.decodeRequest(bytes(json)), target, false);
    assertEquals(marks(encoded), marks(spliced));
    assertEquals(features(encoded), features(spliced));
    return spliced;
  }

  private static List<String> features(Encoded encoded) {
    return encoded.losses().stream()
        .map(Loss::feature)
        .filter(feature -> feature.startsWith("cache-"))
        .toList();
  }

  /** Where marks stand, and their times. */
  private static Set<String> marks(Encoded encoded) {
    Set<String> marks = new TreeSet<>();
    gather("", JsonTree.of(RawJson.of(encoded.body())).value(), marks);
    return marks;
  }

  private static void gather(String path, Object value, Set<String> marks) {
    if (value instanceof Map<?, ?> map) {
      if (map.get("cache_control") instanceof Map<?, ?> mark) {
        marks.add(path + "=" + (mark.get("ttl") == null ? "" : mark.get("ttl")));
      }
      map.forEach((key, one) -> gather(path + "/" + key, one, marks));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        gather(path + "/" + i, list.get(i), marks);
      }
    }
  }

  @Test
  void withoutARuleTheBytesGoAsTheyCame() {
    byte[] body = bytes(request("'system':'s'," + TOOLS, TURNS));
    Encoded sent =
        Wire.CODEC
            .splice(
                WireRequest.of(Protocol.ANTHROPIC_MESSAGES, body), target(CacheRule.KEEP), false)
            .orElseThrow();
    assertSame(body, sent.body());
    assertTrue(marks(sent).isEmpty());
  }

  @Test
  void marksAreSetAtToolsSystemAndTheLastTwoTurnsOfTheUser() {
    Encoded sent = sent(request("'system':'s'," + TOOLS, TURNS), AUTO);
    assertEquals(
        Set.of("/tools/1=", "/system/0=", "/messages/2/content/0=", "/messages/4/content/1="),
        marks(sent));
    assertEquals(List.of("cache-marks"), features(sent));
    assertEquals("4 set by the router", sent.losses().get(0).detail());
  }

  @Test
  void marksAreSetForAnHour() {
    Encoded sent =
        sent(request("'system':[{'type':'text','text':'s'}],", TURNS), rule(Ttl.HOUR, Marks.AUTO));
    assertEquals(
        Set.of("/system/0=1h", "/messages/2/content/0=1h", "/messages/4/content/1=1h"),
        marks(sent));
  }

  private static CacheRule rule(Ttl ttl, Marks marks) {
    return new CacheRule(ttl, marks);
  }

  @Test
  void theResultsOfToolsAreTheUsersTurn() {
    String call =
        "{'role':'assistant','content':[{'type':'tool_use','id':'t','name':'f','input':{}}]}";
    String result =
        "{'role':'user','content':[{'type':'tool_result','tool_use_id':'t','content':'r'}]}";
    Encoded sent = sent(request("", "{'role':'user','content':'a'}," + call + "," + result), AUTO);
    assertEquals(Set.of("/messages/0/content/0=", "/messages/2/content/0="), marks(sent));
  }

  @Test
  void anEmptyTextIsNotMarked() {
    Encoded sent = sent(request("'system':' ',", "{'role':'user','content':'a'}"), AUTO);
    assertEquals(Set.of("/messages/0/content/0="), marks(sent));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'system':[{'type':'text','text':'s','cache_control':{'type':'ephemeral'}}],",
        "'cache_control':{'type':'ephemeral'},",
        "'tools':[{'name':'f','input_schema':{'type':'object'},'cache_control':{'type':'ephemeral'}}],"
      })
  void whereTheClientSetsMarksNoneAreAdded(String fields) {
    Encoded sent = sent(request(fields, TURNS), AUTO);
    assertEquals(1, marks(sent).size());
    assertEquals(List.of(), features(sent));
    Encoded hour = sent(request(fields, TURNS), rule(Ttl.HOUR, Marks.AUTO));
    assertEquals(1, marks(hour).size());
    assertTrue(marks(hour).iterator().next().endsWith("=1h"), marks(hour)::toString);
    assertEquals(List.of("cache-ttl"), features(hour));
  }

  @ParameterizedTest
  @EnumSource(
      value = Ttl.class,
      names = {"FIVE_MINUTES", "HOUR"})
  void allMarksOfTheClientGetTheOneTimeSoThatTheirOrderIsRight(Ttl ttl) {
    String mixed =
        "{'role':'user','content':[{'type':'text','text':'a','cache_control':{'type':'ephemeral','ttl':'1h'}},"
            + "{'type':'text','text':'b','cache_control':{'type':'ephemeral'}}]}";
    String five =
        "'system':[{'type':'text','text':'s','cache_control':{'type':'ephemeral','ttl':'5m'}}],";
    Encoded sent = sent(request(five, mixed), rule(ttl, Marks.CLIENT));
    assertEquals(
        Set.of(
            "/system/0=" + ttl.sent(),
            "/messages/0/content/0=" + ttl.sent(),
            "/messages/0/content/1=" + ttl.sent()),
        marks(sent));
    assertTrue(marks(sent(request("", TURNS), rule(ttl, Marks.CLIENT))).isEmpty());
  }

  @Test
  void aClientOfAnotherProtocolGetsMarksToo() {
    ChatRequest asked =
        new OpenAiCodec()
            .decodeRequest(
                bytes(
                    "{'model':'m','messages':[{'role':'system','content':'s'},{'role':'developer','content':'d'},"
                        + TURNS
                        + "]}"));
    Encoded sent = Wire.CODEC.encodeRequest(asked, target(AUTO), false);
    assertEquals(
        Set.of("/system/1=", "/messages/2/content/0=", "/messages/4/content/1="), marks(sent));
  }

  @Test
  void aServerOfOpenAisProtocolThatPassesMarksOnGetsThem() {
    byte[] body = bytes("{'model':'m','messages':[{'role':'system','content':'s'}," + TURNS + "]}");
    TargetProfile passing = target(AUTO, Quirk.KEEPS_CACHE_CONTROL);
    WireRequest request = WireRequest.of(Protocol.OPENAI_CHAT, body);
    assertTrue(new OpenAiCodec().splice(request, passing, false).isEmpty());
    Encoded sent =
        new OpenAiCodec().encodeRequest(new OpenAiCodec().decodeRequest(body), passing, false);
    assertEquals(
        Set.of("/messages/0/content/0=", "/messages/3/content/0=", "/messages/5/content/1="),
        marks(sent));
    assertTrue(new OpenAiCodec().splice(request, target(AUTO), false).isPresent());
  }

  @Test
  void theSameRequestIsMarkedTheSameWayEachTime() {
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Encoded sent = sent(request("'system':'s'," + TOOLS, TURNS), AUTO);
      bodies.add(new String(sent.body(), StandardCharsets.UTF_8));
    }
    assertEquals(bodies.get(0), bodies.get(1));
  }
}
