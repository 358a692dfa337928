package dev.patchbay.samples.quickstart;

import dev.patchbay.AccountStatus;
import dev.patchbay.Conversation;
import dev.patchbay.Router;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.config.AccountConfig;
import dev.patchbay.config.ProviderConfig;
import dev.patchbay.trace.NoRouteException;
import java.time.Duration;

/** The tour without keys: everything but the answers' words and token counts is real. */
final class StandInTour {
  private static final String MODEL = "claude-haiku-4-5";
  private static final String OTHER_MODEL = "openai:gpt-4o-mini";
  private static final String TALK = "cat";
  private static final String QUESTION = "What is a patch bay?";

  private final StandIns standIns;
  private final Router router;
  private final Screen screen;

  StandInTour(StandIns standIns, Router router, Screen screen) {
    this.standIns = standIns;
    this.router = router;
    this.screen = screen;
  }

  /**
   * Anthropic with two accounts, then OpenRouter; OpenAI has nothing to do with Claude.
   *
   * @param database URL of the database that keeps the state
   */
  static Router router(StandIns standIns, String database) {
    return Router.builder()
        .database(database)
        .provider(
            ProviderConfig.of("anthropic")
                .baseUrl(standIns.url("anthropic"))
                .priority(1)
                .account(AccountConfig.key("one", "stand-in-key-one"))
                .account(AccountConfig.key("two", "stand-in-key-two"))
                .build())
        .provider(
            ProviderConfig.of("openrouter")
                .baseUrl(standIns.url("openrouter"))
                .priority(2)
                .apiKey("stand-in-key-openrouter")
                .build())
        .provider(
            ProviderConfig.of("openai")
                .baseUrl(standIns.url("openai"))
                .priority(3)
                .apiKey("stand-in-key-openai")
                .build())
        .build();
  }

  void run() {
    welcome();
    routing();
    answer();
    streaming();
    conversation();
    rotation();
    failover();
    refusals();
    costs();
  }

  /** The same router, closed and opened again: what it knows is in the database. */
  void again() {
    screen.step("After a restart: state is in SQLite");
    screen.code("router.conversation(\"" + TALK + "\").messages()");
    router.conversation(TALK).messages().forEach(said -> screen.text(said.text()));
    screen.gap();
    router.accounts().list().forEach(account -> screen.text(line(account)));
    screen.gap();
    screen.text("Spent today: " + router.costs().today().total().usd().toPlainString() + " USD");
  }

  private void welcome() {
    screen.text(
        "Patchbay quickstart, with STAND-INS: there is no provider key in the environment.");
    screen.text("A local stand-in for each provider answers over real HTTP: " + standIns.url(""));
    screen.text("Set ANTHROPIC_API_KEY, OPENAI_API_KEY or another one to call the real provider.");
  }

  private void routing() {
    screen.step("Routing: who would be asked, and why? Nobody is called for this.");
    screen.code("router.plan(\"" + MODEL + "\")");
    screen.text(router.plan(MODEL));
  }

  private void answer() {
    screen.step("A first answer");
    screen.code("router.chat(\"" + MODEL + "\", \"" + QUESTION + "\")");
    screen.answer(router.chat(MODEL, QUESTION));
  }

  private void streaming() {
    screen.step("Streaming: the words as they come");
    screen.code("router.stream(\"" + MODEL + "\", \"" + QUESTION + "\").forEach(...)");
    try (ChatStream stream = router.stream(MODEL, QUESTION)) {
      screen.stream(stream);
    }
  }

  private void conversation() {
    screen.step("One conversation, two providers, two protocols");
    Conversation talk = router.conversation(TALK);
    screen.code("router.conversation(\"" + TALK + "\").send(\"" + MODEL + "\", ...)");
    screen.answer(talk.send(MODEL, "My cat is called Miso."));
    screen.gap();
    screen.code("router.conversation(\"" + TALK + "\").send(\"" + OTHER_MODEL + "\", ...)");
    screen.answer(talk.send(OTHER_MODEL, "What is my cat called?"));
    screen.text("OpenAI got what Anthropic was told, in its own protocol.");
  }

  private void rotation() {
    screen.step("Rotation: account one is at its rate limit (429, retry-after: 60)");
    standIns.refuse("stand-in-key-one", 429, Duration.ofSeconds(60));
    screen.answer(router.chat(MODEL, QUESTION));
    screen.gap();
    screen.text("The next request goes straight to account two; one is left alone for its 60 s:");
    screen.answer(router.chat(MODEL, QUESTION));
    screen.gap();
    screen.code("router.accounts().list()");
    router.accounts().list().forEach(account -> screen.text(line(account)));
  }

  private static String line(AccountStatus account) {
    String state = account.available() ? "available" : "out: " + account.reason();
    return String.format("%-17s %s", account.alias(), state);
  }

  private void failover() {
    screen.step("Failover: now account two meets an overloaded provider (529)");
    standIns.refuse("stand-in-key-two", 529, Duration.ZERO);
    screen.answer(router.chat(MODEL, QUESTION));
    screen.text("The same model answered, at OpenRouter. OpenAI was not asked: it has no Claude.");
  }

  private void refusals() {
    screen.step("No surprises: what nobody serves is refused, with what to do");
    refused("cluade-haiku-4-5");
    refused("groq:llama-3.3-70b-versatile");
  }

  private void costs() {
    screen.step("What it cost");
    screen.code("router.costs().today()");
    screen.costs(router.costs().today());
    screen.text("Token counts are the stand-ins', prices are the catalogue's.");
    screen.text("A failed attempt is not billed; an unknown cost would say so, never 0.");
  }

  private void refused(String model) {
    screen.code("router.chat(\"" + model + "\", ...)");
    try {
      screen.answer(router.chat(model, QUESTION));
    } catch (NoRouteException e) {
      screen.text(String.valueOf(e.getMessage()));
    }
  }
}
