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
    boolean last = lastWord && said != null && said.outputTotal() != null && !isZero(said);
    if (last && said != null && known(said.inputTotal())) {
      return new Consumption(said, false, Pricing.cost(said, price));
    }
    Usage usage = counted(come, said, last, model, prompt);
    return new Consumption(usage, true, Pricing.cost(usage, price));
  }

  /** No prompt is empty: some servers say zero for what they have not counted. */
  private static boolean known(@Nullable Long input) {
    return Usage.orZero(input) > 0;
  }

  private static boolean isZero(Usage said) {
    return Usage.orZero(said.inputTotal()) == 0 && Usage.orZero(said.outputTotal()) == 0;
  }

  /**
   * @param outputSaid true if the output of the usage is about all that came
   */
  private static Usage counted(
      ChatResponse come,
      @Nullable Usage said,
      boolean outputSaid,
      String model,
      LongSupplier prompt) {
    Long announced = said == null ? null : said.inputTotal();
    Long input = known(announced) ? announced : (Long) prompt.getAsLong();
    if (outputSaid && said != null) {
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
