package dev.patchbay.config.source;

import static dev.patchbay.config.source.Trees.faults;
import static dev.patchbay.config.source.Trees.resolve;
import static dev.patchbay.config.source.Trees.tree;
import static dev.patchbay.config.source.Trees.withGroq;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.config.ConfigException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFaultsTest {
  /** Tree over an enabled Groq, and the fault. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'stratgy':'session'} | stratgy: unknown key; did you mean 'strategy'?
          {'providers':{'groq':{'base_url':'x'}}} | providers.groq.base_url: unknown key; did you mean 'base-url'?
          {'retry':{'zzzzzzz':1}} | retry.zzzzzzz: unknown key; known are attempts, delay, backoff
          {'strategy':'fair'} | strategy: 'fair' is not understood; expected one of session, session-affinity, priority, round-robin, least-used, weighted, drain-soonest, fastest, stay-by-cost
          {'wait-price':-1} | wait-price: '-1' is not understood; expected a decimal number of at least 0
          {'substitution':'maybe'} | substitution: 'maybe' is not understood; expected one of never, configured, any
          {'resume':'x'} | resume: 'x' is not understood; expected one of fail, continue
          {'media':{'fetch':'all'}} | media.fetch: 'all' is not understood; expected one of never, public
          {'media':{'size':1}} | media.size: unknown key; known are fetch
          {'upstream-stream':'x'} | upstream-stream: 'x' is not understood; expected one of auto, always, never
          {'session-duration':'5'} | session-duration: '5' is not understood; expected a duration such as 250ms, 5s, 5m, 5h or 90d, from 1ms to 8760h
          {'timeouts':{'connect':'0s'}} | timeouts.connect: '0s' is not understood; expected a duration such as 250ms, 5s, 5m, 5h or 90d, from 1ms to 24h
          {'timeouts':{'total':'25h'}} | timeouts.total: '25h' is not understood; expected a duration such as 250ms, 5s, 5m, 5h or 90d, from 1ms to 24h
          {'retry':{'delay':'-PT1S'}} | retry.delay: '-PT1S' is not understood; expected a duration such as 250ms, 5s, 5m, 5h or 90d, at most 1h
          {'retry':{'attempts':0}} | retry.attempts: '0' is not understood; expected a whole number from 1 to 100
          {'retry':{'attempts':1.5}} | retry.attempts: '1.5' is not understood; expected a whole number from 1 to 100
          {'retry':{'backoff':'NaN'}} | retry.backoff: 'NaN' is not understood; expected a number from 1 to 1000
          {'hedge':{'max':1}} | hedge.max: '1' is not understood; expected a whole number from 2 to 100
          {'retry':'often'} | retry: expected a map of keys to values
          {'strategy':['session']} | strategy: expected a single value
          {'providers':{'groq':{'enabled':'maybe'}}} | providers.groq.enabled: 'maybe' is not understood; expected true or false
          {'providers':{'groq':{'dispatch-mode':'pool'}}} | providers.groq.dispatch-mode: 'pool' is not understood; expected one of off, exclusive, pooled, fallback
          {'providers':{'groq':{'priority':'high'}}} | providers.groq.priority: 'high' is not understood; expected a whole number
          {'providers':{'groq':{'weight':-1}}} | providers.groq.weight: '-1' is not understood; expected a whole number from 0 to 1000000
          {'providers':{'groq':{'protocol':'grpc'}}} | providers.groq.protocol: 'grpc' is not understood; expected one of openai-chat, openai-responses, anthropic-messages, gemini
          {'providers':{'groq':{'protocol':'gemini'}}} | providers.groq.protocol: 'gemini' is not understood; expected what Groq speaks: openai-chat, openai-responses
          {'providers':{'groq':{'base-url':'api.groq.com'}}} | providers.groq.base-url: 'api.groq.com' is no address; expected http://… or https://…
          {'providers':{'groq':{'base-url':'http:///v1'}}} | providers.groq.base-url: 'http:///v1' is no address; expected http://… or https://…
          {'providers':{'groq':{'base-url':'https://{r}.x'}}} | providers.groq.base-url: 'https://{r}.x' has a part in braces that only you know: write it out
          {'providers':{'groq':{'base-url':'https://h/#x'}}} | providers.groq.base-url: 'https://h/#x' must not hold a '#' and what follows it
          {'providers':{'groq':{'base-url':'https://u:p@h'}}} | providers.groq.base-url: '****' must not hold a user or a password: use an account or headers
          {'providers':{'groq':{'proxy':'socks://h:1'}}} | providers.groq.proxy: 'socks://h:1' is no proxy; expected http://host:port
          {'upstream-proxy':'h:1'} | upstream-proxy: 'h:1' is no proxy; expected http://host:port
          {'providers':{'groq':{'headers':{'X A':'b'}}}} | providers.groq.headers.X A: 'b' has a name no header can have
          {'providers':{'groq':{'headers':{'X':'é'}}}} | providers.groq.headers.X: 'é' holds a character that no header can carry, such as a line end
          {'providers':{'groq':{'models':[null]}}} | providers.groq.models[0]: expected a value
          {'providers':{'groq':{'models':[{'max-output':1}]}}} | providers.groq.models[0].id: expected the model's name
          {'providers':{'groq':{'models':[{'id':'m','max_output':1}]}}} | providers.groq.models[0].max_output: unknown key; did you mean 'max-output'?
          {'providers':{'groq':{'accounts':[{'name':'a'}]}}} | providers.groq.accounts[0].api-key: missing; set it, or the provider's enabled to false
          {'providers':{'groq':{'accounts':[{'api-key':'k','name':'a/b'}]}}} | providers.groq.accounts[0].name: 'a/b' is not understood; expected up to 64 letters, digits, blanks and ._@+-
          {'providers':{'groq':{'accounts':[{'api-key':'k','name':'a'},{'api-key':'l','name':'a'}]}}} | providers.groq.accounts[1].name: 'a' is there twice
          {'providers':{'groq':{'accounts':[{'api-key':'k','pause-hours':['13:00-19:00','mon 13-19']}]}}} | providers.groq.accounts[0].pause-hours[1]: 'mon 13-19' has no days in '13-19'; expected days (mon-fri, or sat sun; none for every day), hours (13:00-19:00) and a time zone (Europe/Berlin; none for UTC)
          {'providers':{'groq':{'accounts':[{'api-key':'k','pause-hours':'00:00-24:00'}]}}} | providers.groq.accounts[0].pause-hours: leaves no minute of the week; pause the account instead
          {'providers':{'groq':{'cache-ttl':'2h'}}} | providers.groq.cache-ttl: '2h' is not understood; expected one of keep, 5m, 1h
          {'providers':{'groq':{'cache-marks':'always'}}} | providers.groq.cache-marks: 'always' is not understood; expected client or auto
          {'providers':{'groq':{'cache-marks':'auto'}}} | providers.groq.cache-marks: there are no cache marks in what it speaks; leave it out
          {'providers':{'groq':{'cache-ttl':'1h'}}} | providers.groq.cache-ttl: there are no cache marks in what it speaks; leave it out
          {'providers':{'grok':{'enabled':true}}} | providers.grok.base-url: 'grok' is not in the catalogue (did you mean 'groq'?); it needs a base-url, or a type to inherit from, such as openai
          {'providers':{'a:b':{'base-url':'http://h'}}} | providers.a:b: expected an id of letters, digits, '.', '_' and '-', at most 64
          {'providers':{'xai':{'enabled':true}}} | providers.xai.accounts: enabled, but there is no account; set XAI_API_KEY or add one with an api-key
          {'providers':{'github':{'enabled':true}}} | providers.github.accounts: enabled, but there is no account; set GITHUB_TOKEN or add one with an api-key
          {'default-provider':'openai'} | default-provider: 'openai' is not enabled; set OPENAI_API_KEY or give it an account
          {'default-provider':'groqq'} | default-provider: there is no provider 'groqq'; did you mean 'groq'?; enabled are groq
          {'default-provider':'groq','providers':{'groq':{'dispatch-mode':'off'}}} | default-provider: 'groq' has the dispatch mode off
          {'default-provider':'xai','providers':{'xai':{'enabled':false}}} | default-provider: 'xai' is switched off by enabled: false
          {'mappings':{'fast':[]}} | mappings.fast: expected at least one provider:model
          {'mappings':{'fast':['gpt']}} | mappings.fast: 'gpt' is not understood; expected a target as provider:model
          {'mappings':{'a':['b'],'b':['groq:x']}} | mappings.a: 'b' is itself an alias; name its targets instead
          {'mappings':{'a':['groq:x'],'groq:x':['groq:y']}} | mappings.a: 'groq:x' is itself an alias; name its targets instead
          {'mappings':{'a':['mistral:x']}} | mappings.a: 'mistral:x': 'mistral' is not enabled; set MISTRAL_API_KEY or give it an account
          {'mappings':{'a':['ollama:x']}} | mappings.a: 'ollama:x': 'ollama' is not enabled; set OLLAMA_ENABLED=true or give it an account
          {'rules':[{'match':{'model':'x'}}]} | rules[0].to: expected at least one {target: provider:model} with a weight above 0
          {'rules':[{'to':[{'target':'groq:x','weight':0}]}]} | rules[0].to: expected at least one {target: provider:model} with a weight above 0
          {'rules':[{'to':[{'weight':1}]}]} | rules[0].to[0].target: expected provider:model
          {'rules':[{'to':['groq:x']}]} | rules[0].to[0]: expected a map of keys to values
          {'rules':[{'match':{'models':'x'},'to':[{'target':'groq:x'}]}]} | rules[0].match.models: unknown key; did you mean 'model'?
          {'rules':[{'match':{'tokens':'9-3'},'to':[{'target':'groq:x'}]}]} | rules[0].match.tokens: '9-3' is not understood; expected a range such as 1000-50000 or >50000
          {'rules':[{'match':{'needs':['wings']},'to':[{'target':'groq:x'}]}]} | rules[0].match.needs: 'wings' is not understood; expected one of tools, parallel-tools, vision, pdf, audio-in, audio-out, video, json-schema, reasoning, prompt-caching, prefill, web-search
          {'rules':[{'to':[{'target':'nobody:x'}]}]} | rules[0].to: 'nobody:x': there is no provider 'nobody'; enabled are groq
          {'prices':[{'provider':'groq','input':'1'}]} | prices[0]: expected provider, input and output
          {'prices':[{'provider':'groq','input':'-1','output':'1'}]} | prices[0].input: '-1' is not understood; expected a decimal number of at least 0
          {'prices':[{'provider':'groq','input':'1e99','output':'1'}]} | prices[0].input: '1e99' is not understood; expected a decimal number of at least 0
          {'prices':[{'provider':'grok','input':'1','output':'1'}]} | prices[0].provider: 'grok' is not understood; expected a provider's id or * (did you mean 'groq'?); enabled are groq
          {'server':{'port':1}} | server: belongs to the server, not to a router inside an application
          {'alerts':{'window':'5m'}} | alerts: belongs to the server, not to a router inside an application
          {'conversation':{'max-messages':-1}} | conversation.max-messages: '-1' is not understood; expected a whole number from 0 to 1000000
          {'database':{'url':'x.db'}} | database.url: 'x.db' is not understood; expected jdbc:sqlite:FILE, jdbc:postgresql://HOST/NAME or postgresql://USER:PASSWORD@HOST/NAME
          {'database':{'url':'jdbc:sqlite::memory:'}} | database.url: 'jdbc:sqlite::memory:' is not understood; expected the path of a file; to keep all in memory leave the database out
          {'database':{'url':'memory','durability':'disk'}} | database.durability: 'disk' is not understood; expected one of process, power
          {'database':{'path':'x.db'}} | database.path: unknown key; known are url, durability
          {'database':'memory'} | database: expected a map of keys to values
          {'budgets':'5'} | budgets[0]: expected a map of keys to values
          {'budgets':[{'limit':'5','per':'day'}]} | budgets[0]: expected exactly one of key, tag, provider, account, model
          {'budgets':[{'key':'*','tag':'a','limit':'5','per':'day'}]} | budgets[0]: expected exactly one of key, tag, provider, account, model
          {'budgets':[{'key':'*','per':'day'}]} | budgets[0].limit: missing; expected an amount in USD from 0 to 2000000, with twelve decimal places at most
          {'budgets':[{'key':'*','limit':'-5','per':'day'}]} | budgets[0].limit: '-5' is not understood; expected an amount in USD from 0 to 2000000, with twelve decimal places at most
          {'budgets':[{'key':'*','limit':'0.0000000000001','per':'day'}]} | budgets[0].limit: '0.0000000000001' is not understood; expected an amount in USD from 0 to 2000000, with twelve decimal places at most
          {'budgets':[{'key':'*','limit':'5'}]} | budgets[0].per: missing; expected one of day, month, total
          {'budgets':[{'key':'*','limit':'5','per':'week'}]} | budgets[0].per: 'week' is not understood; expected one of day, month, total
          {'budgets':[{'keys':'*','limit':'5','per':'day'}]} | budgets[0].keys: unknown key; did you mean 'key'?
          {'budgets':[{'key':'*','limit':'5','per':'day'},{'key':'*','limit':'6','per':'day'}]} | budgets[1]: key:* per day is there twice
          {'budgets':[{'provider':'grok','limit':'5','per':'day'}]} | budgets[0].provider: 'grok' is not understood; expected a provider's id or * (did you mean 'groq'?); there are groq
          {'budgets':[{'account':'groq/mian','limit':'5','per':'day'}]} | budgets[0].account: 'groq/mian' is not understood; expected an account, provider/name, or * (did you mean 'groq/main'?); there are groq/main
          {'unknown-price':'maybe'} | unknown-price: 'maybe' is not understood; expected refuse or allow
          {'log':{'payloads':'maybe'}} | log.payloads: 'maybe' is not understood; expected true or false
          {'log':{'retention':'0s'}} | log.retention: '0s' is not understood; expected a duration such as 250ms, 5s, 5m, 5h or 90d, from 1ms to 876000h
          {'log':{'bodies':true}} | log.bodies: unknown key; known are payloads, retention, encryption-key, old-encryption-keys
          {'log':{'encryption-key':'c2hvcnQ='}} | log.encryption-key: holds 5 bytes, not 32; make one with: openssl rand -base64 32
          {'log':{'encryption-key':'no key!'}} | log.encryption-key: is no base64; make one with: openssl rand -base64 32
          {'log':{'old-encryption-keys':['x']}} | log.old-encryption-keys: is no base64; make one with: openssl rand -base64 32
          """)
  void eachFaultNamesItsPathItsValueAndWhatWasExpected(String json, String fault) {
    assertEquals(List.of(fault), faults(() -> resolve(withGroq(json))));
  }

  @Test
  void aTypeNobodyKnowsNamesTheCatalogue() {
    List<String> faults =
        faults(() -> resolve(tree("{'providers':{'eu':{'type':'azur','base-url':'http://h'}}}")));
    assertEquals(1, faults.size());
    assertTrue(
        faults
            .get(0)
            .startsWith(
                "providers.eu.type: 'azur' is not understood; expected custom or a provider of the"
                    + " catalogue (did you mean 'azure'?); those are openai, anthropic, "),
        faults.get(0));
  }

  @Test
  void aRowWhoseAddressOnlyTheUserKnowsAsksForIt() {
    assertEquals(
        List.of(
            "providers.azure.base-url: Azure OpenAI needs the address of your resource: set it, or"
                + " AZURE_BASE_URL, such as https://{resource}.openai.azure.com/openai/v1 (or"
                + " AZURE_ENABLED=false)"),
        faults(() -> resolve(tree("{'providers':{'azure':{'accounts':[{'api-key':'k'}]}}}"))));
  }

  @Test
  void aRowThatIsSwitchedOffNeedsNothing() {
    resolve(
        withGroq(
            "{'providers':{'azure':{'enabled':false,'accounts':[{'api-key':'k'}]}},"
                + "'mappings':{'a':['azure:gpt','groq:x']}}"));
  }

  @Test
  void severalFaultsComeTogetherInTheOrderOfTheTree() {
    ConfigException refused =
        assertThrows(
            ConfigException.class,
            () ->
                ConfigMap.read(
                    tree(
                        "{'strategy':'x','retry':{'attempts':'many'},'providers':{'groq':"
                            + "{'weight':'heavy','acounts':[]}},'hedgge':{}}")));
    assertEquals(
        List.of(
            "providers.groq.weight",
            "providers.groq.acounts",
            "strategy",
            "retry.attempts",
            "hedgge"),
        refused.faults().stream().map(fault -> fault.substring(0, fault.indexOf(':'))).toList());
    refused.faults().forEach(fault -> assertTrue(refused.getMessage().contains("\n  " + fault)));
  }

  @Test
  void nothingEnabledSaysHowToEnableSomething() {
    assertEquals(
        List.of(
            "providers: no provider is enabled. Set a key such as ANTHROPIC_API_KEY or"
                + " OPENAI_API_KEY in the environment or in .env, or OLLAMA_ENABLED=true for a"
                + " local Ollama, or add a provider to the builder"),
        faults(() -> resolve(tree("{}"))));
  }
}
