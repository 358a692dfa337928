package dev.patchbay.planner;

import dev.patchbay.wire.Protocol;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Plans people argue about, each as a whole. */
class RequiredTracesTest {
  private static final String SONNET = "claude-3-5-sonnet-20241022";

  @Test
  void sonnetWithOnlyGeminiIsAnsweredByItsMediumModel() {
    PlanCase.given("gemini")
        .asks(SONNET)
        .plans(
            """
            1. gemini/main gemini-3.5-flash [gemini, tier, another model] default provider
            note: claude-3-5-sonnet-20241022 would be answered at gemini by gemini-3.5-flash
            """);
  }

  @Test
  void sonnetWithAnthropicInFallbackGoesToGeminiFirst() {
    PlanCase.given("gemini accounts=a|b|c", "anthropic fallback")
        .asks(SONNET)
        .plans(
            """
            1. gemini/a gemini-3.5-flash [gemini, tier, another model] default provider
            2. gemini/b gemini-3.5-flash [gemini, tier, another model] default provider
            3. gemini/c gemini-3.5-flash [gemini, tier, another model] default provider
            4. anthropic/main claude-3-5-sonnet-20241022 [anthropic-messages, listed] fallback
            note: claude-3-5-sonnet-20241022 would be answered at gemini by gemini-3.5-flash
            """);
  }

  @Test
  void sonnetWithAnthropicPooledIsDrawn() {
    PlanCase drawn = PlanCase.given("gemini accounts=a|b|c", "anthropic pooled").asks(SONNET);
    drawn.random = PlannerLawsTest.always(0.74);
    drawn.plans(
        """
        1. gemini/a gemini-3.5-flash [gemini, tier, another model] default provider
        2. gemini/b gemini-3.5-flash [gemini, tier, another model] default provider
        3. gemini/c gemini-3.5-flash [gemini, tier, another model] default provider
        4. anthropic/main claude-3-5-sonnet-20241022 [anthropic-messages, listed] pooled
        note: claude-3-5-sonnet-20241022 would be answered at gemini by gemini-3.5-flash
        """);
    drawn.asks(SONNET).random = PlannerLawsTest.always(0.76);
    drawn.plans(
        """
        1. anthropic/main claude-3-5-sonnet-20241022 [anthropic-messages, listed] pooled
        2. gemini/a gemini-3.5-flash [gemini, tier, another model] default provider
        3. gemini/b gemini-3.5-flash [gemini, tier, another model] default provider
        4. gemini/c gemini-3.5-flash [gemini, tier, another model] default provider
        note: claude-3-5-sonnet-20241022 would be answered at gemini by gemini-3.5-flash
        """);
  }

  @Test
  void sonnetWithAnthropicExclusiveGoesNowhereElse() {
    PlanCase.given("gemini accounts=a|b|c", "anthropic exclusive")
        .asks(SONNET)
        .plans(
            """
            1. anthropic/main claude-3-5-sonnet-20241022 [anthropic-messages, listed] exclusive
            - gemini gemini-3.5-flash: left out (anthropic is exclusive)
            """);
  }

  @Test
  void gpt4oWithoutADefaultNeverGoesToClaudeUnasked() {
    PlanCase.given("openai", "openrouter", "anthropic")
        .asks("gpt-4o")
        .plans(
            """
            1. openai/main gpt-4o [openai-chat, listed] serves it; no default provider is set
            2. openrouter/main openai/gpt-4o [openai-chat, same model] serves it; no default provider is set
            - anthropic: does not serve it
            """);
  }

  @Test
  void anOpenModelGoesToOpenRouter() {
    PlanCase.given("openai", "openrouter", "anthropic")
        .asks("meta-llama/llama-3.1-8b-instruct")
        .plans(
            """
            1. openrouter/main meta-llama/llama-3.1-8b-instruct [openai-chat, listed] \
            serves it; no default provider is set
            - openai: does not serve it
            - anthropic: does not serve it
            """);
  }

  @Test
  void anOpenModelWithoutOpenRouterHasNoRoute() {
    PlanCase.given("openai", "anthropic")
        .asks("meta-llama/llama-3.1-8b-instruct")
        .plans(
            """
            NO_ROUTE 404: No enabled provider serves 'meta-llama/llama-3.1-8b-instruct' \
            (enabled: openai, anthropic); enable openrouter (OPENROUTER_API_KEY); the nearest names \
            are gpt-3.5-turbo-instruct, claude-3-opus-latest, gpt-3.5-turbo-instruct-0914
            - openai: does not serve it
            - anthropic: does not serve it
            """);
  }

  @Test
  void openRoutersNameIsOpenRoutersFirst() {
    PlanCase.given("anthropic", "openrouter")
        .asks("anthropic/claude-3.5-sonnet")
        .plans(
            """
            1. openrouter/main anthropic/claude-3.5-sonnet [openai-chat, listed] \
            serves it; no default provider is set
            2. anthropic/main claude-3-5-sonnet-20241022 [anthropic-messages, same model] \
            serves it; no default provider is set
            """);
  }

