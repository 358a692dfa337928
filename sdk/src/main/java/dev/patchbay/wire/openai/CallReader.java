package dev.patchbay.wire.openai;

import dev.patchbay.chat.PartInfo;
import dev.patchbay.json.JsonFields;
import dev.patchbay.wire.ToolIds;
import dev.patchbay.wire.reading.ChoiceEvents;
import dev.patchbay.wire.reading.PartEvents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tool calls of one choice while their fragments come in: interleaved, without index, without
 * type, with the id on each or only on the first. One thread.
 */
final class CallReader {
  private final ChoiceEvents choice;
  private final String seed;
  private final List<Open> all = new ArrayList<>();
  private final Map<Integer, Open> byIndex = new HashMap<>();

  /** The first call of each id, for fragments without index. */
  private final Map<String, Open> byId = new HashMap<>();

  CallReader(ChoiceEvents choice, String seed) {
    this.choice = choice;
    this.seed = seed;
  }

  void read(ToolWords.Call fragment) {
    Open call = find(fragment);
    if (call == null) {
      call = new Open(fragment, all.size(), choice.begin(PartEvents.Kind.CALL));
      all.add(call);
      byIndex.put(fragment.index() == null ? all.size() - 1 : fragment.index(), call);
    }
    call.add(fragment);
    if (call.id != null) {
      byId.putIfAbsent(call.id, call);
    }
    if (call.name != null) {
      call.tell();
    }
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

  /** Tells what waited: a call that never got a name is told now. */
  void close() {
    all.forEach(Open::tell);
  }

  private final class Open {
    private final PartEvents part;
    private final int place;
    private final StringBuilder waiting = new StringBuilder();
    private final ToolWords.Call first;
    private @Nullable String id;
    private @Nullable String name;
    private JsonFields extras = JsonFields.NONE;
    private boolean begun;

    Open(ToolWords.Call first, int place, PartEvents part) {
      this.first = first;
      this.place = place;
      this.part = part;
    }

    void add(ToolWords.Call fragment) {
      id = id == null ? fragment.id() : id;
      name = name == null ? fragment.name() : name;
      extras = extras.and(fragment.extras());
      waiting.append(fragment.arguments());
    }

    void tell() {
      if (begun) {
        part.extras(extras);
      } else {
        begin();
      }
      if (!waiting.isEmpty()) {
        part.more(waiting.toString());
        waiting.setLength(0);
      }
    }

    private void begin() {
      begun = true;
      String given = id == null ? ToolIds.made(seed + "/" + place) : id;
      part.call(given, name == null ? "" : name, first.kind(), PartInfo.of(null, extras));
    }
  }
}
