package dev.patchbay.conversation;

import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * What of a history is left out so that the rest fits: whole turns, the oldest first. A turn begins
 * with what the user says, and no call is parted from its result. Pure.
 */
public final class Trimming {
  private Trimming() {}

  /**
   * How many messages of the history to leave out.
   *
   * @param history without system text
   * @param now what is said after it, which stays
   * @param room tokens the history may have
   * @param size tokens of a message
   * @return 0 if all of it fits; if even the last turn does not, as much as can be left out
   */
  public static int cut(
      List<Message> history, List<Message> now, long room, ToLongFunction<Message> size) {
    long left = history.stream().mapToLong(size).sum();
    int cut = 0;
    int passed = 0;
    for (int place : places(history, now)) {
      if (left <= room) {
        break;
      }
      for (; passed < place; passed++) {
        left -= size.applyAsLong(history.get(passed));
      }
      cut = place;
    }
    return cut;
  }

  /**
   * As {@link #cut}, to at most so many messages.
   *
   * @param most at least 0
   */
  public static int cutTo(List<Message> history, List<Message> now, int most) {
    return cut(history, now, most, message -> 1);
  }

  /** Where a history may begin, besides at its beginning. */
  private static TreeSet<Integer> places(List<Message> history, List<Message> now) {
    TreeSet<Integer> places = new TreeSet<>();
    for (int i = 1; i < history.size(); i++) {
      if (history.get(i) instanceof Message.User) {
        places.add(i);
      }
    }
    if (!history.isEmpty()) {
      places.add(history.size());
    }
    Map<String, Integer> calls = new HashMap<>();
    for (int i = 0; i < history.size() + now.size(); i++) {
      Message message = i < history.size() ? history.get(i) : now.get(i - history.size());
      if (message instanceof Message.Tool result) {
        Integer call = calls.get(result.callId());
        if (call != null) {
          places.subSet(call, false, i, true).clear();
        }
      }
      for (Part part : message.parts()) {
        if (part instanceof Part.ToolCall call) {
          calls.put(call.id(), i);
        }
      }
    }
    return places;
  }
}
