package dev.patchbay.wire.openai;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.ToolIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tool calls of one choice while their fragments come in: interleaved, without index, without
 * type, with the id on each or only on the first. One thread.
 */
final class CallReader {
  private final int choice;
  private final String seed;
  private final List<Open> all = new ArrayList<>();
  private final Map<Integer, Open> byIndex = new HashMap<>();

  /** The first call of each id, for fragments without index. */
  private final Map<String, Open> byId = new HashMap<>();

  private boolean closed;

  CallReader(int choice, String seed) {
    this.choice = choice;
    this.seed = seed;
  }

  boolean areAny() {
    return !all.isEmpty();
  }

  boolean areOpen() {
    return areAny() && !closed;
  }

  /**
   * Reads a fragment.
   *
   * @param parts how many parts the message has
   * @return how many it has now
   */
  int read(ToolWords.Call fragment, int parts, Consumer<ChatEvent> out) {
    Open call = find(fragment);
    if (call == null) {
      call = new Open(fragment, all.size());
      all.add(call);
      byIndex.put(fragment.index() == null ? all.size() - 1 : fragment.index(), call);
    }
    call.add(fragment);
    if (call.id != null) {
      byId.putIfAbsent(call.id, call);
    }
    return call.name == null ? parts : call.tell(parts, out);
  }

  /** The call a fragment goes on with; null if it begins one. */
  private @Nullable Open find(ToolWords.Call fragment) {
    Open open = fragment.index() == null ? unplaced(fragment) : byIndex.get(fragment.index());
    boolean other =
        open != null
            && fragment.id() != null
            && fragment.name() != null
            && !fragment.id().equals(open.id);
    return other ? null : open;
  }

  private @Nullable Open unplaced(ToolWords.Call fragment) {
    if (fragment.id() == null) {
      boolean begins = fragment.name() != null;
      return all.isEmpty() || begins ? null : all.get(all.size() - 1);
    }
    return byId.get(fragment.id());
  }

  /** Ends all calls; one that never got a name is told now. */
  int close(int parts, Consumer<ChatEvent> out) {
    if (closed) {
      return parts;
    }
    int now = parts;
    for (Open call : all) {
      now = call.tell(now, out);
      out.accept(new ChatEvent.PartEnd(choice, call.part));
    }
    closed = true;
    return now;
  }

  private final class Open {
    private final int place;
    private final StringBuilder waiting = new StringBuilder();
    private final ToolWords.Call first;
    private @Nullable String id;
    private @Nullable String name;
    private JsonFields extras = JsonFields.NONE;
    private JsonFields told = JsonFields.NONE;
    private int part = -1;

    Open(ToolWords.Call first, int place) {
      this.first = first;
      this.place = place;
    }

    void add(ToolWords.Call fragment) {
      id = id == null ? fragment.id() : id;
      name = name == null ? fragment.name() : name;
      extras = extras.and(fragment.extras());
      waiting.append(fragment.arguments());
    }

    int tell(int parts, Consumer<ChatEvent> out) {
      int now = parts;
      if (part < 0) {
        part = now++;
        out.accept(start());
      } else if (!extras.equals(told)) {
        out.accept(new ChatEvent.PartExtras(choice, part, extras));
      }
      told = extras;
      if (!waiting.isEmpty()) {
        out.accept(new ChatEvent.ToolCallDelta(choice, part, waiting.toString()));
        waiting.setLength(0);
      }
      return now;
    }

    private ChatEvent start() {
      String given = id == null ? ToolIds.made(seed + "/" + place) : id;
      PartInfo info = PartInfo.of(null, extras);
      return new ChatEvent.ToolCallStart(
          choice, part, given, name == null ? "" : name, first.kind(), info);
    }
  }
}
