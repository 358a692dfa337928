package dev.patchbay.samples.quickstart;

import dev.patchbay.AccountStatus;
import dev.patchbay.Conversation;
import dev.patchbay.Router;
import dev.patchbay.chat.ChatRequest;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.provider.Catalogue;
import dev.patchbay.provider.Provider;
import dev.patchbay.provider.Tier;
import dev.patchbay.trace.RouterException;
import java.util.Map;

/** Two short calls to the providers of the environment. They cost a fraction of a cent. */
final class RealTour {
  /** Enough for a sentence, also where the model thinks before it speaks. */
  private static final int MAX_TOKENS = 500;

  private static final String TALK = "quickstart";

  private final Router router;
  private final String model;
  private final Screen screen;

  RealTour(Router router, String model, Screen screen) {
    this.router = router;
    this.model = model;
    this.screen = screen;
  }

  /** The model the user set for requests that name none; empty if there is none. */
  static String model(Map<String, String> env) {
    return env.getOrDefault("PATCHBAY_DEFAULT_MODEL", "").strip();
  }

  void run() {
    String asked = model.isEmpty() ? smallModel() : model;
    screen.text("Patchbay quickstart, with the REAL providers of your environment.");
    screen.text("It makes two short calls to " + asked + ".");
    try {
      calls(asked);
    } catch (RouterException e) {
      screen.text("trace: " + e.trace());
      throw e;
    }
  }

  private void calls(String asked) {
    screen.step("Routing: who would be asked, and why?");
    screen.text(router.plan(asked));
    Conversation talk = router.conversation(TALK);
    talk.reset();
    screen.step("A first answer");
    screen.answer(talk.send(request(asked, "What is a patch bay? One sentence.")));
    screen.step("Streaming: the words as they come, in the same conversation");
    try (ChatStream stream = talk.stream(request(asked, "Who builds them? One sentence."))) {
      screen.stream(stream);
    }
    screen.step("What it cost today");
    screen.costs(router.costs().today());
  }

  private static ChatRequest request(String model, String text) {
    return ChatRequest.builder().model(model).user(text).maxOutputTokens(MAX_TOKENS).build();
  }

  /** The small model of the first provider the catalogue knows one of. */
  private String smallModel() {
    Catalogue catalogue = Catalogue.load();
    for (AccountStatus account : router.accounts().list()) {
      Provider provider = catalogue.provider(account.provider()).orElse(null);
      String small = provider == null ? null : provider.tierModels().get(Tier.SMALL);
      if (small != null) {
        return account.provider() + ":" + small;
      }
    }
    throw new IllegalStateException(
        "Set PATCHBAY_DEFAULT_MODEL to a model your provider serves: no small one is known of it");
  }
}
