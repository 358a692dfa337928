package dev.patchbay.config.source;

import static dev.patchbay.config.source.Trees.SPOKEN;
import static dev.patchbay.config.source.Trees.tree;
import static dev.patchbay.config.source.Trees.variables;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.config.AccountConfig;
import dev.patchbay.config.ConfigException;
import dev.patchbay.config.ConfigResolver;
import dev.patchbay.config.DatabaseConfig;
import dev.patchbay.config.ProviderConfig;
import dev.patchbay.config.Resolved;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.store.database.Durability;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A key in a right or in a wrong place is in nothing that people will see. */
class SecretsStayHiddenTest {
  private static final List<String> CANARIES =
      List.of(
          "sk-proj-canary1234567890",
          "0123456789abcdef0123456789abcdef",
          "canaryXYZ0123456789",
          "6f9619ff-8b86-d011-b42d-00cf4fc964ff");

  private static final List<String> WRONG_TREES =
      List.of(
          "{'providers':{'openai':'%s'}}",
          "{'providers':'%s'}",
          "{'providers':{'%s':{'enabled':true}}}",
          "{'providers':{'%s':'x'}}",
          "{'providers':{'openai':{'%s':1}}}",
          "{'providers':{'openai':{'type':'%s'}}}",
          "{'providers':{'openai':{'enabled':'%s'}}}",
          "{'providers':{'openai':{'priority':'%s'}}}",
          "{'providers':{'openai':{'base-url':'%s'}}}",
          "{'providers':{'openai':{'base-url':'https://u:%s@h/v1','accounts':[{'api-key':'k'}]}}}",
          "{'providers':{'openai':{'base-url':'https://%s@h/v1','accounts':[{'api-key':'k'}]}}}",
          "{'providers':{'openai':{'proxy':'%s'}}}",
          "{'providers':{'openai':{'proxy':'socks://u:%s@h'}}}",
          "{'upstream-proxy':'https://u:%s@h'}",
          "{'providers':{'openai':{'headers':'%s'}}}",
          "{'providers':{'openai':{'headers':{'X-Key':'%s\\n'}}}}",
          "{'providers':{'openai':{'headers':{'X-Key':'é%s'}}}}",
          "{'providers':{'openai':{'headers':{'%s é':'v'}}}}",
          "{'providers':{'openai':{'accounts':'%s'}}}",
          "{'providers':{'openai':{'accounts':['%s']}}}",
          "{'providers':{'openai':{'accounts':[{'api-key':'é%s'}]}}}",
          "{'providers':{'openai':{'accounts':[{'apikey':'%s'}]}}}",
          "{'providers':{'openai':{'accounts':[{'api-key':['%s']}]}}}",
          "{'providers':{'openai':{'accounts':[{'api-key':{'x':'%s'}}]}}}",
          "{'providers':{'openai':{'accounts':[{'name':'/%s','api-key':'k'}]}}}",
          "{'providers':{'openai':{'accounts':[{'weight':'%s','api-key':'k'}]}}}",
          "{'providers':{'openai':{'models':[{'id':'m','capabilities':'%s'}]}}}",
          "{'strategy':'%s'}",
          "{'database':'%s'}",
          "{'database':{'url':'%s'}}",
          "{'database':{'url':'mysql://u:%s@h/db'}}",
          "{'database':{'url':'postgres://u:%s@/db'}}",
          "{'database':{'url':'jdbc:sqlite:x?password=%s'}}",
          "{'database':{'durability':'%s'}}",
          "{'log':{'encryption-key':'%s'}}",
          "{'log':{'old-encryption-keys':'%s'}}",
          "{'retry':{'delay':'%s'}}",
          "{'retry':'%s'}",
          "{'default-provider':'%s','providers':{'ollama':{}}}",
          "{'mappings':{'a':'%s'}}",
          "{'mappings':{'a':'%s:m'},'providers':{'ollama':{}}}",
          "{'mappings':'%s'}",
          "{'rules':[{'to':[{'target':'%s'}]}]}",
          "{'prices':[{'provider':'%s','input':'1','output':'1'}],'providers':{'ollama':{}}}",
          "{'prices':[{'provider':'a','input':'%s','output':'1'}]}",
          "{'%s':1}");

