package dev.patchbay.conversation;

import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Short forms: {@code u:Hi a:Hello c:sum{"x":1} r:3}, separated by blanks. */
public final class Logs {
  private Logs() {}

  /** Messages of a short form; an underscore stands for a blank. */
  public static List<Message> messages(String text) {
    return Arrays.stream(text.split(" "))
        .filter(word -> !word.isEmpty())
        .map(Logs::message)
        .toList();
  }

  private static Message message(String word) {
    String said = word.substring(2).replace('_', ' ');
    return switch (word.charAt(0)) {
      case 'u' -> Message.user(said);
      case 'a' -> Message.assistant(said);
      case 's' -> Message.system(said);
      case 'c' -> call(said);
      case 'r' -> {
        int id = said.indexOf('=');
        yield Message.toolResult(id < 0 ? "call" : said.substring(0, id), said.substring(id + 1));
      }
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static Message call(String said) {
    List<Part> calls = new ArrayList<>();
    for (String one : said.split(";")) {
      int arguments = one.indexOf('{');
      String name = arguments < 0 ? one : one.substring(0, arguments);
      int id = name.indexOf('=');
      calls.add(
          new Part.ToolCall(
              id < 0 ? "call" : name.substring(0, id),
              name.substring(id + 1),
              arguments < 0 ? "{}" : one.substring(arguments)));
    }
    return new Message.Assistant(calls);
  }

  /** A log of one branch. */
  public static ConversationLog line(String text) {
    return log(List.of(text));
  }

  /** A log of branches, each {@code parent>messages} but the first; the last one has the head. */
  public static ConversationLog log(List<String> branches) {
    List<LogEntry> entries = new ArrayList<>();
    for (String branch : branches) {
      int sign = branch.indexOf('>');
      int parent = sign < 0 ? 0 : Integer.parseInt(branch.substring(0, sign));
      for (Message message : messages(branch.substring(sign + 1))) {
        int number = entries.size() + 1;
        entries.add(
            new LogEntry(
                number, parent, message, null, false, "req", Instant.ofEpochMilli(number)));
        parent = number;
      }
    }
    int head = entries.size();
    return new ConversationLog(
        "c", branches.size(), head, head + 1, entries, Instant.EPOCH, Instant.EPOCH);
  }
}
