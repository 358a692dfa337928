package dev.patchbay.config.source;

import static dev.patchbay.config.source.Trees.resolve;
import static dev.patchbay.config.source.Trees.tree;
import static dev.patchbay.config.source.Trees.withGroq;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.patchbay.account.Account;
import dev.patchbay.chat.ResumePolicy;
import dev.patchbay.config.Resolved;
import dev.patchbay.course.UpstreamStream;
import dev.patchbay.hours.PauseHours;
import dev.patchbay.provider.DispatchMode;
import dev.patchbay.provider.ModelCard;
import dev.patchbay.provider.Provider;
import dev.patchbay.provider.ProviderTable;
import dev.patchbay.provider.Tier;
import dev.patchbay.route.RouteRule;
import dev.patchbay.route.Strategy;
import dev.patchbay.route.Substitution;
import dev.patchbay.wire.CacheRule;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Protocol;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigKeysTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource({"routerKeys", "providerKeys", "accountKeys", "ruleKeys"})
  void eachKeyChangesWhatIsResolved(
      String json, Function<Resolved, Object> resolved, Object expected) {
    assertNotEquals(expected, resolved.apply(resolve(withGroq("{}"))), "without the key");
    assertEquals(expected, resolved.apply(resolve(withGroq(json))));
  }

  static Stream<Arguments> routerKeys() {
    return Stream.of(
        row("{'default-provider':'groq'}", r -> r.tables().defaultProvider(), "groq"),
        row("{'default-model':'m'}", r -> r.tables().defaultModel(), "m"),
        row("{'substitution':'any'}", r -> r.tables().substitution(), Substitution.ANY),
        row("{'substitution':'NEVER'}", r -> r.rules().substitution(), Substitution.NEVER),
        row("{'strategy':'round-robin'}", r -> r.tables().strategy(), Strategy.ROUND_ROBIN),
        row("{'strategy':'stay-by-cost'}", r -> r.tables().strategy(), Strategy.STAY_BY_COST),
        row("{'wait-price':'0.5'}", r -> r.tables().waitPrice(), new BigDecimal("0.5")),
        row("{'session-duration':'1h'}", r -> r.tables().sessionDuration(), Duration.ofHours(1)),
        row("{'retry':{'attempts':3}}", r -> r.rules().attempts(), 3),
        row("{'retry':{'attempts':'4'}}", r -> r.rules().attempts(), 4),
        row("{'retry':{'attempts':5.0}}", r -> r.rules().attempts(), 5),
        row("{'retry':{'delay':'1s'}}", r -> r.rules().delay(), Duration.ofSeconds(1)),
        row("{'retry':{'delay':0}}", r -> r.rules().delay(), Duration.ZERO),
        row("{'retry':{'backoff':1.5}}", r -> r.rules().backoff(), 1.5),
        row("{'failover':{'max-attempts':9}}", r -> r.rules().maxAttempts(), 9),
        row("{'hedge':{'after':'2s'}}", r -> r.rules().hedgeAfter(), Duration.ofSeconds(2)),
        row("{'hedge':{'max':3}}", r -> r.rules().hedgeMax(), 3),
        timeout("connect", r -> r.rules().timeouts().connect()),
        timeout("first-token", r -> r.rules().timeouts().firstToken()),
        timeout(
            "first-token-with-alternative", r -> r.rules().timeouts().firstTokenWithAlternative()),
        timeout("first-token-reasoning", r -> r.rules().timeouts().firstTokenReasoning()),
        timeout("idle", r -> r.rules().timeouts().idle()),
        timeout("attempt", r -> r.rules().timeouts().attempt()),
        timeout("total", r -> r.rules().timeouts().total()),
        row("{'upstream-stream':'never'}", r -> r.rules().upstreamStream(), UpstreamStream.NEVER),
        row("{'resume':'continue'}", r -> r.rules().resume(), ResumePolicy.CONTINUE),
        row("{'upstream-proxy':'http://p:1'}", r -> groq(r).proxy(), "http://p:1"),
        row(
            "{'mappings':{'fast':['groq:a','groq:b']}}",
            r -> r.tables().mappings().toString(),
            "[Mapping[name=fast, to=[Destination[provider=groq, model=a, weight=1],"
                + " Destination[provider=groq, model=b, weight=1]]]]"),
        row(
            "{'mappings':{'fast':'groq:x:y'}}",
            r -> r.tables().mappings().stream().map(m -> m.to().get(0).model()).toList(),
            List.of("x:y")));
  }

  static Stream<Arguments> providerKeys() {
    return Stream.of(
        provider("'dispatch-mode':'Exclusive'", Provider::mode, DispatchMode.EXCLUSIVE),
        provider("'priority':-1", Provider::priority, -1),
        provider("'weight':7", Provider::weight, 7),
        provider("'protocol':'openai-responses'", Provider::protocol, Protocol.OPENAI_RESPONSES),
        provider(
            "'base-url':'http://h/v1'",
            Provider::protocols,
            Map.of(Protocol.OPENAI_CHAT, "http://h/v1", Protocol.OPENAI_RESPONSES, "http://h/v1")),
        provider("'timeout':'300s'", Provider::attemptTimeout, Duration.ofSeconds(300)),
        provider("'timeout':'PT2M'", Provider::attemptTimeout, Duration.ofMinutes(2)),
        provider("'proxy':'http://p:2'", Provider::proxy, "http://p:2"),
        provider("'headers':{'X-Title':'App'}", Provider::headers, Map.of("X-Title", "App")),
        provider("'headers':{'X-N':3}", Provider::headers, Map.of("X-N", "3")),
        provider("'small-model':'s'", p -> p.tierModels().get(Tier.SMALL), "s"),
        provider("'medium-model':'m'", p -> p.tierModels().get(Tier.MEDIUM), "m"),
        provider("'big-model':'b'", p -> p.tierModels().get(Tier.BIG), "b"),
        provider("'big-model':'b'", Provider::userTiers, true),
        provider("'catch-all':true", Provider::catchAll, true),
        provider("'catch-all':'False'", Provider::catchAll, false),
        provider("'api-version':'2024-10-21'", Provider::apiVersion, "2024-10-21"),
        provider("'upstream-stream':'always'", Provider::upstreamStream, "always"),
        provider("'type':'openai'", Provider::type, "openai"),
        row(
            "{'providers':{'groq':{'type':'anthropic','cache-ttl':'1h','cache-marks':'auto'}}}",
            r -> groq(r).cache(),
            new CacheRule(CacheRule.Ttl.HOUR, CacheRule.Marks.AUTO)),
        row(
            "{'providers':{'groq':{'enabled':true},'ollama':{}}}",
            ConfigKeysTest::ids,
            List.of("groq", "ollama")),
        row(
            "{'providers':{'ollama':{},'groq':{'enabled':false}}}",
            ConfigKeysTest::ids,
            List.of("ollama")));
  }

  static Stream<Arguments> accountKeys() {
    return Stream.of(
        account("{'name':'a','api-key':'k'}", Account::name, "a"),
        account("{'api-key':' k2 '}", a -> a.apiKey().reveal(), "k2"),
        account("{'api-key':'k','priority':3}", Account::priority, 3),
        account("{'api-key':'k','weight':4}", Account::weight, 4),
        account("{'api-key':'k','max-concurrency':5}", Account::maxConcurrency, 5),
        account(
            "{'api-key':'k','pause-hours':'mon-fri 13:00-19:00, sun 9:00-10:00 +08:00'}",
            Account::pauseHours,
            PauseHours.of("mon-fri 13:00-19:00 UTC", "sun 09:00-10:00 +08:00")),
        account(
            "{'api-key':'k','pause-hours':['mon-fri 13:00-19:00','sat 0:00-24:00']}",
            Account::pauseHours,
            PauseHours.of("mon-fri 13:00-19:00", "sat 00:00-24:00")));
  }

  static Stream<Arguments> ruleKeys() {
    return Stream.of(
        rule("'model':'gpt-*'", RouteRule::model, "gpt-*"),
        rule("'tag':'batch'", RouteRule::tag, "batch"),
        rule("'caller':'c'", RouteRule::caller, "c"),
        rule("'tenant':'t'", RouteRule::tenant, "t"),
        rule("'protocol':'gemini'", RouteRule::protocol, Protocol.GEMINI),
        rule("'needs':['tools']", RouteRule::needs, List.of(Capability.TOOLS)),
        rule("'needs':'json-schema'", RouteRule::needs, List.of(Capability.JSON_SCHEMA)),
        rule("'tokens':'10-20'", one -> one.minTokens() + ".." + one.maxTokens(), "10..20"),
        rule("'tokens':'-20'", RouteRule::maxTokens, 20L),
        rule("'tokens':'>50000'", RouteRule::minTokens, 50_001L));
  }

  @Test
  void weightsOfARuleAreKept() {
    Resolved resolved =
        resolve(
            withGroq(
                "{'rules':[{'match':{'model':'x'},'to':[{'target':'groq:a','weight':9},"
                    + "{'target':'groq:b'}]}]}"));
    assertEquals(
        List.of(9, 1),
        resolved.tables().rules().get(0).to().stream().map(RouteRule.Destination::weight).toList());
  }

  @Test
  void modelsMayBeNamesGlobsAndCards() {
    Resolved resolved =
        resolve(
            withGroq(
                "{'providers':{'groq':{'models':['llama-*',{'id':'big','context-window':128000,"
                    + "'max-output':8192,'capabilities':['tools']}]}}}"));
    ProviderTable table = resolved.tables().providers();
    assertTrue(table.lists(groq(resolved), "llama-of-mine"));
    ModelCard card = table.card(groq(resolved), "big");
    assertEquals(128_000, card.contextWindow());
    assertEquals(8_192, card.maxOutput());
    assertEquals(Set.of(Capability.TOOLS), card.capabilities());
  }

  @Test
  void everyPriceOfAModelIsRead() {
    Resolved resolved =
        resolve(
            withGroq(
                "{'prices':[{'provider':'groq','model':'m*','input':'0.10','output':0.4,"
                    + "'cache-read':'1','cache-write':'2','cache-write-5m':'3',"
                    + "'cache-write-1h':'4','reasoning':'5','audio-input':'6',"
                    + "'audio-output':'7'}]}"));
    String prices = priceOf(resolved, "my-model", "m*");
    assertEquals(
        "TokenPrices[input=0.1, output=0.4, cacheRead=1, cacheWrite5m=3, cacheWrite1h=4,"
            + " cacheWrite=2, reasoning=5, audioInput=6, audioOutput=7]",
        prices.replace("0.10", "0.1"));
  }

  private static String priceOf(Resolved resolved, String model, String glob) {
    return resolved.tables().providers().card(groq(resolved), model).price().base().toString();
  }

  @Test
  void aPriceForEveryProviderStandsBehindAnEarlierOneForOne() {
    Resolved resolved =
        resolve(
            withGroq(
                "{'prices':[{'provider':'groq','model':'a','input':'1','output':'1'},"
                    + "{'provider':'*','input':'2','output':'2'}]}"));
    ProviderTable table = resolved.tables().providers();
    assertEquals(new BigDecimal("1"), table.card(groq(resolved), "a").price().base().input());
    assertEquals(new BigDecimal("2"), table.card(groq(resolved), "b").price().base().input());
  }

  @Test
  void aTypeMakesAnotherProviderOfARow() {
    Resolved resolved =
        resolve(
            tree(
                "{'providers':{'azure-eu':{'type':'azure','base-url':'https://eu.azure.com',"
                    + "'api-version':'2024-10-21','accounts':[{'api-key':'k'}]}}}"));
    Provider azure = resolved.tables().providers().enabled("azure-eu").orElseThrow();
    assertEquals("azure", azure.type());
    assertEquals("api-key", azure.auth().header());
    assertEquals("AZURE_EU", azure.envPrefix());
  }

  @Test
  void anIdNobodyKnowsIsCustomAndSpeaksOpenAiUnlessItSaysOtherwise() {
    Resolved resolved =
        resolve(
            tree(
                "{'providers':{'lab':{'base-url':'http://h:1/v1'},'claude-lab':"
                    + "{'protocol':'anthropic-messages','base-url':'http://h:2'}}}"));
    ProviderTable table = resolved.tables().providers();
    Provider lab = table.enabled("lab").orElseThrow();
    assertTrue(lab.custom());
    assertEquals(Map.of(Protocol.OPENAI_CHAT, "http://h:1/v1"), lab.protocols());
    assertEquals("x-api-key", table.enabled("claude-lab").orElseThrow().auth().header());
  }

  @Test
  void nullsAndBlanksAreUnsaid() {
    Map<String, Object> tree =
        withGroq(
            "{'retry':null,'default-provider':null,'default-model':'','strategy':' ',"
                + "'providers':{'groq':{'priority':null,'base-url':'','enabled':'',"
                + "'models':null,'headers':{'X-A':null}}}}");
    Resolved resolved = resolve(tree);
    assertEquals(resolve(withGroq("{}")).rules(), resolved.rules());
    assertEquals(100, groq(resolved).priority());
    assertEquals(Map.of(), groq(resolved).headers());
  }

  @Test
  void keysThatAreNumbersOrFlagsAreTheirText() {
    Map<Object, Object> mappings = new LinkedHashMap<>();
    mappings.put(4, "groq:a");
    mappings.put(true, "groq:b");
    Map<String, Object> tree = withGroq("{}");
    tree.put("mappings", mappings);
    assertEquals(
        List.of("4", "true"),
        resolve(tree).tables().mappings().stream().map(one -> one.name()).toList());
  }

  @Test
  void arraysAreLists() {
    Map<String, Object> tree = withGroq("{}");
    tree.put("mappings", Map.of("a", new String[] {"groq:x", "groq:y"}));
    assertEquals(2, resolve(tree).tables().mappings().get(0).to().size());
  }

  @Test
  void accountsWithoutNamesAreNumbered() {
    Resolved resolved =
        resolve(withGroq("{'providers':{'groq':{'accounts':[{'api-key':'a'},{'api-key':'b'}]}}}"));
    assertEquals(
        List.of("main", "account-2"),
        resolved.tables().accountsOf("groq").stream().map(Account::name).toList());
  }

  private static Arguments row(String json, Function<Resolved, Object> resolved, Object expected) {
    return arguments(json, resolved, expected);
  }

  private static Arguments timeout(String key, Function<Resolved, Object> resolved) {
    return row("{'timeouts':{'" + key + "':'77s'}}", resolved, Duration.ofSeconds(77));
  }

  private static Arguments provider(
      String json, Function<Provider, Object> value, Object expected) {
    return row(
        "{'providers':{'groq':{" + json + "}}}", resolved -> value.apply(groq(resolved)), expected);
  }

  private static Arguments account(String json, Function<Account, Object> value, Object expected) {
    return row(
        "{'providers':{'groq':{'accounts':[" + json + "]}}}",
        resolved -> value.apply(resolved.tables().accountsOf("groq").get(0)),
        expected);
  }

  private static Arguments rule(String match, Function<RouteRule, Object> value, Object expected) {
    return row(
        "{'rules':[{'match':{" + match + "},'to':[{'target':'groq:x'}]}]}",
        resolved ->
            resolved.tables().rules().isEmpty()
                ? "no rule"
                : value.apply(resolved.tables().rules().get(0)),
        expected);
  }

  private static Provider groq(Resolved resolved) {
    return resolved.tables().providers().enabled("groq").orElseThrow();
  }

  private static List<String> ids(Resolved resolved) {
    return resolved.tables().providers().enabled().stream().map(Provider::id).sorted().toList();
  }
}