  @Test
  void aPrefixOfADisabledProviderNamesTheVariable() {
    PlanCase.given("groq")
        .asks("together:meta-llama/Meta-Llama-3.1-70B-Instruct-Turbo")
        .plans(
            """
            NO_ROUTE 404: 'together:meta-llama/Meta-Llama-3.1-70B-Instruct-Turbo' is for \
            'together', but it is not enabled: set TOGETHER_API_KEY (unless TOGETHER_ENABLED is false)
            - together meta-llama/Meta-Llama-3.1-70B-Instruct-Turbo: off (it is not enabled: set \
            TOGETHER_API_KEY (unless TOGETHER_ENABLED is false))
            - groq: not named (prefix together:)
            note: only by prefix together:
            """);
  }

  @Test
  void anExclusiveGroqTakesSonnetFromOpenAiClients() {
    PlanCase.given("gemini", "groq exclusive")
        .query(query -> query.client = Protocol.OPENAI_CHAT)
        .asks("claude-sonnet-4-5")
        .plans(
            """
            1. groq/main llama-3.3-70b-versatile [openai-chat, tier, another model] exclusive
            - gemini gemini-3.5-flash: left out (groq is exclusive)
            note: claude-sonnet-4-5 would be answered at groq by llama-3.3-70b-versatile
            """);
  }

  @Test
  void anExclusiveGroqLeavesClaudeClientsAlone() {
    PlanCase.given("gemini", "groq exclusive")
        .query(query -> query.client = Protocol.ANTHROPIC_MESSAGES)
        .asks("claude-sonnet-4-5")
        .plans(
            """
            1. gemini/main gemini-3.5-flash [gemini, tier, another model] default provider
            - groq llama-3.3-70b-versatile: does not serve it (exclusive, not native, and does not speak \
            anthropic-messages)
            note: claude-sonnet-4-5 would be answered at gemini by gemini-3.5-flash
            """);
  }

  @Test
  void opusOverTenTieredProvidersGoesByPriority() {
    String[] ten =
        IntStream.range(0, 10)
            .mapToObj(i -> "p" + i + " priority=" + (10 - i) + " tiers=s|m|big-" + i)
            .toArray(String[]::new);
    PlanCase.given(ten)
        .asks("claude-3-opus-20240229")
        .tries(
            IntStream.range(0, 10)
                .mapToObj(i -> "p" + (9 - i) + "/main big-" + (9 - i))
                .toArray(String[]::new));
  }

  @Test
  void anUnknownModelGoesToTheOneCustomProviderAsTyped() {
    PlanCase.given("lab")
        .asks("my-finetune-7")
        .plans("1. lab/main my-finetune-7 [openai-chat, takes any name] default provider");
  }

  @Test
  void namesWithTagsAreOllamasWhileMistralIsEnabled() {
    PlanCase local = PlanCase.given("ollama", "mistral");
    local
        .asks("llama3:70b")
        .plans(
            """
            1. ollama/main llama3:70b [openai-chat, takes any name] fallback
            - mistral: does not serve it
            """);
    local
        .asks("mistral:7b")
        .plans(
            """
            1. ollama/main mistral:7b [openai-chat, takes any name] fallback
            - mistral: does not serve it
            """);
    local
        .asks("mistral:mistral-small-latest")
        .plans(
            """
            1. mistral/main mistral-small-latest [openai-chat, named] prefix mistral:
            - ollama: not named (prefix mistral:)
            note: only by prefix mistral:
            """);
  }

  @Test
  void aSessionReturnsToItsPooledProvider() {
    PlanCase.given("gemini accounts=a|b|c", "anthropic pooled")
        .query(query -> query.session = "s1")
        .signals(signals -> signals.providerPins.put("local s1", "anthropic"))
        .asks(SONNET)
        .plans(
            """
            1. anthropic/main claude-3-5-sonnet-20241022 [anthropic-messages, listed] pooled
            2. gemini/a gemini-3.5-flash [gemini, tier, another model] default provider
            3. gemini/b gemini-3.5-flash [gemini, tier, another model] default provider
            4. gemini/c gemini-3.5-flash [gemini, tier, another model] default provider
            note: no draw: the session was served by anthropic before
            note: claude-3-5-sonnet-20241022 would be answered at gemini by gemini-3.5-flash
            """);
  }

  @Test
  void aHardPinOnAPausedAccountIsRefused() {
    PlanCase.given("openai accounts=a|b,paused")
        .query(query -> query.accountPin = "openai/b")
        .asks("gpt-4o")
        .plans(
            """
            PINNED_UNAVAILABLE 409: The request is bound to openai/b, which cannot be used: \
            paused by a person; resume it
            - openai/a gpt-4o: not named (pin to account openai/b)
            - openai/b gpt-4o: paused (paused by a person; resume it)
            note: only by pin to account openai/b
            """);
  }
}