  static Stream<Arguments> wrongTrees() {
    return CANARIES.stream()
        .flatMap(key -> WRONG_TREES.stream().map(tree -> Arguments.arguments(key, tree)));
  }

  @ParameterizedTest
  @MethodSource("wrongTrees")
  void aKeyInTheWrongPlaceIsInNoFault(String canary, String json) {
    ConfigException refused =
        assertThrows(
            ConfigException.class,
            () ->
                ConfigResolver.resolve(
                    ConfigMap.read(tree(String.format(json, canary))), Catalogue.load(), SPOKEN));
    assertHidden(canary, refused);
  }

  static Stream<Arguments> wrongVariables() {
    List<String> names =
        List.of(
            "OPENAI_ENABLED",
            "OPENAI_BASE_URL",
            "OPENAI_PRIORITY",
            "OPENAI_DISPATCH_MODE",
            "OPENAI_TIMEOUT",
            "OPENAI_HEADERS",
            "OPENAI_TYPE",
            "OPENAI_PROTOCOL",
            "PATCHBAY_LB_STRATEGY",
            "PATCHBAY_UPSTREAM_PROXY_URL",
            "PATCHBAY_RETRY_DELAY_MS",
            "PATCHBAY_DEFAULT_PROVIDER",
            "PATCHBAY_DATABASE_URL",
            "PATCHBAY_LOG_ENCRYPTION_KEY");
    return CANARIES.stream()
        .flatMap(key -> names.stream().map(name -> Arguments.arguments(key, name)));
  }

  @ParameterizedTest
  @MethodSource("wrongVariables")
  void aKeyInTheWrongVariableIsInNoFault(String canary, String name) {
    for (String value : List.of(canary, "{\"Authorization\":\"" + canary + "\"", "{\"" + canary)) {
      ConfigException refused =
          assertThrows(
              ConfigException.class,
              () ->
                  ConfigResolver.resolve(
                      Environment.read(
                          variables("OPENAI_API_KEY", "k", name, value),
                          Environment.PREFIX,
                          Catalogue.load()),
                      Catalogue.load(),
                      SPOKEN));
      assertHidden(canary, refused);
    }
  }

  static Stream<String> canaries() {
    return CANARIES.stream();
  }

  @ParameterizedTest
  @MethodSource("canaries")
  void noTextOfAValueShowsAKey(String canary) {
    ProviderConfig.Builder builder =
        ProviderConfig.of("openai")
            .account(AccountConfig.key("a", canary))
            .apiKey(canary + "2")
            .header("Authorization", "Bearer " + canary)
            .baseUrl("https://h/v1?key=" + canary)
            .proxy("http://u:" + canary + "@p:1");
    RouterConfig.Builder router =
        RouterConfig.builder()
            .provider(builder.build())
            .upstreamProxy("http://u:" + canary + "@p:1")
            .database(DatabaseConfig.of("postgres://u:" + canary + "@h/db", Durability.PROCESS));
    Resolved resolved = ConfigResolver.resolve(router.build(), Catalogue.load(), SPOKEN);
    Stream.of(
            builder,
            builder.build(),
            builder.build().accounts(),
            router,
            router.build(),
            router.build().database(),
            resolved,
            resolved.tables(),
            resolved.tables().accounts(),
            resolved.tables().providers().enabled())
        .forEach(value -> assertFalse(value.toString().contains(canary), value.toString()));
  }

  private static void assertHidden(String canary, Throwable refused) {
    StringWriter shown = new StringWriter();
    refused.printStackTrace(new PrintWriter(shown));
    assertFalse(shown.toString().contains(canary), shown.toString());
  }
}
