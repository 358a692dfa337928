package dev.patchbay.conversation;

import dev.patchbay.chat.Message;
import dev.patchbay.chat.Part;
import dev.patchbay.json.JsonTree;
import java.util.ArrayList;
import java.util.List;

/**
 * What two messages must have in common to be taken for the same: role, visible text, media, names
 * and arguments of tools. Clients change the rest on its way, or cannot carry it: ids, cache marks,
 * signatures, reasoning, unknown fields. Immutable.
 */
record Likeness(String role, String text, List<Object> rest) {
  static Likeness of(Message message) {
    StringBuilder text = new StringBuilder();
    List<Object> rest = new ArrayList<>();
    if (message instanceof Message.Unknown unknown) {
      rest.add(unknown.raw().text());
    }
    for (Part part : message.parts()) {
      if (part instanceof Part.Text it) {
        text.append(it.text());
      } else if (part instanceof Part.Refusal it) {
        text.append(it.text());
      } else if (part instanceof Part.ToolCall it) {
        rest.add(List.of(it.name(), arguments(it)));
      } else if (part instanceof Part.Image it) {
        rest.add(it.source());
      } else if (part instanceof Part.Document it) {
        rest.add(it.source());
      } else if (part instanceof Part.Audio it) {
        rest.add(it.source());
      }
    }
    return new Likeness(role(message), text.toString().strip(), List.copyOf(rest));
  }

  private static String role(Message message) {
    return message instanceof Message.Unknown unknown
        ? unknown.protocol() + " " + unknown.role()
        : message.getClass().getSimpleName();
  }

  /** Equal as JSON; what is none, by its text. */
  private static Object arguments(Part.ToolCall call) {
    return call.kind() == Part.ToolCall.Kind.FUNCTION
        ? call.argumentsJson().<Object>map(JsonTree::of).orElse(call.arguments())
        : call.arguments();
  }
}
