package dev.patchbay.chat;

import java.util.ArrayList;
import java.util.List;

/** The events a whole answer would have come in: the inverse of {@link ChatFold}. Stateless. */
public final class ChatUnfold {
  private ChatUnfold() {}

  /** The events of an answer; folding them gives an equal one (without cost and trace). */
  public static List<ChatEvent> events(ChatResponse response) {
    List<ChatEvent> events = new ArrayList<>();
    events.add(
        new ChatEvent.Start(
            response.id(), response.model(), response.created(), response.serviceTier()));
    for (Choice choice : response.choices()) {
      List<Part> parts = choice.message().parts();
      for (int i = 0; i < parts.size(); i++) {
        part(choice.index(), i, parts.get(i), events);
        events.add(new ChatEvent.PartEnd(choice.index(), i));
      }
    }
    // After all parts: openai-java takes a finish after which nothing is open for the last chunk.
    for (Choice choice : response.choices()) {
      events.add(
          new ChatEvent.Finish(
              choice.index(), choice.stopReason(), choice.stopSequence(), choice.extras()));
    }
    if (response.usage() != null) {
      events.add(new ChatEvent.UsageReport(response.usage()));
    }
    if (!response.extras().isEmpty()) {
      events.add(new ChatEvent.Extras(response.extras()));
    }
    return events;
  }

  private static void part(int choice, int index, Part part, List<ChatEvent> events) {
    if (part instanceof Part.ToolCall call) {
      events.add(
          new ChatEvent.ToolCallStart(
              choice, index, call.id(), call.name(), call.kind(), call.info()));
      events.add(new ChatEvent.ToolCallDelta(choice, index, call.arguments()));
      return;
    }
    boolean plain = part.info().cacheTtl() == null && part.info().signature() == null;
    // First: they may say to which item of its protocol the part belongs.
    if (plain && !isWhole(part) && !part.info().extras().isEmpty()) {
      events.add(new ChatEvent.PartExtras(choice, index, part.info().extras()));
    }
    if (plain && part instanceof Part.Text text) {
      events.add(new ChatEvent.TextDelta(choice, index, text.text()));
      text.citations().forEach(c -> events.add(new ChatEvent.CitationAdded(choice, index, c)));
    } else if (plain && part instanceof Part.Refusal refusal) {
      events.add(new ChatEvent.RefusalDelta(choice, index, refusal.text()));
    } else if (plain && part instanceof Part.Thinking thinking) {
      events.add(new ChatEvent.ThinkingDelta(choice, index, thinking.text()));
      if (thinking.signature() != null) {
        events.add(new ChatEvent.Signature(choice, index, thinking.signature()));
      }
    } else {
      events.add(new ChatEvent.PartAdded(choice, index, part));
    }
  }

  private static boolean isWhole(Part part) {
    return !(part instanceof Part.Text
        || part instanceof Part.Refusal
        || part instanceof Part.Thinking);
  }
}
