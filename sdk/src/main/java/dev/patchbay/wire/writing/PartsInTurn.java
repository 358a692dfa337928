package dev.patchbay.wire.writing;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the parts of a choice where only one may be open. A call that is open keeps others
 * waiting; text gives way, and what more of it comes goes on in a further part. One thread.
 */
public abstract class PartsInTurn extends PartEvents {
  private static final int NONE = -1;

  private final Map<Integer, List<ChatEvent>> waiting = new LinkedHashMap<>();
  private int open = NONE;
  private boolean inCall;

  @Override
  final void take(ChatEvent event, int part) {
    if (open == part || open == NONE) {
      write(event, part, event instanceof ChatEvent.PartEnd);
    } else if (mustWait(event, part)) {
      waiting.computeIfAbsent(part, p -> new ArrayList<>()).add(event);
    } else if (interrupts(event)) {
      close();
      flush();
      take(event, part);
    }
  }

  private boolean mustWait(ChatEvent event, int part) {
    return inCall || waiting.containsKey(part) || event instanceof ChatEvent.PartExtras;
  }

  /** The end of what gave way, and a text without a letter, are no reason to. */
  private static boolean interrupts(ChatEvent event) {
    return !(event instanceof ChatEvent.PartEnd)
        && !(event instanceof ChatEvent.TextDelta text && text.text().isEmpty());
  }

  private void write(ChatEvent event, int part, boolean last) {
    if (!last) {
      open = part;
      inCall |= event instanceof ChatEvent.ToolCallStart;
      inCall |= event instanceof ChatEvent.PartAdded p && p.content() instanceof Part.ToolCall;
      write(event, part);
    } else if (open == part) {
      close();
      flush();
    }
  }

  /** Ends the open part, if there is one. */
  private void close() {
    if (open != NONE) {
      int ended = open;
      open = NONE;
      inCall = false;
      end(ended);
    }
  }

  /** Lets those speak that wait, one part after the other, until one keeps the others waiting. */
  private void flush() {
    while (!waiting.isEmpty() && !inCall) {
      int part = waiting.keySet().iterator().next();
      List<ChatEvent> events = waiting.remove(part);
      if (open != part) {
        close();
      }
      for (ChatEvent event : events == null ? List.<ChatEvent>of() : events) {
        speak(event, part);
      }
    }
  }

  private void speak(ChatEvent event, int part) {
    if (event instanceof ChatEvent.PartEnd) {
      close();
    } else {
      write(event, part, false);
    }
  }

  @Override
  final void endAll() {
    do {
      close();
      flush();
    } while (open != NONE);
  }
}
