package dev.patchbay.wire.responses;

import dev.patchbay.chat.Part;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.reading.ChoiceEvents;
import dev.patchbay.wire.reading.PartEvents;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One output item of a stream, from its first event to the one that holds it whole. What was
 * streamed of it is not told again. One thread.
 */
final class ItemReader {
  private final ChoiceEvents choice;
  private final Map<Integer, PartReader> open = new TreeMap<>();
  private final String type;
  private JsonFields mark = JsonFields.NONE;
  private boolean settled;

  /** An item of which nothing is known but its type. */
  ItemReader(ChoiceEvents choice, String type) {
    this.choice = choice;
    this.type = type;
  }

  /** An item begins: a call is told at once, everything else when there is something of it. */
  ItemReader(ChoiceEvents choice, Item first) {
    this(choice, first.type());
    mark = first.mark();
    if (!first.parts().isEmpty() && first.parts().get(0) instanceof Part.ToolCall call) {
      open.put(0, PartReader.begin(choice, call));
    }
  }

  void read(Delta delta) {
    if (settled) {
      return;
    }
    switch (delta.kind()) {
      case TEXT -> part(delta.place(), PartEvents.Kind.TEXT).more(delta.text());
      case REFUSAL -> part(delta.place(), PartEvents.Kind.REFUSAL).more(delta.text());
      case SUMMARY, REASONING -> thought(delta);
      case INPUT -> input(delta.text());
      case CITATION, PART -> shown(delta);
      case SETTLED -> {}
    }
  }

  private void thought(Delta delta) {
    if (open.isEmpty() && delta.kind() == Delta.Kind.REASONING) {
      mark = ThinkingWords.raw(mark);
    }
    if (!delta.text().isEmpty()) {
      part(0, PartEvents.Kind.THINKING).entry(delta.kind() + "/" + delta.place(), delta.text());
    }
  }

  private void input(String piece) {
    PartReader call = open.get(0);
    if (call != null) {
      call.more(piece);
    }
  }

  private void shown(Delta delta) {
    if (delta.part() instanceof Part.Text text) {
      PartReader part = part(delta.place(), PartEvents.Kind.TEXT);
      part.more(text.text());
      part.cite(text.citations());
    } else if (delta.part() instanceof Part.Refusal refusal) {
      part(delta.place(), PartEvents.Kind.REFUSAL).more(refusal.text());
    }
  }

  /** The open part at a place; it is begun if there is none, the first with the item's mark. */
  private PartReader part(int place, PartEvents.Kind kind) {
    PartReader known = open.get(place);
    if (known != null) {
      return known;
    }
    PartReader begun = PartReader.begin(choice, kind, open.isEmpty() ? mark : JsonFields.NONE);
    open.put(place, begun);
    return begun;
  }

  /** Takes the item whole: tells what was not streamed of it, and ends its parts. */
  void settle(Item whole) {
    if (settled) {
      return;
    }
    if (!whole.type().equals(type)) {
      end();
    }
    for (int i = 0; i < whole.parts().size(); i++) {
      settle(open.remove(i), whole.parts().get(i));
    }
    close();
  }

  private void settle(@Nullable PartReader known, Part whole) {
    if (known != null && known.takes(whole)) {
      known.settle(whole);
      return;
    }
    if (known != null) {
      known.close();
    }
    if (whole instanceof Part.ToolCall call) {
      PartReader.begin(choice, call).close();
    } else {
      choice.begin(whole).end();
    }
  }

  private void end() {
    open.values().forEach(PartReader::close);
    open.clear();
  }

  /** Ends what is open; nothing more is taken. */
  void close() {
    settled = true;
    end();
  }
}
