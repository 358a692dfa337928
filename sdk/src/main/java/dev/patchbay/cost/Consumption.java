package dev.patchbay.cost;

import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.Usage;
import dev.patchbay.price.Cost;
import dev.patchbay.price.ModelPrice;
import dev.patchbay.price.Pricing;
import dev.patchbay.tokens.PromptTokens;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt consumed. Immutable.
 *
 * @param usage tokens by class
 * @param estimated true if not all of it is the provider's last word
 * @param cost what that costs; null if unknown
 */
public record Consumption(Usage usage, boolean estimated, @Nullable Cost cost) {
  /**
   * What was consumed for what came of an answer. Where the provider has not had the last word, of
   * the input counts what it announced, else our estimate, and of the output what came.
   *
   * @param come what came of the answer, and of its usage
   * @param lastWord true if that usage is about all that came
   * @param model the model as the provider was asked for it
   * @param price null if unknown
   * @param prompt counts the tokens of the prompt; asked only where it is needed
   */
  public static Consumption of(
      ChatResponse come,
      boolean lastWord,
      String model,
      @Nullable ModelPrice price,
      LongSupplier prompt) {
    Usage said = come.usage();
    boolean whole =
        lastWord && said != null && said.inputTotal() != null && said.outputTotal() != null;
    Usage usage = whole && said != null ? said : counted(come, said, lastWord, model, prompt);
    return new Consumption(usage, !whole, Pricing.cost(usage, price));
  }

  /** Several protocols announce zeros before they know. */
  private static Usage counted(
      ChatResponse come,
      @Nullable Usage said,
      boolean lastWord,
      String model,
      LongSupplier prompt) {
    long announced = said == null ? 0 : Usage.orZero(said.inputTotal());
    Long input = announced > 0 ? (Long) announced : (Long) prompt.getAsLong();
    if (lastWord && said != null && said.outputTotal() != null) {
      return said.merge(only(input, null, null));
    }
    long reasoning = tokens(come, model, true);
    Long output = reasoning + tokens(come, model, false);
    Usage ours = only(input, output, reasoning == 0 ? null : (Long) reasoning);
    return said == null ? ours : said.merge(ours);
  }

  private static Usage only(@Nullable Long input, @Nullable Long output, @Nullable Long reasoning) {
    return new Usage(input, null, null, null, null, output, reasoning, null, null, null, null);
  }

  private static long tokens(ChatResponse come, String model, boolean reasoning) {
    List<Part> parts =
        come.choices().stream()
            .map(Choice::message)
            .flatMap(message -> message.parts().stream())
            .filter(part -> isReasoning(part) == reasoning)
            .toList();
    return PromptTokens.count(parts, model);
  }

  private static boolean isReasoning(Part part) {
    return part instanceof Part.Thinking || part instanceof Part.OpaqueThinking;
  }
}
