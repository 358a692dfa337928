package dev.patchbay.chat;

import dev.patchbay.json.JsonFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events of a stream into the answer they make; at any moment {@link #response()} is the
 * answer so far. Text grows in string builders, so a long answer is not copied over and over. One
 * thread.
 */
public final class ChatFold {
  private final TreeMap<Integer, ChoiceFold> choices = new TreeMap<>();
  private ChatEvent.@Nullable Start start;
  private @Nullable Usage usage;
  private JsonFields extras = JsonFields.NONE;

  /** Takes the next event. */
  public void add(ChatEvent event) {
    if (event instanceof ChatEvent.Start first) {
      start = start == null ? first : start;
    } else if (event instanceof ChatEvent.UsageReport report) {
      usage = usage == null ? report.usage() : usage.merge(report.usage());
    } else if (event instanceof ChatEvent.Extras more) {
      extras = extras.and(more.extras());
    } else if (event instanceof ChatEvent.Finish finish) {
      choice(finish.choice()).finish = finish;
    } else if (!(event instanceof ChatEvent.Unknown)) {
      addToPart(event);
    }
  }

  private void addToPart(ChatEvent event) {
    if (event instanceof ChatEvent.TextDelta d) {
      part(d.choice(), d.part(), PartFold.Kind.TEXT).text.append(d.text());
    } else if (event instanceof ChatEvent.RefusalDelta d) {
      part(d.choice(), d.part(), PartFold.Kind.REFUSAL).text.append(d.text());
    } else if (event instanceof ChatEvent.ThinkingDelta d) {
      part(d.choice(), d.part(), PartFold.Kind.THINKING).text.append(d.text());
    } else if (event instanceof ChatEvent.Signature s) {
      part(s.choice(), s.part(), PartFold.Kind.THINKING).signature = s.signature();
    } else if (event instanceof ChatEvent.CitationAdded c) {
      part(c.choice(), c.part(), PartFold.Kind.TEXT).citations.add(c.citation());
    } else if (event instanceof ChatEvent.ToolCallStart s) {
      part(s.choice(), s.part(), PartFold.Kind.TOOL_CALL).begin(s);
    } else if (event instanceof ChatEvent.ToolCallDelta d) {
      part(d.choice(), d.part(), PartFold.Kind.TOOL_CALL).text.append(d.arguments());
    } else if (event instanceof ChatEvent.PartAdded p) {
      part(p.choice(), p.part(), PartFold.Kind.WHOLE).whole = p.content();
    } else if (event instanceof ChatEvent.PartExtras p) {
      choice(p.choice()).extras(p.part(), p.extras());
    }
  }

  /** True once every choice seen has its finish, and at least one has. */
  public boolean finished() {
    return !choices.isEmpty() && choices.values().stream().allMatch(c -> c.finish != null);
  }

  /** The answer so far. A choice without a finish has {@link StopReason#OTHER}. */
  public ChatResponse response() {
    List<Choice> made = new ArrayList<>();
    choices.forEach((index, choice) -> made.add(choice.choice(index)));
    Instant created = start == null ? null : start.created();
    return new ChatResponse(
        start == null ? "" : start.id(),
        start == null ? "" : start.model(),
        created,
        made,
        usage,
        start == null ? null : start.serviceTier(),
        extras);
  }

  /** Tokens as reported so far; null if none were. */
  public @Nullable Usage usage() {
    return usage;
  }

  private ChoiceFold choice(int index) {
    return choices.computeIfAbsent(index, i -> new ChoiceFold());
  }

  private PartFold part(int choice, int index, PartFold.Kind kind) {
    return choice(choice).parts.computeIfAbsent(index, i -> new PartFold(kind));
  }

  private static final class ChoiceFold {
    final TreeMap<Integer, PartFold> parts = new TreeMap<>();

    /** Beside the parts: a part's unknown fields may come before anything else of it. */
    final Map<Integer, JsonFields> extras = new HashMap<>();

    ChatEvent.@Nullable Finish finish;

    void extras(int part, JsonFields more) {
      extras.merge(part, more, JsonFields::and);
    }

    Choice choice(int index) {
      List<Part> made = new ArrayList<>();
      parts.forEach((i, part) -> made.add(part.part(extras.getOrDefault(i, JsonFields.NONE))));
      return new Choice(
          index,
          new Message.Assistant(made),
          finish == null ? StopReason.OTHER : finish.reason(),
          finish == null ? null : finish.stopSequence(),
          finish == null ? JsonFields.NONE : finish.extras());
    }
  }
}
