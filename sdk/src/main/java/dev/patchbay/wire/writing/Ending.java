package dev.patchbay.wire.writing;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Choice;
import dev.patchbay.chat.Part;
import dev.patchbay.chat.StopReason;
import dev.patchbay.json.JsonFields;
import dev.patchbay.json.RawJson;
import dev.patchbay.wire.Block;
import dev.patchbay.wire.Protocol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a choice ended, as a client of one protocol is to hear it. Immutable.
 *
 * @param reason as it fits what was said: calls are waited for, and nothing else is
 * @param stopSequence the one that was written; null if none or unknown
 * @param extras unknown fields of the choice in the client's protocol
 * @param declined what to say where the model declined without a word
 */
public record Ending(
    StopReason reason, @Nullable String stopSequence, JsonFields extras, String declined) {
  /** What a client is shown where a model declined without a word. */
  public static final String DECLINED = "The model declined to answer.";

  /** How an answer ends of which nobody said how. */
  static final Ending NATURAL = new Ending(StopReason.END, null, JsonFields.NONE, DECLINED);

  /** The ending of a whole choice. */
  public static Ending of(Choice choice, String protocol) {
    Said said = new Said();
    choice.message().parts().forEach(said::part);
    return of(choice.stopReason(), choice.stopSequence(), choice.extras(), said, protocol);
  }

  /** The ending of an answer without a choice, or of its first one. */
  public static Ending of(List<Choice> choices, String protocol) {
    return choices.isEmpty() ? NATURAL : of(choices.get(0), protocol);
  }

  static Ending of(ChatEvent.Finish finish, Said said, String protocol) {
    return of(finish.reason(), finish.stopSequence(), finish.extras(), said, protocol);
  }

  private static Ending of(
      StopReason reason,
      @Nullable String stopSequence,
      JsonFields extras,
      Said said,
      String protocol) {
    return new Ending(
        fitting(reason, said), stopSequence, extras.in(protocol), explanation(extras));
  }

  /** Some servers end calls as if they were an answer, and some wait for calls they never made. */
  private static StopReason fitting(StopReason reason, Said said) {
    if (reason == StopReason.END && said.calls()) {
      return StopReason.TOOL_CALLS;
    }
    boolean waits = reason == StopReason.TOOL_CALLS && !said.calls() && !said.unknowns();
    return waits ? StopReason.END : reason;
  }

  /** Anthropic may explain beside the reason what others say in the answer. */
  private static String explanation(JsonFields extras) {
    String said = extras.get("stop_details").map(Ending::explained).orElse("");
    return said.isBlank() ? DECLINED : said;
  }

  /** The details are foreign: whatever stands beside the explanation is not looked at. */
  private static String explained(RawJson details) {
    if (!details.isObject()) {
      return "";
    }
    RawJson text = Block.of(details, "$", Protocol.ANTHROPIC_MESSAGES).peek("explanation");
    return text != null && text.text().startsWith("\"") ? Block.text(text) : "";
  }

  /** What was said in a choice. One thread. */
  static final class Said {
    private boolean calls;
    private boolean unknowns;
    private boolean refusal;

    void event(ChatEvent event) {
      calls |= event instanceof ChatEvent.ToolCallStart;
      refusal |= event instanceof ChatEvent.RefusalDelta more && !more.text().isEmpty();
      if (event instanceof ChatEvent.PartAdded added) {
        part(added.content());
      }
    }

    void part(Part part) {
      calls |= part instanceof Part.ToolCall;
      unknowns |= part instanceof Part.Unknown;
      refusal |= part instanceof Part.Refusal said && !said.text().isEmpty();
    }

    boolean calls() {
      return calls;
    }

    boolean unknowns() {
      return unknowns;
    }

    boolean refusal() {
      return refusal;
    }
  }
}
